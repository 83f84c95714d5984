"""How trajectories are set up: two trajectories, worked out by hand."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.attendance import measure_attendance
from etl.measures.design import Ground, count_offer, measure_gauge, time_trajectories
from etl.measures.paces import score_paces
from schemas.yardsticks import Gauge, SchoolYear, Yardstick
from tests.builders.counts import make_members
from tests.builders.programme import make_programme, words

CALENDAR = SchoolYear()
# Trajectory a: two partnerships, two school years. Trajectory b: one partnership, one school year.
SESSIONS = [
    ("a", None, "day", date(2021, 10, 5), 6.0),
    ("a", None, "day", date(2023, 5, 2), 6.0),
    ("a", "a1", "group", date(2022, 3, 1), 3.0),
    ("a", "a2", "group", date(2022, 3, 2), 3.0),
    ("a", "a2", "group", date(2022, 11, 2), 3.0),
    ("b", None, "day", date(2022, 9, 20), 6.0),
    ("b", "b1", "coaching", date(2023, 6, 20), 2.0),
]
PARTNERSHIPS = [("a1", "a"), ("a2", "a"), ("b1", "b")]
SIZES = {"a1": 4, "a2": 6, "b1": 11}
COACHES = [("c1", "a1"), ("c1", "a2"), ("c2", "a2"), ("c3", "b1")]
Found = dict[tuple[str | None, str], tuple[Any, int]]


def make_sessions(rows: list[tuple[str, str | None, str, date, float]]) -> pl.DataFrame:
    schema = {"trajectory_id": pl.String, "partnership_id": pl.String, "kind": pl.String}
    return pl.DataFrame(rows, schema={**schema, "held_on": pl.Date, "hours": pl.Float64}, orient="row")


def make_ground(**changes: pl.DataFrame) -> Ground:
    partnerships = pl.DataFrame(PARTNERSHIPS, schema=["partnership_id", "trajectory_id"], orient="row")
    people = [(p, t) for p, t in PARTNERSHIPS for _ in range(SIZES[p])]
    tables = {
        "sessions": make_sessions(SESSIONS),
        "partnerships": partnerships,
        "leaders": pl.DataFrame(people, schema=["partnership_id", "trajectory_id"], orient="row"),
        "coaches": pl.DataFrame(COACHES, schema=["coach_id", "partnership_id"], orient="row"),
        **changes,
    }
    return Ground(**tables, for_all=("day",), calendar=CALENDAR)


def make_yardstick(*, at_least: float | None = None, at_most: float | None = None) -> Yardstick:
    return Yardstick(
        id="norm",
        label=words("norm"),
        unit=words("eenheid"),
        at_least=at_least,
        at_most=at_most,
        recommendation=words("Doe dit."),
        source="verzonnen",
    )


def measure(measure: str, *kinds: str, ground: Ground | None = None, **norm: float) -> Found:
    """Value and n by trajectory (None: the whole) and category."""
    gauge = Gauge.model_validate({"measure": measure, "kinds": kinds})
    found = measure_gauge(ground or make_ground(), yardstick=make_yardstick(**norm), gauge=gauge)
    rows = found.select("trajectory_id", "category", "value", "n").iter_rows()
    return {(trajectory, category): (value, n) for trajectory, category, value, n in rows}


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (date(2021, 10, 5), date(2023, 5, 2), 2.0),
        (date(2021, 9, 1), date(2022, 1, 31), 0.5),  # the last day of a first half
        (date(2021, 9, 1), date(2022, 2, 1), 1.0),  # the first day of a second half
        (date(2022, 3, 1), date(2022, 10, 1), 1.0),  # two halves of different school years
        (date(2022, 8, 31), date(2022, 9, 1), 1.0),  # the turn of the school year
        (date(2022, 3, 1), date(2022, 3, 1), 0.5),  # one single session
        (date(2021, 12, 20), date(2022, 1, 5), 0.5),  # over New Year, within one half
    ],
)
def test_duration_when_counted_in_halves_then_is_that_of_the_calendar(
    first: date, last: date, years: float
) -> None:
    sessions = make_sessions([("a", None, "day", day, 6.0) for day in (first, last)])

    assert time_trajectories(sessions, calendar=CALENDAR)["school_years"].to_list() == [years]


def test_duration_when_the_school_year_starts_in_january_then_follows_it() -> None:
    sessions = make_sessions([("a", None, "day", day, 6.0) for day in (date(2022, 1, 5), date(2022, 12, 1))])

    assert time_trajectories(sessions, calendar=SchoolYear(starts_month=1))["school_years"].to_list() == [1.0]


def test_duration_when_told_for_all_then_is_the_mean_over_trajectories() -> None:
    assert measure("school_years") == {
        ("a", "all"): (2.0, 1),
        ("b", "all"): (1.0, 1),
        (None, "all"): (1.5, 2),
    }


def test_duration_when_there_are_no_sessions_then_nothing_is_found() -> None:
    assert measure("school_years", ground=make_ground(sessions=make_sessions([]))) == {}


def test_held_when_for_all_then_counts_for_each_partnership() -> None:
    # a: 2 days in 20 months; b: 1 day in 10 months
    assert measure("held_a_month", "day") == {
        ("a", "all"): (pytest.approx(0.1), 2),
        ("b", "all"): (pytest.approx(0.1), 1),
        (None, "all"): (pytest.approx(0.1), 3),
    }


def test_held_when_of_one_partnership_then_counts_on_average_over_partnerships() -> None:
    # a: 3 sessions for 2 partnerships in 20 months; b held none, which is known
    found = measure("held_a_month", "group")

    assert found["a", "all"] == (pytest.approx(1.5 / 20), 3)
    assert found["b", "all"] == (0.0, 0)
    assert found[None, "all"] == (pytest.approx(1.5 / 40), 3)


def test_hours_when_divided_by_kind_then_add_up_to_one() -> None:
    # a: 2 × 12 hours of days and 9 of groups; b: 6 of days and 2 of coaching
    found = measure("hours_by_kind")

    assert found["a", "day"][0] == pytest.approx(24 / 33)
    assert found["b", "coaching"][0] == pytest.approx(2 / 8)
    assert found[None, "day"][0] == pytest.approx(30 / 41)
    assert sum(value for (where, _), (value, _n) in found.items() if where is None) == pytest.approx(1.0)


def test_within_when_a_kind_is_always_for_all_then_its_partnership_does_not_count() -> None:
    sessions = make_sessions(
        [("a", "a1", "day", date(2022, 3, 1), 6.0), ("a", "a1", "group", date(2022, 3, 2), 4.0)]
    )

    found = measure("within_partnership", ground=make_ground(sessions=sessions))

    assert found["a", "all"] == (pytest.approx(4 / 16), 2)  # 2 partnerships × 6 hours, and 4


def test_within_when_only_some_kinds_count_then_the_others_do_not() -> None:
    assert measure("within_partnership", "coaching")["b", "all"] == (1.0, 1)


def test_offer_when_no_partnership_is_registered_then_the_trajectory_is_one_group() -> None:
    bare = make_ground().partnerships.clear()

    offer = count_offer(make_sessions(SESSIONS), partnerships=bare, for_all=())

    assert offer["groups"].unique().to_list() == [1]


def test_group_size_when_some_are_within_the_norm_then_tells_median_and_share() -> None:
    found = measure("group_size", at_least=5, at_most=10)

    assert found["a", "all"] == (5.0, 2)
    assert found["a", "within"] == (0.5, 1)
    assert found["b", "within"] == (0.0, 0)
    assert found[None, "all"] == (6.0, 3)
    assert found[None, "within"] == (pytest.approx(1 / 3), 1)


@pytest.mark.parametrize(("size", "within"), [(4, 0.0), (5, 1.0), (10, 1.0), (11, 0.0)])
def test_group_size_when_at_an_end_of_the_norm_then_that_end_is_within(size: int, within: float) -> None:
    people = pl.DataFrame({"partnership_id": ["b1"] * size, "trajectory_id": ["b"] * size})

    found = measure("group_size", ground=make_ground(leaders=people), at_least=5, at_most=10)

    assert found["b", "within"][0] == within


def test_group_size_when_there_is_no_norm_then_only_the_median_is_told() -> None:
    assert {category for _, category in measure("group_size")} == {"all"}


def test_group_size_when_a_leader_is_in_no_partnership_then_does_not_count() -> None:
    people = make_ground().leaders.with_columns(partnership_id=pl.lit(None, dtype=pl.String))

    assert measure("group_size", ground=make_ground(leaders=people)) == {}


def test_coaches_when_one_was_replaced_then_that_partnership_had_two() -> None:
    found = measure("coaches", at_least=1, at_most=1)

    assert found["a", "all"] == (1.5, 2)
    assert found["a", "within"] == (0.5, 1)
    assert found["b", "within"] == (1.0, 1)


def test_coaches_when_a_partnership_has_none_then_it_is_unknown_and_not_zero() -> None:
    coaches = make_ground().coaches.filter(pl.col("partnership_id") != "a1")

    assert measure("coaches", ground=make_ground(coaches=coaches), at_least=1, at_most=1)["a", "all"] == (
        2.0,
        1,
    )


def score(measure: str, kinds: tuple[str, ...]) -> dict[int, float]:
    """The pace of two leaders: leader 0 in a, leader 1 in b."""
    sessions = pl.DataFrame(
        {
            "leader": [0, 0, 0, 1],
            "indicator_id": ["sessions.day", "sessions.coaching", "sessions", "sessions.day"],
            "wave": ["all"] * 4,
            "value": [8.0, 3.0, 11.0, 5.0],
        },
        schema_overrides={"leader": pl.UInt32},
    )
    leaders = pl.DataFrame(
        {"leader": [0, 1], "trajectory_id": ["a", "b"]}, schema_overrides={"leader": pl.UInt32}
    )
    gauge = Gauge.model_validate({"measure": measure, "kinds": kinds})
    yardstick = make_yardstick().model_copy(update={"gauges": (gauge,)})
    programme = make_programme(yardsticks=(yardstick,))
    years = make_ground().years
    paces = score_paces(sessions, leaders=leaders, years=years, programme=programme)
    assert paces["indicator_id"].unique().to_list() in ([], ["pace.norm"])
    return dict(paces.select("leader", "value").iter_rows())


def test_pace_when_by_the_month_then_each_leader_counts_over_the_trajectory() -> None:
    assert score("attended_a_month", ("day",)) == {0: pytest.approx(8 / 20), 1: pytest.approx(5 / 10)}


def test_pace_when_by_the_school_year_then_kinds_are_added() -> None:
    assert score("attended_a_year", ("day", "coaching")) == {0: pytest.approx(11 / 2), 1: pytest.approx(5.0)}


def test_pace_when_no_kind_is_named_then_every_session_counts() -> None:
    assert score("attended_a_year", ()) == {0: pytest.approx(11 / 2)}


def test_pace_when_averaged_then_each_leader_counts_once() -> None:
    scores = pl.DataFrame(
        {"leader": [0, 1], "indicator_id": ["pace.norm"] * 2, "wave": ["all"] * 2, "value": [0.4, 0.5]},
        schema_overrides={"leader": pl.UInt32},
    )

    assert measure_attendance(scores, members=make_members(2))["value"].to_list() == [pytest.approx(0.45)]


@given(
    st.lists(
        st.tuples(st.sampled_from(["a", "b"]), st.sampled_from([None, "a1", "b1"]), st.sampled_from("xyz")),
        min_size=1,
        max_size=30,
    )
)
def test_hours_when_of_any_sessions_then_each_trajectory_adds_up_to_one(
    rows: list[tuple[str, str | None, str]],
) -> None:
    sessions = make_sessions([(t, p, k, date(2022, 3, 1), 2.0) for t, p, k in rows])

    found = measure("hours_by_kind", ground=make_ground(sessions=sessions))

    for trajectory in {where for where, _ in found}:
        parts = [value for (where, _), (value, _n) in found.items() if where == trajectory]
        assert sum(parts) == pytest.approx(1.0)
        assert min(parts) > 0
