"""The nested model by REML: Dyestuff as lme4 prints it, and two other programs on worlds of three levels."""

import warnings

import mixedlm
import numpy as np
import polars as pl
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.measures.model_rows import NotEstimableError
from etl.measures.variance import fit_variance
from etl.measures.variance_deviance import Deviance
from etl.measures.variance_groups import sum_groups
from etl.measures.variance_views import LEADER, PARTNERSHIP, TRAJECTORY
from tests.builders.nested import draw_nested, read_dyestuff

WORLDS = [(0.02, 0.28), (0.2, 0.2), (0.0, 0.3), (0.3, 0.0), (0.0, 0.0)]


def fit_elsewhere(people: pl.DataFrame) -> tuple[float, float, float]:
    """Trajectory, partnership and residual variance by mixedlm."""
    with warnings.catch_warnings():
        # It warns where a variance is 0: that is among what is compared.
        warnings.simplefilter("ignore")
        fit = mixedlm.lmer("value ~ 1 + (1|trajectory) + (1|partnership)", data=people.to_pandas())
    relative = dict(zip(("trajectory", "partnership"), np.asarray(fit.theta) ** 2, strict=True))
    residual = fit.sigma**2
    return relative["trajectory"] * residual, relative["partnership"] * residual, residual


def measure_deviance(people: pl.DataFrame, variances: np.ndarray, *, restricted: bool) -> float:
    """The deviance from the whole covariance matrix, as a textbook writes it."""
    groups = sum_groups(people)
    values = (people["value"].to_numpy() - groups.centre) / groups.unit
    same = [
        people[name].to_numpy()[:, None] == people[name].to_numpy() for name in ("partnership", "trajectory")
    ]
    matrix = variances[0] * np.eye(len(values)) + variances[1] * same[0] + variances[2] * same[1]
    inverse, ones = np.linalg.inv(matrix), np.ones(len(values))
    mean = (ones @ inverse @ values) / (ones @ inverse @ ones)
    squares = (values - mean) @ inverse @ (values - mean)
    cost = np.log(ones @ inverse @ ones) if restricted else 0.0
    return float(np.linalg.slogdet(matrix)[1] + squares + cost)


def test_variance_of_dyestuff_is_the_printed_one() -> None:
    fit = fit_variance(read_dyestuff())

    assert round(fit.spread_of(PARTNERSHIP) ** 2, 2) == 1764.05
    assert round(fit.spread_of(LEADER) ** 2, 2) == 2451.25
    assert round(fit.share_of(PARTNERSHIP), 5) == 0.41849
    assert round(fit.mean, 1) == 1527.5
    assert (fit.groups.people, fit.groups.partnerships, fit.groups.nested) == (30, 6, False)


@pytest.mark.parametrize("world", WORLDS)
def test_variance_of_three_levels_is_that_of_another_program(world: tuple[float, float]) -> None:
    people = draw_nested(trajectory=world[0], partnership=world[1], seed=3)
    fit = fit_variance(people)

    ours = [fit.spread_of(level) ** 2 for level in (TRAJECTORY, PARTNERSHIP, LEADER)]

    assert ours == pytest.approx(fit_elsewhere(people), abs=2e-4)


def test_variance_of_dyestuff_is_that_of_another_program() -> None:
    rows = mixedlm.lmer("value ~ 1 + (1|partnership)", data=read_dyestuff().to_pandas())
    fit = fit_variance(read_dyestuff())

    assert fit.spread_of(LEADER) == pytest.approx(rows.sigma, rel=1e-5)
    assert fit.spread_of(PARTNERSHIP) == pytest.approx(rows.sigma * rows.theta[0], rel=1e-5)


@pytest.mark.parametrize("world", WORLDS[:2])
def test_variance_of_three_levels_is_that_of_statsmodels(world: tuple[float, float]) -> None:
    people = draw_nested(trajectory=world[0], partnership=world[1], seed=3)
    model = smf.mixedlm(
        "value ~ 1",
        people.to_pandas(),
        groups="trajectory",
        re_formula="1",
        vc_formula={"partnership": "0 + C(partnership)"},
    )
    other = model.fit(reml=True, method="powell")
    fit = fit_variance(people)

    assert other.converged
    assert np.isfinite(other.llf)
    assert fit.spread_of(PARTNERSHIP) ** 2 == pytest.approx(float(other.vcomp[0]), abs=2e-3)
    assert fit.spread_of(TRAJECTORY) ** 2 == pytest.approx(float(other.cov_re.iloc[0, 0]), abs=2e-3)
    assert fit.spread_of(LEADER) ** 2 == pytest.approx(other.scale, abs=2e-3)
    assert fit.mean == pytest.approx(float(other.fe_params.iloc[0]), abs=1e-3)


