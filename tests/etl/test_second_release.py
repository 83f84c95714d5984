"""Late answers: what a second release may tell beside the first."""

from dataclasses import replace
from datetime import date
from functools import cache

import polars as pl
import pytest

from etl.disclosure.policy import load_policy
from etl.publishing import Published, begin_past, publish_statements
from schemas.release import TOTAL
from tests.builders.questionnaire import make_configuration
from tests.builders.warehouse import make_warehouse

CLOSED, OPEN = date(2026, 1, 1), date(2023, 6, 1)

pytestmark = pytest.mark.slow


def _make(
    *, late: int, before: Published | None = None, today: date = CLOSED, whole: bool = False
) -> Published:
    """A build in which the end of all but `late` of thirty people is in.

    Not `whole`: without attendance and the scale that is asked at three moments, which take most of the
    time.
    """
    tables = make_warehouse()
    if not whole:
        kept = ~pl.col("item_id").str.starts_with("feedback")
        few = {"attendance": tables["attendance"].clear(), "sessions": tables["sessions"].clear()}
        tables = {**tables, **few, "responses": tables["responses"].filter(kept)}
    waiting = tables["responses"].filter(pl.col("wave") == "end")["leader_id"].unique().sort()[:30]
    absent = waiting[:late]
    is_end, is_late = pl.col("wave").is_in(["end", "then"]), pl.col("leader_id").is_in(absent.implode())
    given = {**tables, "responses": tables["responses"].filter(~(is_end & is_late))}
    past = begin_past(given, today=today) if before is None else replace(before.past, today=today)
    return publish_statements(
        given, configuration=make_configuration(), policy=load_policy(), past=past, report=lambda *_: None
    )


@cache
def _first() -> Published:
    return _make(late=20)


def _end(made: Published, *, indicator: str = "learned", total: bool | None = None) -> pl.DataFrame:
    rows = made.statements.filter(
        pl.col("indicator_id") == indicator, pl.col("wave") == "end", pl.col("status") == "shown"
    )
    return rows if total is None else rows.filter((pl.col("cell_id") == TOTAL) == total)


def _total_n(made: Published) -> int:
    return int(_end(made, total=True).filter(pl.col("statistic") == "mean")["n"][0])


def test_same_answers_give_the_same_statements_and_judge_nothing_again():
    again = _make(late=20, before=_first())

    assert again.statements.equals(_first().statements)
    assert again.past.judged.keys() == _first().past.judged.keys()
    assert again.past.ledger.told.height == _first().past.ledger.told.height


def test_four_late_answers_change_no_cell_and_not_the_total():
    later = _make(late=16, before=_first())

    assert _end(later).equals(_end(_first()))


def test_twenty_late_answers_change_the_total_and_no_other_cell():
    later = _make(late=0, before=_first())

    assert _total_n(later) == _total_n(_first()) + 20
    assert _end(later, total=False).equals(_end(_first(), total=False))


def test_release_without_a_past_takes_all_late_answers_in():
    """The control of the two above: it is the ledger that holds them back."""
    alone = _make(late=0)

    assert not _end(alone, total=False).equals(_end(_first(), total=False))


def test_only_totals_are_told_while_a_moment_is_open():
    made = _make(late=20, today=OPEN, whole=True)

    shown = made.statements.filter(pl.col("status") == "shown")
    open_ = shown.filter(pl.col("wave").is_in(["end", "begin-end"]))
    assert set(open_["cell_id"]) == {TOTAL}
    assert shown.filter(pl.col("wave") == "between")["cell_id"].n_unique() > 10


def test_cells_are_told_on_the_people_of_the_total_once_the_moment_has_closed():
    during = _make(late=20, today=OPEN)
    # Four more answered on the last day: fewer than five, so the total that was told stays.
    after = _make(late=16, before=during)

    assert _total_n(after) == _total_n(during)
    trajectories = _end(after).filter(pl.col("cell_id").str.contains("^trajectory=[^|]*$"))
    means = trajectories.filter(pl.col("statistic") == "mean")
    assert means.height > 5
    assert int(means["n"].sum()) <= _total_n(during)


def test_grown_total_tells_means_only():
    """Twenty people who all gave one answer would show in the difference of two distributions."""
    later = _make(late=0, before=_first())

    assert set(_end(later, indicator="changed", total=True)["statistic"]) == set()
    assert _end(_first(), indicator="changed", total=True).height > 0
    assert set(_end(later, total=True)["statistic"]) == {"mean", "mean_programme"}
