"""What the release before said of the own trajectory, beside what this one says."""

from collections.abc import Mapping

import polars as pl

from texts.numbers import write_value
from ui.figure import Figure
from ui.mine.beside import Beside, read_beside
from ui.page import Page
from ui.present.differences import name_units
from ui.present.scene import Row, is_shown
from ui.present.sentences import join_sentences
from ui.remember import remembered
from ui.store import Store

_NUMBERS = ("value", "coded", "low", "high", "n", "status")
_KEYS = ("cell_id", "indicator_id", "wave", "statistic")


@remembered
def present_since(page: Page, *, before: Store) -> Figure | None:
    """The figures of this page that say something else than in `before`, which is seen in the same scope.

    None if every one says the same.
    """
    rows = {row.key: row for row in read_beside(page)}
    earlier = _read_own(before, page.cell.cell_id)
    changed = [row for key, row in rows.items() if _differs(row.own, earlier.get(key))]
    if not changed:
        return None
    texts, units = page.texts, name_units(page)
    heads = [texts(f"mine.column_{name}") for name in ("what", "before", "now")]
    table = [
        (_name(row), _write(page, row, earlier.get(row.key)), _write(page, row, row.own)) for row in changed
    ]
    return Figure(
        key="mine-since",
        question=texts("mine.question_since", **units),
        answer=join_sentences(
            texts.count("mine.since_changed", len(changed), total=texts.number(len(rows))),
            say_counts(page, before=before),
        ),
        draw=None,
        table=pl.DataFrame(table, schema=heads, orient="row"),
        how_to_read=texts("mine.read_since", **units),
        caution=texts("mine.caution_since", **units),
    )


@remembered
def say_counts(page: Page, *, before: Store) -> str:
    """Over all statements of the own cells: how many are new, gone, or say something else."""
    new, old = (_index(store, page.cell.trajectory_id) for store in (page.store, before))
    shown = [{key for key, row in facts.items() if is_shown(row)} for facts in (new, old)]
    other = sum(_differs(new[key], old[key]) for key in shown[0] & shown[1])
    counts = {
        "added": len(shown[0] - shown[1]),
        "gone": len(shown[1] - shown[0]),
        "other": other,
        "total": len(shown[0]),
    }
    return page.texts("mine.since_counts", **{name: page.texts.number(n) for name, n in counts.items()})


def _read_own(store: Store, cell: str) -> dict[tuple[str, str, str], Row]:
    rows = store.statements(cell_id=cell).iter_rows(named=True)
    return {(row["indicator_id"], row["wave"], row["statistic"]): row for row in rows}


def _index(store: Store, trajectory: str | None) -> Mapping[tuple[str, ...], Row]:
    cells = [name for name, cell in store.every_cell.items() if cell.trajectory_id == trajectory]
    rows = store.statements(cell_ids=cells).select(*_KEYS, *_NUMBERS).iter_rows(named=True)
    return {tuple(row[key] for key in _KEYS): row for row in rows}


def _differs(now: Row, before: Row | None) -> bool:
    """Whether a statement says something else; two that are not shown say the same."""
    if before is None or not (is_shown(now) and is_shown(before)):
        return is_shown(now) or (before is not None and is_shown(before))
    return any((now.get(name) or 0) != (before.get(name) or 0) for name in _NUMBERS)


def _name(row: Beside) -> str:
    return f"{row.label} · {row.moment}" if row.moment and row.topic != "response" else row.label


def _write(page: Page, row: Beside, fact: Row | None) -> str:
    """`4,1 (n = 38)`, or why there is none."""
    texts = page.texts
    if fact is None or not is_shown(fact):
        return texts(f"charts.status_{'withheld' if fact is None else fact['status']}")
    value = write_value(fact, kind=row.kind, texts=texts)
    return f"{value} ({texts('charts.n', n=texts.number(fact['n']))})"
