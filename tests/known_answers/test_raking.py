"""Raking: margins and odds ratios that define it, the clustered interval it shares, and the edges."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.measures.change import measure_change
from etl.measures.model_rows import NotEstimableError
from etl.measures.raking import TRIM, average_weighted, rake_weights
from tests.builders.counts import make_views

COUNTS = np.array([[40, 30, 20, 10], [35, 50, 100, 75], [30, 80, 70, 120], [20, 30, 40, 50]])
ROWS, COLUMNS = np.array([150, 300, 400, 150]) / 1000, np.array([200, 300, 400, 100]) / 1000


def _list_people(counts: np.ndarray) -> np.ndarray:
    """A person a count: row and column."""
    return np.argwhere(counts > 0).repeat(counts[counts > 0], axis=0)


def _tabulate(places: np.ndarray, weights: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    table = np.zeros(shape)
    np.add.at(table, (places[:, 0], places[:, 1]), weights)
    return table / table.sum()


def test_raking_of_two_by_two_then_is_the_solution_by_hand() -> None:
    """Counts 1, 1, 1, 3 keep their odds ratio 3; equal margins then ask √3 : 1."""
    places = _list_people(np.array([[10, 10], [10, 30]]))

    table = _tabulate(places, rake_weights(places, targets=[np.full(2, 0.5)] * 2), (2, 2))

    share = np.sqrt(3) / (1 + np.sqrt(3)) / 2
    assert table == pytest.approx(np.array([[share, 0.5 - share], [0.5 - share, share]]), abs=1e-5)


def test_raking_then_meets_both_margins_and_keeps_every_odds_ratio() -> None:
    places = _list_people(COUNTS)

    table = _tabulate(places, rake_weights(places, targets=[ROWS, COLUMNS]), (4, 4))

    assert table.sum(axis=1) == pytest.approx(ROWS, abs=1e-5)
    assert table.sum(axis=0) == pytest.approx(COLUMNS, abs=1e-5)
    ratios = [t[1:, 1:] * t[0, 0] / (t[1:, :1] * t[:1, 1:]) for t in (table, COUNTS.astype(float))]
    assert ratios[0] == pytest.approx(ratios[1])


def test_raking_when_the_margins_are_met_already_then_everybody_counts_for_one() -> None:
    places = _list_people(COUNTS)
    targets = [COUNTS.sum(axis=1) / COUNTS.sum(), COUNTS.sum(axis=0) / COUNTS.sum()]

    assert rake_weights(places, targets=targets) == pytest.approx(np.ones(places.shape[0]))


@given(
    st.lists(st.integers(20, 60), min_size=9, max_size=9), st.lists(st.floats(1, 2), min_size=6, max_size=6)
)
def test_weights_of_any_margins_in_reach_then_stay_within_the_trim(
    counts: list[int], margins: list[float]
) -> None:
    places = _list_people(np.array(counts).reshape(3, 3))
    targets = [np.array(side) / sum(side) for side in (margins[:3], margins[3:])]

    weights = rake_weights(places, targets=targets)

    assert weights.min() >= 1 / TRIM
    assert weights.max() <= TRIM
    assert weights.mean() == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    ("counts", "rows", "reason"),
    [
        ([[5, 5], [5, 5]], [0.99, 0.01], "not_converged"),
        ([[5, 5], [0, 0]], [0.5, 0.5], "not_converged"),
        ([[0, 0], [0, 0]], [0.5, 0.5], "everybody_missing"),
    ],
    ids=["weights beyond the trim", "nobody of a category", "nobody"],
)
def test_raking_when_the_margins_cannot_be_met_then_says_why(
    counts: list[list[int]], rows: list[float], reason: str
) -> None:
    places = _list_people(np.array(counts)).reshape(-1, 2)

    with pytest.raises(NotEstimableError, match=reason):
        rake_weights(places, targets=[np.array(rows), np.full(2, 0.5)])


def test_mean_with_equal_weights_then_is_the_change_with_cr2_to_the_digit() -> None:
    draw = np.random.default_rng(6)
    places = np.sort(draw.integers(0, 12, 90))
    changes = draw.normal(0.3, 1, 90) + draw.normal(0, 0.5, 12)[places]
    leader = pl.Series(range(90), dtype=pl.UInt32)
    pairs = pl.DataFrame(
        {"leader": leader, "indicator_id": "x", "wave": "w", "value_from": 0.0, "value_to": changes}
    )
    stated = measure_change(
        pairs,
        members=pl.DataFrame({"leader": leader, "cell": pl.Series([0] * 90, dtype=pl.UInt32)}),
        clusters=pl.DataFrame({"leader": leader, "cluster": places}),
        views=make_views("x"),
    ).filter(pl.col("statistic") == "change")

    found = average_weighted(changes, np.ones(90), partnerships=places)

    assert (found.value, found.low, found.high) == pytest.approx(stated.select("value", "low", "high").row(0))
    assert found.n_effective == pytest.approx(90)


def test_mean_when_one_half_counts_double_then_is_the_mean_and_number_by_hand() -> None:
    """Weights 2 and 1 on 10 people each: mean (2·1 + 1·4)/3, effective number 30²/50."""
    values, weights = np.repeat([1.0, 4.0], 10), np.repeat([2.0, 1.0], 10)

    found = average_weighted(values, weights, partnerships=np.arange(20))

    assert (found.value, found.n_effective) == pytest.approx((2, 18))


def test_mean_when_nobody_changed_then_has_an_interval_of_nothing() -> None:
    found = average_weighted(np.zeros(20), np.ones(20), partnerships=np.arange(20) // 4)

    assert (found.value, found.low, found.high) == (0, 0, 0)


def test_mean_of_one_person_then_is_no_number() -> None:
    with pytest.raises(NotEstimableError, match="too_few_people"):
        average_weighted(np.array([1.0]), np.ones(1), partnerships=np.zeros(1, dtype=np.int64))
