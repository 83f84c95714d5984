"""How large the own trajectory is: exact facts of the programme, beside the whole and the others' range."""

from collections.abc import Mapping

import polars as pl

from ui.figure import Figure
from ui.labels import start_upper
from ui.page import Page
from ui.present.differences import name_units
from ui.present.sentences import join_names
from ui.remember import remembered

_MEASURES = ("partnerships", "schools", "leaders")
_FEWEST_OTHERS = 3
"""Of fewer, the lowest and the highest would each be somebody's: the same bound as for protected numbers."""


@remembered
def present_reach(page: Page) -> Figure | None:
    """Partnerships, schools and leaders; None if the release does not count them."""
    texts, units = page.texts, name_units(page)
    own, whole = _count(page, page.cell.cell_id), _count(page, "total")
    known = [measure for measure in _MEASURES if measure in own and whole.get(measure)]
    if not known:
        return None
    rows = [_make_row(page, measure, own=own, whole=whole) for measure in known]
    names = (
        texts("mine.column_what"),
        start_upper(texts("mine.legend_own", **units)),
        start_upper(texts("results.whole_programme")),
        texts("mine.column_share"),
        texts("mine.column_others_low", **units),
        texts("mine.column_others_high", **units),
    )
    said = [f"{texts.number(own[measure])} {_name(page, measure, own[measure])}" for measure in known]
    return Figure(
        key="mine-reach",
        question=texts("mine.question_reach", **units),
        answer=texts("mine.answer_reach", parts=join_names(said, texts=texts), **units),
        draw=None,
        table=pl.DataFrame(rows, schema=list(names), orient="row"),
        how_to_read=texts("mine.read_reach", **units),
        caution=texts("overview.exact"),
        methods=(),
    )


def _count(page: Page, cell: str) -> dict[str, int]:
    facts = page.store.reach(cell_id=cell, dimensions=["none"], measures=_MEASURES)
    return {row["measure"]: round(row["value"]) for row in facts.iter_rows(named=True)}


def _make_row(
    page: Page, measure: str, *, own: Mapping[str, int], whole: Mapping[str, int]
) -> tuple[str, int, int, int, int | None, int | None]:
    low, high = _range_others(page, measure)
    share = round(own[measure] / whole[measure] * 100)
    return (start_upper(_name(page, measure, 2)), own[measure], whole[measure], share, low, high)


def _range_others(page: Page, measure: str) -> tuple[int | None, int | None]:
    """Lowest and highest count of the trajectories that this viewer may not name."""
    facts = page.store.reach(dimensions=["trajectory"], measures=[measure])
    others = [
        round(row["value"])
        for row in facts.iter_rows(named=True)
        if not page.store.viewer.may_name(row["category"])
    ]
    return (min(others), max(others)) if len(others) >= _FEWEST_OTHERS else (None, None)


def _name(page: Page, measure: str, n: int) -> str:
    units = page.programme.units
    unit = {"partnerships": units.partnership, "schools": units.school, "leaders": units.leader}[measure]
    return (unit.one if n == 1 else unit.many).in_language(page.language)
