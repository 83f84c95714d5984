"""Every trajectory beside every norm, in the programme's order: by shape and word, never ranked."""

import polars as pl

from schemas.release import cell_id
from ui.labels import label_trajectory, start_upper
from ui.page import Page
from ui.present.norms import SIGNS, judge, say_verdict, write_norm, write_value
from ui.present.readings import Reading, read_cell
from ui.remember import remembered


@remembered
def tabulate_trajectories(page: Page) -> pl.DataFrame:
    """A row a trajectory and a column a yardstick with a norm; without rows or norms an empty frame."""
    normed = [y for y in page.programme.yardsticks if y.has_norm and y.gauges]
    cells = [(t.id, cell_id(trajectory=t.id)) for t in page.programme.trajectories]
    shown = [(name, cell) for name, cell in cells if page.store.has_cell(cell)]
    if not normed or not shown:
        return pl.DataFrame()
    firsts = {name: _read_firsts(page, cell) for name, cell in shown}
    columns = {
        start_upper(page.programme.units.trajectory.one.in_language(page.language)): [
            label_trajectory(programme=page.programme, trajectory_id=name, texts=page.texts)
            for name, _ in shown
        ]
    }
    for yardstick in normed:
        label = start_upper(yardstick.label.in_language(page.language))
        heading = page.texts(
            "design.column_norm_of",
            label=label,
            norm=write_norm(yardstick, texts=page.texts),
            unit=yardstick.unit.in_language(page.language),
        )
        columns[heading] = [_write_cell(page, firsts[name][yardstick.id]) for name, _ in shown]
    return pl.DataFrame(columns)


def _read_firsts(page: Page, cell: str) -> dict[str, Reading]:
    """The number that each norm is about: the first of its yardstick."""
    return {r.yardstick.id: r for r in reversed(read_cell(page, cell))}


def _write_cell(page: Page, reading: Reading) -> str:
    verdict = judge(reading) or "unknown"
    word = f"{SIGNS[verdict]} {say_verdict(verdict, texts=page.texts)}"
    if reading.value is None:
        return word
    return f"{word} · {_write_few(page, reading)}"


def _write_few(page: Page, reading: Reading) -> str:
    """`9 van 10`, `0,6`."""
    if reading.counted is None or reading.n is None:
        return write_value(reading, texts=page.texts)
    total, counted = page.texts.number(reading.n), page.texts.number(reading.counted)
    return page.texts("design.counted_few", counted=counted, total=total)
