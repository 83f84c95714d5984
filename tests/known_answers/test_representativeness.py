"""The R-indicator: its definition, two groups worked out by hand, and the edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.clusters import student_quantile
from etl.measures.model_rows import NotEstimableError
from etl.measures.representativeness import estimate_representativeness, indicate_alikeness

GROUPS = np.repeat([[0.0], [1.0]], 500, axis=0)
ANSWERED = np.concatenate([np.arange(500) < 200, np.arange(500) < 300])
ALONE = np.arange(1000)


def test_alikeness_of_chances_of_four_and_six_in_ten_then_is_point_eight() -> None:
    assert indicate_alikeness(np.array([0.4, 0.6])) == pytest.approx(0.8)


def test_alikeness_of_equal_chances_then_is_one_and_of_all_or_nothing_zero() -> None:
    assert indicate_alikeness(np.full(9, 0.3)) == pytest.approx(1)
    assert indicate_alikeness(np.array([0.0, 1.0])) == pytest.approx(0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_alikeness_of_any_chances_then_lies_between_zero_and_one(chances: list[float]) -> None:
    assert -1e-9 <= indicate_alikeness(np.array(chances)) <= 1


def test_representativeness_of_two_groups_then_is_the_value_by_hand() -> None:
    """SD² is .1² less the mean variance of the two shares, .4·.6/500; the error of R is that of their
    difference, √(2·.4·.6/500)."""
    found = estimate_representativeness(GROUPS, ANSWERED, partnerships=ALONE)

    assert found.value == pytest.approx(1 - 2 * np.sqrt(0.01 - 0.4 * 0.6 / 500), abs=1e-4)
    half = student_quantile(999) * np.sqrt(2 * 0.4 * 0.6 / 500)
    assert found.high - found.value == pytest.approx(half, rel=0.01)
    assert (found.rate, found.n) == (0.5, 1000)


def test_interval_when_partnerships_answer_together_then_is_wider() -> None:
    draw = np.random.default_rng(8)
    together = draw.random(200) < 0.5
    answered = np.repeat(together, 5) ^ (draw.random(1000) < 0.1)

    clustered = estimate_representativeness(GROUPS, answered, partnerships=ALONE // 5)
    alone = estimate_representativeness(GROUPS, answered, partnerships=ALONE)

    assert clustered.value - clustered.low > 1.5 * (alone.value - alone.low)


def test_interval_when_groups_answer_alike_then_reaches_to_one() -> None:
    answered = (np.arange(1000) % 2 == 0) | (np.arange(1000) < 9)

    found = estimate_representativeness(GROUPS, answered, partnerships=ALONE // 5)

    assert found.low < found.high == 1


def test_interval_when_groups_clearly_differ_then_does_not_reach_to_one() -> None:
    assert estimate_representativeness(GROUPS, ANSWERED, partnerships=ALONE // 5).high < 1


def test_interval_over_many_worlds_then_covers_the_truth() -> None:
    draw = np.random.default_rng(5)
    facts = np.eye(8)[np.arange(480) // 6 % 8][:, 1:]
    chances = 1 / (1 + np.exp(-(0.7 + facts @ draw.normal(0, 0.8, 7))))
    truth = indicate_alikeness(chances)

    worlds = [
        estimate_representativeness(facts, draw.random(480) < chances, partnerships=np.arange(480) // 6)
        for _ in range(150)
    ]

    assert np.mean([world.low <= truth <= world.high for world in worlds]) >= 0.88
    # the control: without taking off what chance adds, R comes out too low
    assert np.mean([world.value for world in worlds]) == pytest.approx(truth, abs=0.02)


def test_representativeness_when_a_group_is_silent_then_is_still_found() -> None:
    answered = np.concatenate([np.zeros(500, dtype=bool), np.arange(500) % 2 == 0])

    found = estimate_representativeness(GROUPS, answered, partnerships=ALONE // 5)

    # chances 0 and .5: SD .25, so R is near .5
    assert found.value == pytest.approx(0.5, abs=0.01)


def test_representativeness_when_everybody_answered_then_is_one_for_certain() -> None:
    found = estimate_representativeness(GROUPS, np.ones(1000, dtype=bool), partnerships=ALONE)

    assert (found.value, found.low, found.high) == (1, 1, 1)


def test_representativeness_when_there_are_three_partnerships_then_has_no_interval() -> None:
    found = estimate_representativeness(GROUPS, ANSWERED, partnerships=ALONE % 3)

    assert found.value == pytest.approx(0.805, abs=0.001)
    assert np.isnan([found.low, found.high]).all()


@pytest.mark.parametrize(
    ("facts", "answered", "reason"),
    [
        (GROUPS, np.zeros(1000, dtype=bool), "everybody_missing"),
        (np.zeros((0, 1)), np.zeros(0, dtype=bool), "too_few_people"),
        (np.zeros((1000, 0)), ANSWERED, "no_spread"),
    ],
    ids=["nobody answered", "nobody", "nothing known"],
)
def test_representativeness_when_it_does_not_exist_then_says_why(
    facts: np.ndarray, answered: np.ndarray, reason: str
) -> None:
    with pytest.raises(NotEstimableError, match=reason):
        estimate_representativeness(facts, answered, partnerships=np.arange(answered.size))
