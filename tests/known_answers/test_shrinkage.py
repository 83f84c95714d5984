"""Shrinkage: batches of dye as lme4 prints them, and batting averages as Efron and Morris do."""

import numpy as np
import polars as pl
import pytest

from etl.measures.shrinkage import rate_reliability, shrink_means
from etl.measures.variance import fit_variance
from etl.measures.variance_views import LEADER, PARTNERSHIP
from tests.builders.nested import read_dyestuff

# Batting averages of 18 players after 45 times at bat in 1970 (Efron & Morris 1977, table).
AVERAGES = np.array(
    [0.400, 0.378, 0.356, 0.333, 0.311, 0.311, 0.289, 0.267, 0.244, 0.244, *[0.222] * 5, 0.200, 0.178, 0.156]
)
AT_BAT = 45


def test_batches_of_dye_are_shrunk_as_printed() -> None:
    fit = fit_variance(read_dyestuff())
    means = read_dyestuff().group_by("partnership").agg(pl.col("value").mean()).sort("partnership")

    shrunken = shrink_means(
        means=means["value"].to_numpy(),
        people=np.full(6, 5.0),
        centre=fit.mean,
        between=fit.spread_of(PARTNERSHIP) ** 2,
        within=fit.spread_of(LEADER) ** 2,
    )

    assert shrunken.value == pytest.approx([-17.607, 0.391, 28.562, -23.085, 56.733, -44.995], abs=0.001)
    assert shrunken.sd == pytest.approx(np.full(6, 19.587), abs=0.001)


def test_batting_averages_are_shrunk_as_printed() -> None:
    centre = AVERAGES.mean()
    chance = centre * (1 - centre) / AT_BAT
    # The factor c of James and Stein, and the variance between players that it stands for.
    part = 1 - (len(AVERAGES) - 3) * chance / ((AVERAGES - centre) ** 2).sum()
    between = chance * part / (1 - part)

    factor = rate_reliability(between=between, within=chance * AT_BAT, people=AT_BAT)
    shrunken = shrink_means(
        means=AVERAGES,
        people=np.full(len(AVERAGES), float(AT_BAT)),
        centre=centre,
        between=between,
        within=chance * AT_BAT,
    )

    assert round(float(factor), 3) == 0.212
    assert round(float(centre + shrunken.value[0]), 3) == 0.294


def test_reliability_when_groups_do_not_differ_then_is_nothing() -> None:
    assert rate_reliability(between=0.0, within=1.0, people=8) == 0


def test_reliability_when_groups_grow_then_goes_to_one() -> None:
    rates = rate_reliability(between=0.3, within=0.7, people=np.array([1.0, 5.0, 50.0, 5e6]))

    assert rates[0] == pytest.approx(0.3)
    assert list(rates) == sorted(rates)
    assert rates[-1] == pytest.approx(1)


def test_shrunken_values_lie_between_their_group_and_the_centre() -> None:
    means = np.array([1.0, 3.0, 4.0])

    shrunken = shrink_means(
        means=means, people=np.array([1.0, 5.0, 9.0]), centre=3.0, between=0.5, within=1.0
    )

    assert shrunken.value[0] > -2
    assert shrunken.value[1] == 0
    assert 0 < shrunken.value[2] < 1
    assert list(shrunken.sd) == sorted(shrunken.sd, reverse=True)
