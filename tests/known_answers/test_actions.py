"""How far leaders came with their actions: five leaders, worked out by hand."""

import polars as pl
import pytest

from etl.measures.actions import STEPS, measure_actions, score_actions

LEADERS = pl.DataFrame(
    {
        "leader": [0, 1, 2, 3, 4],
        "leader_id": ["p", "q", "r", "s", "t"],
        "trajectory_id": ["a", "a", "a", "a", "b"],
    },
    schema_overrides={"leader": pl.UInt32},
)
REGISTER = [("p", "planned"), ("q", "planned"), ("q", "adjusted"), ("q", "done"), ("r", "evaluated")]


def share(rows: list[tuple[str, str]], *, trajectory: str = "a") -> dict[str, tuple[float, int]]:
    """Share and n of each step in a trajectory."""
    actions = pl.DataFrame(rows, schema={"leader_id": pl.String, "status": pl.String}, orient="row")
    members = LEADERS.filter(pl.col("trajectory_id") == trajectory).select("leader", cell=pl.lit(0))
    found = measure_actions(score_actions(actions, leaders=LEADERS), members=members)
    assert set(found["statistic"]) <= {"share_1"}
    rows_found = found.select("indicator_id", "value", "n").iter_rows()
    return {name.removeprefix("actions."): (value, n) for name, value, n in rows_found}


def test_actions_when_a_leader_has_several_then_the_furthest_counts() -> None:
    # p planned; q adjusted, so also planned, done and evaluated; r evaluated; s nothing
    assert share(REGISTER) == {
        "planned": (0.75, 4),
        "done": (0.5, 4),
        "evaluated": (0.5, 4),
        "adjusted": (0.25, 4),
    }


def test_actions_when_a_leader_has_none_then_counts_among_all() -> None:
    assert share([("p", "planned")])["planned"] == (0.25, 4)


def test_actions_when_a_trajectory_has_none_at_all_then_nothing_is_known_of_it() -> None:
    assert share(REGISTER, trajectory="b") == {}


def test_actions_when_the_register_is_empty_then_nothing_is_known() -> None:
    assert share([]) == {}


def test_actions_when_everybody_came_to_the_end_then_each_step_is_whole() -> None:
    assert set(share([(name, "adjusted") for name in "pqrs"]).values()) == {(1.0, 4)}


@pytest.mark.parametrize("step", STEPS)
def test_actions_when_one_came_so_far_then_shares_never_grow_from_step_to_step(step: str) -> None:
    shares = share([("p", step)])

    values = [shares[name][0] for name in STEPS]
    assert values == sorted(values, reverse=True)
    assert shares[step][0] == 0.25
