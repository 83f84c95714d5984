from datetime import date

import numpy as np
import polars as pl
import pytest

from etl.circulation import Ledger, Told, empty_ledger
from etl.groups import Group
from etl.respondents import PEOPLE, Respondents
from etl.timing import Calendar, hold_respondents, make_calendar
from schemas.programme import Contrast, Wave
from tests.builders.programme import make_programme, words

GROUP = Group("x", moments=("begin", "end"), waves=("begin", "end"), contrasts=("begin-end",))
NAMES = pl.Series([f"{n:020x}" for n in range(40)])


def _calendar(today: date) -> Calendar:
    waves = (
        Wave(id="begin", label=words("b"), short=words("b"), closes=date(2021, 11, 30)),
        Wave(id="end", label=words("e"), short=words("e"), closes=date(2023, 6, 30)),
        Wave(id="then", label=words("t"), short=words("t"), retrospective=True, asked_at="end"),
        Wave(id="free", label=words("f"), short=words("f")),
    )
    pair = Contrast(from_wave="begin", to_wave="end", label=words("c"))
    programme = make_programme().model_copy(update={"waves": waves, "contrasts": (pair,)})
    return Calendar(programme=programme, today=today, stamp="")


LATER, DURING = _calendar(date(2023, 7, 1)), _calendar(date(2023, 6, 30))


def _hold(now: range, *, ledger: Ledger, calendar: Calendar = LATER) -> tuple[list[int], list[int]]:
    """The people of the cells and of the total, when the people of `now` have answered."""
    people = pl.DataFrame({"group": [0] * len(now), "leader": list(now)}, schema=PEOPLE)
    given = Respondents(groups=(GROUP,), people=people, totals=people)
    held = hold_respondents(given, calendar=calendar, ledger=ledger, k=5)
    return held.people["leader"].to_list(), held.totals["leader"].to_list()


def _told(cells: range | None, total: range) -> Ledger:
    ledger = empty_ledger("w", leaders=NAMES)
    everyone = np.array(total, dtype=np.int64)
    if cells is None:
        return ledger.add([Told(GROUP, "", everyone, [("total", everyone)], is_base=False)])
    base = np.array(cells, dtype=np.int64)
    wide = Told(GROUP, "", base, [("trajectory=pi-1", base)])
    return ledger.add([wide, Told(GROUP, "", everyone, [("total", everyone)], is_base=False)])


@pytest.mark.parametrize(("calendar", "is_open"), [(DURING, True), (LATER, False)])
def test_group_is_open_until_the_day_after_its_last_moment_closes(calendar, is_open):
    assert calendar.is_open(GROUP) is is_open


def test_look_back_is_open_with_the_moment_at_which_it_is_asked():
    assert DURING.list_open() == ("end", "then", "begin-end")
    assert LATER.list_open() == ()


def test_moment_without_a_closing_date_is_closed():
    assert not DURING.is_open(Group("x", moments=("free",), waves=("free",)))


def test_people_when_nothing_was_told_are_all_who_answered():
    assert _hold(range(20), ledger=empty_ledger("w", leaders=NAMES)) == (list(range(20)), list(range(20)))


def test_cells_once_told_stay_on_the_same_people_and_so_does_the_total_for_four_more():
    cells, total = _hold(range(24), ledger=_told(range(20), range(20)))

    assert (cells, total) == (list(range(20)), list(range(20)))


def test_total_takes_in_five_more():
    cells, total = _hold(range(25), ledger=_told(range(20), range(20)))

    assert (cells, total) == (list(range(20)), list(range(25)))


def test_total_grows_from_where_it_was_told_last():
    cells, total = _hold(range(29), ledger=_told(range(20), range(25)))

    assert (cells, total) == (list(range(20)), list(range(25)))


def test_cells_told_for_the_first_time_are_on_the_people_of_the_total():
    ledger = _told(None, range(20))

    assert _hold(range(23), ledger=ledger)[0] == list(range(20))
    assert _hold(range(26), ledger=ledger) == (list(range(26)), list(range(26)))


def test_who_is_no_longer_in_the_data_is_not_stated():
    cells, _ = _hold(range(1, 20), ledger=_told(range(20), range(20)))

    assert cells == list(range(1, 20))


def test_stamp_is_the_month_of_the_last_session():
    sessions = pl.DataFrame({"held_on": [date(2022, 3, 1), date(2023, 6, 2)]})

    assert make_calendar(make_programme(), sessions=sessions, today=date(2024, 1, 1)).stamp == " 2023-06"