@settings(max_examples=25, deadline=None)
@given(
    variances=st.tuples(*[st.floats(0.05, 3)] * 3).map(np.array),
    restricted=st.booleans(),
    seed=st.integers(0, 99),
)
def test_deviance_from_sums_is_that_of_the_whole_matrix(
    variances: np.ndarray, restricted: bool, seed: int
) -> None:
    people = draw_nested(trajectory=0.1, partnership=0.3, people=150, seed=seed)
    deviance = Deviance(groups=sum_groups(people), restricted=restricted)

    value, slopes = deviance.at(variances)

    assert value == pytest.approx(measure_deviance(people, variances, restricted=restricted), rel=1e-9)
    for place in range(3):
        step = np.eye(3)[place] * 1e-5
        rise = deviance.at(variances + step)[0] - deviance.at(variances - step)[0]
        assert slopes[place] == pytest.approx(rise / 2e-5, rel=1e-4, abs=1e-3)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 999), shift=st.floats(-50, 50), scale=st.floats(0.1, 20))
def test_shares_when_the_unit_changes_then_stay_the_same(seed: int, shift: float, scale: float) -> None:
    people = draw_nested(trajectory=0.1, partnership=0.3, people=150, seed=seed)
    other = people.with_columns(value=pl.col("value") * scale + shift)

    first, second = fit_variance(people), fit_variance(other)

    shares = [first.share_of(level) for level in (LEADER, PARTNERSHIP, TRAJECTORY)]
    assert sum(shares) == pytest.approx(1)
    assert [second.share_of(level) for level in (LEADER, PARTNERSHIP, TRAJECTORY)] == pytest.approx(
        shares, abs=1e-4
    )


def test_people_without_a_partnership_are_left_out() -> None:
    alone = pl.DataFrame({"value": [5.0, 1.0], "partnership": [None, None], "trajectory": ["pi-1", None]})
    people = draw_nested(trajectory=0.1, partnership=0.3)

    fit = fit_variance(pl.concat([people, alone.cast(people.schema)]))

    assert fit.groups.people == people.height
    assert fit.share_of(PARTNERSHIP) == fit_variance(people).share_of(PARTNERSHIP)


def test_trajectories_when_there_are_three_then_are_no_level_of_their_own() -> None:
    people = draw_nested(trajectory=0.3, partnership=0.3)
    few = people.filter(pl.col("trajectory").is_in(["pi-1", "pi-2", "pi-3"]))

    fit = fit_variance(few)

    assert not fit.groups.nested
    assert fit.share_of(TRAJECTORY) == 0
    assert fit_variance(people).groups.nested


def test_trajectories_when_each_has_one_partnership_then_are_no_level_of_their_own() -> None:
    people = draw_nested(trajectory=0.3, partnership=0.3).with_columns(trajectory=pl.col("partnership"))

    assert not fit_variance(people).groups.nested


def test_trajectories_when_nobody_has_one_then_two_levels_are_left() -> None:
    people = draw_nested(trajectory=0.0, partnership=0.3)
    nowhere = people.with_columns(trajectory=pl.lit(None, dtype=pl.String))

    assert fit_variance(nowhere).groups.people == people.height
    assert not fit_variance(nowhere).groups.nested


@pytest.mark.parametrize(
    ("values", "partnerships", "reason"),
    [
        ([1.0, 2, 3, 4, 5, 1], ["a", "a", "b", "b", "c", "c"], "too_few_partnerships"),
        ([3.0], ["a"], "too_few_partnerships"),
        ([], [], "too_few_partnerships"),
        ([None] * 8, list("aabbccdd"), "too_few_partnerships"),
        ([1.0, 2, 3, 4, 5], list("abcde"), "too_few_people"),
        ([4.0] * 8, list("aabbccdd"), "no_spread"),
        ([1.0, 1, 2, 2, 3, 3, 5, 5], list("aabbccdd"), "not_converged"),
    ],
    ids=["three partnerships", "one person", "nobody", "all missing", "all alone", "flat", "flat within"],
)
def test_variance_when_it_cannot_be_known_then_says_why(
    values: list[float], partnerships: list[str], reason: str
) -> None:
    people = pl.DataFrame(
        {"value": values, "partnership": partnerships, "trajectory": ["pi-1"] * len(values)},
        schema={"value": pl.Float64, "partnership": pl.String, "trajectory": pl.String},
    )

    with pytest.raises(NotEstimableError, match=reason):
        fit_variance(people)


def test_fifty_thousand_people_are_a_few_hundred_sums() -> None:
    people = draw_nested(trajectory=0.02, partnership=0.28, people=50_000)

    groups = sum_groups(people)

    assert groups.people == people.height
    assert len(groups.size) <= 85


def test_variance_when_rows_come_in_another_order_then_is_the_same_to_the_last_digit() -> None:
    people = draw_nested(trajectory=0.1, partnership=0.3)
    shuffled = people.sample(fraction=1, shuffle=True, seed=8)

    assert fit_variance(shuffled).variances.tolist() == fit_variance(people).variances.tolist()
