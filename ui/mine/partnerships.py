"""The own partnerships beside each other, as far as they are shown; the others together, by name of pool."""

from collections.abc import Sequence

import polars as pl

from texts.numbers import write_value
from ui.cells import PARTNERSHIP, Cell
from ui.figure import Figure
from ui.labels import label_partnership, start_upper
from ui.mine.beside import find_end
from ui.page import Page
from ui.present.differences import name_units
from ui.present.missing_models import NO_ROW
from ui.present.scene import Row, index_facts, is_shown, label_of, waves_of
from ui.present.sentences import join_names, join_sentences
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
    facts = {cell.cell_id: _read(page, cell, scales) for cell in cells}
    shown = [cell for cell in cells if any(is_shown(row) for row in facts[cell.cell_id])]
    heads = [
        page.programme.units.partnership.one.in_language(page.language),
        page.programme.units.leader.many.in_language(page.language),
        *(_head(page, scale) for scale, _ in scales),
    ]
    rows = [_make_row(page, cell, facts[cell.cell_id]) for cell in shown]
    return Figure(
        key="mine-partnerships",
        question=texts("mine.question_partnerships", **units),
        answer=_say(page, cells, shown=shown),
        draw=None,
        table=pl.DataFrame(rows, schema=[start_upper(head) for head in heads], orient="row"),
        how_to_read=join_sentences(
            texts("mine.read_partnerships", **units), texts("methods.mean_cohort_interval")
        ),
        caution=join_sentences(
            texts("mine.caution_small", **units), page.programme.caution.in_language(page.language)
        ),
        methods=("mean_cohort",),
    )


def _say(page: Page, cells: Sequence[Cell], *, shown: Sequence[Cell]) -> str:
    """How many have something to show, how many pools there are, and who has nothing of its own."""
    texts, units = page.texts, name_units(page)
    own = [cell for cell in cells if not cell.pooled]
    apart = [cell for cell in shown if not cell.pooled]
    pools = len(shown) - len(apart)
    left = [_name(page, cell) for cell in own if cell not in apart]
    total = texts.number(len(own))
    return join_sentences(
        texts.count("mine.partnerships_shown", len(apart), total=total, **units)
        if apart
        else texts("mine.partnerships_none", **units),
        texts.count("mine.partnerships_pooled", pools, **units) if pools else "",
        texts("mine.partnerships_left", names=join_names(left, texts=texts)) if left and apart else "",
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


def _head(page: Page, scale: Row) -> str:
    ends = {name: page.texts.number(scale[name]) for name in ("low", "high")}
    return page.texts("mine.head_scale", label=label_of(scale, texts=page.texts), **ends)


def _read(page: Page, cell: Cell, scales: Sequence[tuple[Row, str]]) -> list[Row]:
    """The mean of each scale in one cell; one that is not stated is withheld."""
    ids = [scale["indicator_id"] for scale, _ in scales]
    facts = index_facts(page.store.statements(cell_id=cell.cell_id, indicator_ids=ids, statistics=["mean"]))
    nothing = {**NO_ROW, "status": "withheld"}
    return [facts.get((scale["indicator_id"], wave, "mean"), nothing) for scale, wave in scales]


def _make_row(page: Page, cell: Cell, facts: Sequence[Row]) -> tuple[str | int | None, ...]:
    leaders = page.store.reach(cell_id=cell.cell_id, dimensions=["none"], measures=["leaders"])
    count = None if cell.pooled or leaders.is_empty() else round(leaders["value"][0])
    return (_name(page, cell), count, *(_write(page, row) for row in facts))


def _write(page: Page, row: Row) -> str:
    """`4,1 (3,9 tot 4,3; n = 12)`, or why there is none."""
    texts = page.texts
    if row["status"] == "withheld":
        return texts("mine.cell_hidden")
    if not is_shown(row):
        return texts(f"charts.status_{row['status']}")
    value = write_value(row, kind="level", texts=texts)
    n = texts("charts.n", n=texts.number(row["n"]))
    if row["low"] is None or row["high"] is None:
        return f"{value} ({n})"
    interval = texts("charts.interval", low=texts.number(row["low"], 1), high=texts.number(row["high"], 1))
    return f"{value} ({interval}; {n})"
