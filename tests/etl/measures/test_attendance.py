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
ATTENDANCE = pl.DataFrame(
    [
        (0, "day-1", "present", None),
        (0, "day-2", "absent", None),
        (0, "coach-1", "present", 60),
        (1, "day-1", "present", 180),
        (1, "day-2", "excused", None),
    ],
    schema={"leader": pl.UInt32, "session_id": pl.String, "status": pl.String, "minutes": pl.Int64},
    orient="row",
)


@pytest.fixture
def means() -> dict[tuple[str, str], tuple[float, int]]:
    scores = score_attendance(list_presence(ATTENDANCE, sessions=SESSIONS))
    results = measure_attendance(scores, members=make_members(2))
    rows = results.select("indicator_id", "wave", "value", "n").iter_rows()
    return {(indicator, wave): (value, n) for indicator, wave, value, n in rows}


def test_attendance_is_the_mean_over_leaders_of_their_share(means):
    # 2 of 3 and 1 of 2: not 3 of 5
    assert means["attendance", "all"] == (pytest.approx((2 / 3 + 1 / 2) / 2), 2)


def test_attendance_by_kind_counts_only_who_was_expected_there(means):
    assert means["attendance.coaching", "all"] == (1.0, 1)
    assert means["attendance.training_day", "all"] == (0.5, 2)


def test_attendance_by_month_follows_the_day_of_the_session(means):
    assert means["attendance", "2022-03"] == (1.0, 2)
    assert means["attendance", "2022-10"] == (0.0, 2)


def test_sessions_are_the_mean_number_that_a_leader_attended(means):
    # leader 0: day-1 and coach-1; leader 1: day-1, excused from day-2
    assert means["sessions", "all"] == (1.5, 2)
    assert means["sessions.training_day", "all"] == (1.0, 2)
    # only leader 0 was expected there
    assert means["sessions.coaching", "all"] == (1.0, 1)


def test_sessions_when_a_leader_was_never_there_count_as_none():
    absent = ATTENDANCE.with_columns(status=pl.lit("absent"))
    scores = score_attendance(list_presence(absent, sessions=SESSIONS))
    total = scores.filter(pl.col("indicator_id") == "sessions").sort("leader")
    assert total["value"].to_list() == [0.0, 0.0]


def test_dose_uses_minutes_and_else_the_hours_of_the_session(means):
    # leader 0: 6 + 60 minutes; leader 1: 180 minutes
    assert means["dose", "all"] == (5.0, 2)
    assert means["dose.training_day", "all"] == (4.5, 2)
