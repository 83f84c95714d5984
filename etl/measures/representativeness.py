"""How alike those who answered are to everybody: the R-indicator."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2

from etl.measures.clusters import (
    FEWEST_CLUSTERS,
    Labels,
    Numbers,
    cross_clusters,
    student_quantile,
)
from etl.measures.intervals import LEVEL
from etl.measures.model_rows import NotEstimableError

RIDGE = 0.01
"""Holds a category finite in which everybody, or nobody, answered; too weak to be seen elsewhere."""
_ROUNDS = 50
_STILL = 1e-10


@dataclass(frozen=True)
class Representativeness:
    """R with its interval (not a number where there is none) and the share that answered; `n` people."""

    value: float
    low: float
    high: float
    rate: float
    n: int


@dataclass(frozen=True)
class _Model:
    """A logistic regression: `chances` a person, `slopes` how each chance moves with the coefficients."""

    chances: Numbers
    slopes: Numbers
    information: Numbers


def indicate_alikeness(chances: Numbers, *, noise: float = 0.0) -> float:
    """R = 1 − 2·SD(ρ) over everybody, with SD² lowered by `noise`: 1 is a perfect mirror, 0 the opposite.

    Source: Schouten, Cobben & Bethlehem (2009), Survey Methodology 35.
    """
    return 1 - 2 * float(np.sqrt(max(float(np.var(chances)) - noise, 0.0)))


def estimate_representativeness(
    facts: Numbers, answered: npt.NDArray[np.bool_], *, partnerships: Labels
) -> Representativeness:
    """R from a logistic regression of answering on what a register knows of everybody.

    The spread of estimated chances holds chance itself; the mean variance of the estimates is taken off
    (Shlomo, Skinner & Schouten 2012, Journal of Official Statistics 28, for a sample of everybody). The
    interval is t over partnerships, by the delta method on cluster-robust coefficients; there is none
    with fewer than four partnerships, or where the chances do not differ. It reaches to 1 where a
    likelihood-ratio test cannot tell the chances apart: there the delta method is too narrow.

    Args:
        facts: people × columns of 0 and 1, without a constant.
        answered: whether each person answered.
        partnerships: each person's partnership.

    Raises:
        NotEstimableError: with nobody in the programme, when nobody answered, when nothing is known by
            which people differ, or when no fit is found.
    """
    if not answered.any():
        raise NotEstimableError("too_few_people" if answered.size == 0 else "everybody_missing")
    n, rate = answered.size, float(answered.mean())
    if answered.all():
        return Representativeness(value=1.0, low=1.0, high=1.0, rate=1.0, n=n)
    if facts.shape[1] == 0:
        raise NotEstimableError("no_spread")
    design = np.hstack([np.ones((n, 1)), facts])
    model = _fit_logistic(design, answered)
    inverse = np.linalg.inv(model.information).astype(np.float64)
    noise = float(np.sum(model.slopes @ inverse * model.slopes)) / n
    value = indicate_alikeness(model.chances, noise=noise)
    scores = design * (answered - model.chances)[:, None]
    half = _halve_interval(model, inverse=inverse, scores=scores, partnerships=partnerships)
    alike = _are_alike(model.chances, answered, df=facts.shape[1])
    low, high = np.clip([value - half, value + half * (np.inf if alike else 1)], 0, 1)
    return Representativeness(value=value, low=float(low), high=float(high), rate=rate, n=n)


def _fit_logistic(design: Numbers, answered: npt.NDArray[np.bool_]) -> _Model:
    """Newton's method; the ridge leaves the constant alone, so that the mean chance is the share."""
    penalty = np.full(design.shape[1], RIDGE)
    penalty[0] = 0
    coefficients = np.zeros(design.shape[1])
    for _ in range(_ROUNDS):
        chances = 1 / (1 + np.exp(-(design @ coefficients)))
        slopes = design * (chances * (1 - chances))[:, None]
        information = design.T @ slopes + np.diag(penalty)
        slope = design.T @ (answered - chances) - penalty * coefficients
        step = np.linalg.solve(information, slope)
        if slope @ step < _STILL:
            return _Model(chances, slopes, information)
        coefficients = coefficients + step
    raise NotEstimableError("not_converged")


def _are_alike(chances: Numbers, answered: npt.NDArray[np.bool_], *, df: int) -> bool:
    """Whether one chance for all fits as well, by a likelihood-ratio test at 5 %."""
    rate = float(answered.mean())
    fitted = np.log(np.where(answered, chances, 1 - chances)).sum()
    alone = answered.sum() * np.log(rate) + (~answered).sum() * np.log(1 - rate)
    return bool(chi2.sf(2 * (fitted - alone), max(df, 1)) >= 1 - LEVEL)


def _halve_interval(model: _Model, *, inverse: Numbers, scores: Numbers, partnerships: Labels) -> float:
    """Half the width of the interval of R; not a number where there is none."""
    spread = float(np.std(model.chances))
    clusters = np.unique(partnerships).size
    if clusters < FEWEST_CLUSTERS or not spread > 0:
        return float("nan")
    slope = (model.chances - model.chances.mean()) @ model.slopes / (spread * model.chances.size)
    turned = inverse @ slope
    variance = turned @ cross_clusters(scores, partnerships) @ turned
    return 2 * student_quantile(clusters - 1) * float(np.sqrt(variance))
