"""Profile intervals: Dyestuff as lme4 prints it, by the full likelihood; by REML against a fine search."""

import numpy as np
import polars as pl
import pytest

from etl.measures.lowest import find_lowest
from etl.measures.model_rows import NotEstimableError
from etl.measures.profile import find_interval
from etl.measures.variance import fit_variance
from etl.measures.variance_groups import Numbers
from etl.measures.variance_views import LEADER, PARTNERSHIP, TRAJECTORY
from tests.builders.nested import draw_nested, read_dyestuff

CUT = 3.841458820694124


def profile_by_search(*, restricted: bool) -> tuple[float, float]:
    """The interval of the batches' standard deviation, over a fine grid of both variances."""
    rows = (
        read_dyestuff()
        .group_by("partnership")
        .agg(mean=pl.col("value").mean(), within=((pl.col("value") - pl.col("value").mean()) ** 2).sum())
    )
    within, means = rows["within"].sum(), rows["mean"].to_numpy()
    between = 5 * ((means - means.mean()) ** 2).sum()
    tau = np.linspace(0, 140, 1401)[:, None]
    sigma2 = np.exp(np.linspace(6.5, 9.5, 1501))
    level = sigma2 + 5 * tau**2
    freedom = 5 if restricted else 6
    height = (24 * np.log(sigma2) + within / sigma2 + freedom * np.log(level) + between / level).min(axis=1)
    inside = tau[height <= height.min() + CUT, 0]
    return float(inside.min()), float(inside.max())


def test_interval_of_tau_of_dyestuff_is_the_printed_one() -> None:
    # lme4's confint() profiles the full likelihood, also of a model that was fitted by REML.
    fit = fit_variance(read_dyestuff(), restricted=False)

    low, high = fit.bound_spread(PARTNERSHIP)

    assert (round(low, 2), round(high, 2)) == (12.20, 84.06)


def test_other_intervals_of_dyestuff_are_the_printed_ones() -> None:
    fit = fit_variance(read_dyestuff(), restricted=False)

    assert fit.bound_spread(LEADER) == pytest.approx((38.22998, 67.65770), abs=0.002)
    assert fit.bound_mean() == pytest.approx((1486.451, 1568.548), abs=0.002)


@pytest.mark.parametrize("restricted", [True, False])
def test_interval_of_tau_is_that_of_a_fine_search(restricted: bool) -> None:
    found = fit_variance(read_dyestuff(), restricted=restricted).bound_spread(PARTNERSHIP)

    assert found == pytest.approx(profile_by_search(restricted=restricted), abs=0.1)


def test_interval_by_reml_of_few_groups_is_wider_than_by_full_likelihood() -> None:
    full, reml = (fit_variance(read_dyestuff(), restricted=kind) for kind in (False, True))

    assert reml.bound_spread(PARTNERSHIP)[1] > full.bound_spread(PARTNERSHIP)[1]


def test_interval_of_the_mean_does_not_depend_on_how_variances_are_estimated() -> None:
    full, reml = (fit_variance(read_dyestuff(), restricted=kind) for kind in (False, True))

    assert reml.bound_mean() == pytest.approx(full.bound_mean())


def test_interval_of_shares_of_two_levels_mirror_each_other() -> None:
    fit = fit_variance(read_dyestuff())

    low, high = fit.bound_share(PARTNERSHIP)
    mirrored = fit.bound_share(LEADER)

    assert (1 - high, 1 - low) == pytest.approx(mirrored, abs=1e-4)
    assert low < fit.share_of(PARTNERSHIP) < high


def test_interval_of_a_variance_of_nothing_starts_at_nothing_and_has_an_end() -> None:
    fit = fit_variance(draw_nested(trajectory=0.0, partnership=0.0, seed=11))

    assert fit.spread_of(PARTNERSHIP, TRAJECTORY) < 0.25
    for level in (PARTNERSHIP, TRAJECTORY):
        assert fit.bound_spread(level)[0] == 0
        assert 0 < fit.bound_spread(level)[1] < 1
        assert fit.bound_share(level)[0] == 0
        assert 0 < fit.bound_share(level)[1] < 0.5
    assert fit.bound_share(LEADER)[1] == 1


@pytest.mark.parametrize("seed", range(6))
def test_intervals_hold_their_estimates(seed: int) -> None:
    fit = fit_variance(draw_nested(trajectory=0.1, partnership=0.2, seed=seed))

    for level in (LEADER, PARTNERSHIP, TRAJECTORY):
        for value, (low, high) in (
            (fit.spread_of(level), fit.bound_spread(level)),
            (fit.share_of(level), fit.bound_share(level)),
        ):
            assert low <= value <= high
            assert low < high
    low, high = fit.bound_mean()
    assert low < fit.mean < high


def bowl(at: Numbers) -> tuple[float, Numbers]:
    """A bowl with its lowest place at (1, 2), where the second follows the first."""
    first, second = at[0] - 1, at[1] - 2 - 0.5 * (at[0] - 1)
    return float(first**2 + second**2), np.array([2 * first - second, 2 * second])


def test_profile_of_a_bowl_is_what_arithmetic_gives() -> None:
    bounds = ((-10.0, 10.0), (-10.0, 10.0))
    lowest = find_lowest(bowl, start=np.array([5.0, -5.0]), bounds=bounds)

    assert lowest.at == pytest.approx([1, 2], abs=1e-4)
    assert find_interval(bowl, lowest=lowest, bounds=bounds) == pytest.approx(
        (1 - 1.959964, 1 + 1.959964), abs=1e-3
    )


def test_profile_when_a_bound_comes_first_then_ends_there() -> None:
    bounds = ((0.0, 2.0), (-10.0, 2.0))
    lowest = find_lowest(bowl, start=np.array([0.0, 2.0]), bounds=bounds)

    assert find_interval(bowl, lowest=lowest, bounds=bounds) == (0, 2)


def test_lowest_place_when_a_bound_holds_it_back_then_lies_on_the_bound() -> None:
    lowest = find_lowest(bowl, start=np.array([3.0, 6.0]), bounds=((2.0, 9.0), (3.0, 9.0)))

    assert lowest.at == pytest.approx([2, 3], abs=1e-4)


def test_lowest_place_of_what_has_none_is_not_told() -> None:
    def slide(at: Numbers) -> tuple[float, Numbers]:
        return float("nan"), np.ones(2)

    with pytest.raises(NotEstimableError, match="not_converged"):
        find_lowest(slide, start=np.zeros(2), bounds=((-9.0, 9.0), (-9.0, 9.0)))
