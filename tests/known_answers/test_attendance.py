"""Attendance, sessions and dose: a sheet of two leaders, worked out by hand."""

from datetime import date

import polars as pl
import pytest

from etl.measures.attendance import list_presence, measure_attendance, score_attendance
from tests.builders.counts import make_members

SESSIONS = pl.DataFrame(
    {
        "session_id": ["day-1", "day-2", "coach-1"],
        "kind": ["training_day", "training_day", "coaching"],
        "held_on": [date(2022, 3, 1), date(2022, 10, 1), date(2022, 3, 8)],
        "hours": [6.0, 6.0, 1.5],
    }
)
SHEET = [
    (0, "day-1", "present", None),
    (0, "day-2", "absent", None),
    (0, "coach-1", "present", 60),
    (1, "day-1", "present", 180),
    (1, "day-2", "excused", None),
]


def attend(rows: list[tuple[int, str, str, int | None]]) -> dict[tuple[str, str], tuple[float, int]]:
    """Value and n of each indicator and wave."""
    kinds = {"leader": pl.UInt32, "session_id": pl.String, "status": pl.String, "minutes": pl.Int64}
    sheet = pl.DataFrame(rows, schema=kinds, orient="row")
    scores = score_attendance(list_presence(sheet, sessions=SESSIONS))
    results = measure_attendance(scores, members=make_members(2))
    facts = results.select("indicator_id", "wave", "value", "n").iter_rows()
    return {(indicator, wave): (value, n) for indicator, wave, value, n in facts}


def test_attendance_when_leaders_were_expected_unequally_then_each_leader_counts_once() -> None:
    # 2 of 3 and 1 of 2: not 3 of 5
    assert attend(SHEET)["attendance", "all"] == (pytest.approx((2 / 3 + 1 / 2) / 2), 2)


def test_attendance_when_by_kind_then_only_who_was_expected_there_counts() -> None:
    found = attend(SHEET)

    assert found["attendance.coaching", "all"] == (1.0, 1)
    assert found["attendance.training_day", "all"] == (0.5, 2)


def test_attendance_when_by_month_then_follows_the_day_of_the_session() -> None:
    found = attend(SHEET)

    assert found["attendance", "2022-03"] == (1.0, 2)
    assert found["attendance", "2022-10"] == (0.0, 2)


def test_sessions_when_two_leaders_then_the_mean_number_that_they_attended() -> None:
    # leader 0: day-1 and coach-1; leader 1: day-1, excused from day-2
    found = attend(SHEET)

    assert found["sessions", "all"] == (1.5, 2)
    assert found["sessions.training_day", "all"] == (1.0, 2)
    assert found["sessions.coaching", "all"] == (1.0, 1)


def test_dose_when_the_sheet_gives_minutes_then_these_and_else_the_hours_of_the_session() -> None:
    # leader 0: 6 hours and 60 minutes; leader 1: 180 minutes
    found = attend(SHEET)

    assert found["dose", "all"] == (5.0, 2)
    assert found["dose.training_day", "all"] == (4.5, 2)


def test_attendance_when_one_leader_was_never_there_then_nought_and_not_missing() -> None:
    found = attend([(0, "day-1", "absent", None), (0, "day-2", "excused", None)])

    assert [found[name, "all"] for name in ("attendance", "sessions", "dose")] == [(0.0, 1)] * 3


def test_attendance_when_the_sheet_is_empty_then_nothing_is_stated() -> None:
    assert attend([]) == {}
