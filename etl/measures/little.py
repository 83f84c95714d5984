"""Little's test: do people with other gaps also give other answers?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2

from etl.measures.clusters import Numbers
from etl.measures.model_rows import NotEstimableError

MOST_PATTERNS = 400
"""With more patterns of gaps than this the test says nothing that one can trust, and takes long."""
_ROUNDS = 2000
_STILL = 1e-9
_SINGULAR = 1e-8


@dataclass(frozen=True)
class LittleTest:
    """The statistic with its degrees of freedom and p; `n` people in `patterns` patterns of gaps."""

    chi2: float
    df: int
    p: float
    n: int
    patterns: int


@dataclass(frozen=True)
class Moments:
    """Mean and covariance of a normal distribution."""

    mean: Numbers
    covariance: Numbers


@dataclass(frozen=True)
class _Patterns:
    """People with the same gaps together: whom it takes, and all that the likelihood asks of them.

    `given`: patterns × columns, 1 where answered; `sizes`: people a pattern; `means`: 0 in a gap;
    `scatter`: patterns × columns × columns, sums of squares about the pattern's own means.
    """

    given: Numbers
    sizes: Numbers
    means: Numbers
    scatter: Numbers


def judge_missingness(answers: Numbers) -> LittleTest:
    """Little's test of answers missing completely at random.

    A small p says: not completely at random. A large p proves nothing; it says that no difference was
    found between people with other gaps. Columns without spread, and people without answers, are left out.

    Args:
        answers: people × columns, NaN where missing.

    Raises:
        NotEstimableError: when nothing is missing, with too few people or too many patterns, without
            spread, or when the normal distribution is not found.

    Source: Little (1988), JASA 83, 1198–1202.
    """
    kept = _keep_usable(answers)
    if not np.isnan(kept).any():
        raise NotEstimableError("nothing_missing")
    patterns = _group_patterns(kept)
    moments = fit_normal(kept)
    df = int(patterns.given.sum()) - kept.shape[1]
    if df < 1:
        raise NotEstimableError("nothing_missing")
    n = kept.shape[0]
    gaps = (patterns.means - moments.mean) * patterns.given
    weights = _invert(moments.covariance, patterns.given)
    statistic = float(np.einsum("p,pi,pij,pj->", patterns.sizes, gaps, weights, gaps))
    return LittleTest(
        chi2=statistic, df=df, p=float(chi2.sf(statistic, df)), n=n, patterns=patterns.sizes.size
    )


def fit_normal(answers: Numbers) -> Moments:
    """Mean and covariance by maximum likelihood from answers with gaps (EM over patterns of gaps).

    One round costs the number of patterns, however many people there are.

    Raises:
        NotEstimableError: when the rounds do not come to rest, or the covariance cannot be inverted.

    Source: Dempster, Laird & Rubin (1977); Little & Rubin (2002), 11.2.
    """
    patterns = _group_patterns(answers)
    now = Moments(np.nanmean(answers, axis=0), np.diag(np.nanvar(answers, axis=0)))
    for _ in range(_ROUNDS):
        found = _improve(now, patterns)
        scale = _scale(found.covariance)
        moved = np.abs(found.covariance - now.covariance) / np.outer(scale, scale)
        if moved.max() < _STILL and (np.abs(found.mean - now.mean) / scale).max() < _STILL:
            return found
        now = found
    raise NotEstimableError("not_converged")


def _scale(covariance: Numbers) -> Numbers:
    """The standard deviations, if the covariance is one: without columns that follow from others."""
    variances = np.diag(covariance)
    if not (variances > 0).all():
        raise NotEstimableError("not_converged")
    scale: Numbers = np.sqrt(variances)
    if np.linalg.eigvalsh(covariance / np.outer(scale, scale))[0] < _SINGULAR:
        raise NotEstimableError("not_converged")
    return scale


def _keep_usable(answers: Numbers) -> Numbers:
    """The people with any answer, the columns with any spread.

    Raises:
        NotEstimableError: when too little is left.
    """
    given = answers[~np.isnan(answers).all(axis=1)]
    if given.shape[0] == 0:
        raise NotEstimableError("everybody_missing")
    lively = np.array([np.unique(column[~np.isnan(column)]).size > 1 for column in given.T], dtype=bool)
    kept = given[:, lively]
    kept = kept[~np.isnan(kept).all(axis=1)]
    if kept.shape[1] == 0:
        raise NotEstimableError("no_spread")
    if kept.shape[0] < 2 * kept.shape[1] + 2:
        raise NotEstimableError("too_few_people")
    return kept


def _group_patterns(answers: Numbers) -> _Patterns:
    given, place = np.unique(~np.isnan(answers), axis=0, return_inverse=True)
    if given.shape[0] > MOST_PATTERNS:
        raise NotEstimableError("too_many_patterns")
    order = np.argsort(place, kind="stable")
    groups = np.split(np.nan_to_num(answers[order]), np.cumsum(np.bincount(place))[:-1])
    means = np.array([group.mean(axis=0) for group in groups])
    apart = [group - mean for group, mean in zip(groups, means, strict=True)]
    scatter = np.array([gaps.T @ gaps for gaps in apart])
    sizes = np.array([group.shape[0] for group in groups], dtype=np.float64)
    return _Patterns(given.astype(np.float64), sizes, means, scatter)


def _invert(covariance: Numbers, given: Numbers) -> Numbers:
    """The inverse of the covariance of what each pattern answered; 0 in the rows of its gaps."""
    both = given[:, :, None] * given[:, None, :]
    gaps = np.eye(covariance.shape[0]) * (1 - given)[:, :, None]
    try:
        inverse: npt.NDArray[np.float64] = np.linalg.inv(covariance * both + gaps) * both
    except np.linalg.LinAlgError:
        raise NotEstimableError("not_converged") from None
    return inverse


def _improve(now: Moments, patterns: _Patterns) -> Moments:
    """One round of EM: fill the gaps by regression, then take mean and covariance of what is filled."""
    inverse = _invert(now.covariance, patterns.given)
    fill = now.covariance @ inverse
    means = now.mean + np.einsum("pij,pj->pi", fill, (patterns.means - now.mean) * patterns.given)
    n = patterns.sizes.sum()
    mean = patterns.sizes @ means / n
    left = now.covariance - fill @ now.covariance
    within = np.einsum("pij,pjk,plk->il", fill, patterns.scatter, fill)
    apart = means - mean
    between = np.einsum("p,pi,pj->ij", patterns.sizes, apart, apart)
    covariance = (within + between + np.einsum("p,pij->ij", patterns.sizes, left)) / n
    return Moments(mean, (covariance + covariance.T) / 2)
