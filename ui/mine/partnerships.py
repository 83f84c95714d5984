"""The own partnerships beside each other, as far as they are shown; the others together, by name of pool."""

import polars as pl

from texts.numbers import write_value
from ui.cells import PARTNERSHIP, Cell
from ui.figure import Figure
from ui.labels import label_partnership
from ui.mine.beside import find_end
from ui.page import Page
from ui.present.differences import name_units
from ui.present.scene import Row, index_facts, is_shown, label_of, waves_of
from ui.present.sentences import join_sentences
from ui.remember import remembered

_MOST_COLUMNS = 4
_LEVELS = ("reaction", "learning", "behaviour")


@remembered
def present_partnerships(page: Page) -> Figure | None:
    """A table, in alphabetical order and never by value; None if the release has no cell of them."""
    cells = list_partnerships(page)
    scales = _choose_scales(page)
    if not cells or not scales:
        return None
    texts, units = page.texts, name_units(page)
    rows = [_make_row(page, cell, scales) for cell in cells]
    heads = [label_of(scale, texts=texts) for scale, _ in scales]
    unit = page.programme.units
    names = [
        unit.partnership.one.in_language(page.language),
        unit.leader.many.in_language(page.language),
        *heads,
    ]
    pools = sum(bool(cell.pooled) for cell in cells)
    return Figure(
        key="mine-partnerships",
        question=texts("mine.question_partnerships", **units),
        answer=join_sentences(
            texts.count("mine.partnerships_shown", len(cells) - pools, **units),
            texts.count("mine.partnerships_pooled", pools, **units) if pools else "",
        ),
        draw=None,
        table=pl.DataFrame(rows, schema=names, orient="row"),
        how_to_read=texts("mine.read_partnerships", **units),
        caution=join_sentences(
            texts("mine.caution_small", **units), page.programme.caution.in_language(page.language)
        ),
        methods=("mean_cohort",),
    )


def list_partnerships(page: Page) -> list[Cell]:
    """The cells of partnerships of the page's trajectory: own ones by name, then pools by name."""
    found = [
        cell
        for cell in page.store.every_cell.values()
        if cell.kind == PARTNERSHIP and cell.trajectory_id == page.cell.trajectory_id
    ]
    return sorted(found, key=lambda cell: (bool(cell.pooled), _name(page, cell).casefold()))


def _name(page: Page, cell: Cell) -> str:
    return label_partnership(programme=page.programme, cell=cell, texts=page.texts)


def _choose_scales(page: Page) -> list[tuple[Row, str]]:
    """A scale of each level and its moment: the programme's own highlights first, then the first scales."""
    end = find_end(page)
    wanted = [chosen.indicator for chosen in page.programme.highlights]
    found: list[Row] = []
    for level in _LEVELS:
        scales = [
            row
            for row in page.store.indicators(level=level, kinds=["scale"]).iter_rows(named=True)
            if end in waves_of(row)
        ]
        chosen = [row for row in scales if row["indicator_id"] in wanted] or scales[:1]
        found += chosen[:2]
    return [(row, str(end)) for row in found[:_MOST_COLUMNS]]


def _make_row(page: Page, cell: Cell, scales: list[tuple[Row, str]]) -> tuple[str | int | None, ...]:
    facts = index_facts(
        page.store.statements(
            cell_id=cell.cell_id,
            indicator_ids=[scale["indicator_id"] for scale, _ in scales],
            statistics=["mean"],
        )
    )
    leaders = page.store.reach(cell_id=cell.cell_id, dimensions=["none"], measures=["leaders"])
    count = None if cell.pooled or leaders.is_empty() else round(leaders["value"][0])
    values = (_write(page, facts.get((s["indicator_id"], wave, "mean"))) for s, wave in scales)
    return (_name(page, cell), count, *values)


def _write(page: Page, row: Row | None) -> str:
    """`4,1 (3,9 tot 4,3; n = 12)`, or why there is none."""
    texts = page.texts
    if row is None or not is_shown(row):
        return texts(f"charts.status_{'withheld' if row is None else row['status']}")
    value = write_value(row, kind="level", texts=texts)
    n = texts("charts.n", n=texts.number(row["n"]))
    if row["low"] is None or row["high"] is None:
        return f"{value} ({n})"
    interval = texts("charts.interval", low=texts.number(row["low"], 1), high=texts.number(row["high"], 1))
    return f"{value} ({interval}; {n})"
