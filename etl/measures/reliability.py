"""Cronbach's α of a scale, with Feldt's interval."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.stats import f

from etl.measures.intervals import LEVEL
from etl.measures.model_rows import NotEstimableError

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Alpha:
    """α with its interval; `n` people and `items` items."""

    value: float
    low: float
    high: float
    n: int
    items: int


def estimate_alpha(
    answers: Matrix, *, missing: Literal["listwise", "pairwise"] = "listwise", level: float = LEVEL
) -> Alpha:
    """α = k/(k − 1) · (1 − Σ item variances / sum of all covariances).

    Args:
        answers: people × items, reverse items already turned; NaN where not answered.
        missing: drop people with a gap, or take each covariance over those who answered both.
        level: of the interval (Feldt 1965: 1 − (1 − α)·F).

    Raises:
        NotEstimableError: with fewer than 2 people or items, or without spread.
    """
    complete = answers[~np.isnan(answers).any(axis=1)] if missing == "listwise" else answers
    n, k = complete.shape
    if n < 2 or k < 2:
        raise NotEstimableError("too_few_people")
    covariances = _covariances(complete)
    total = covariances.sum()
    if not total > 0:
        raise NotEstimableError("no_spread")
    value = k / (k - 1) * (1 - np.trace(covariances) / total)
    tails = f.isf([(1 - level) / 2, (1 + level) / 2], n - 1, (n - 1) * (k - 1))
    low, high = 1 - (1 - value) * tails
    return Alpha(value=float(value), low=float(low), high=float(high), n=n, items=k)


def _covariances(answers: Matrix) -> Matrix:
    """Covariances of the columns, each over the rows that have both."""
    given = (~np.isnan(answers)).astype(np.float64)
    filled = np.nan_to_num(answers)
    both = given.T @ given
    sums = filled.T @ given
    covariances: Matrix = (filled.T @ filled - sums * sums.T / both) / (both - 1)
    return covariances
