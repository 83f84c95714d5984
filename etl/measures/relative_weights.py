"""How what is explained divides over predictors that go together themselves."""

import math

import numpy as np
from scipy import special
from scipy.optimize import brentq

from etl.measures.clustered_slopes import Numbers
from etl.measures.intervals import LEVEL
from etl.measures.model_rows import NotEstimableError

MOST_PREDICTORS = 10
"""Every subset is looked at: 2¹⁰ of them."""
DRAWS = 1000
SEED = 20230630
_BLOCK = 50
_TINY = 1e-8


def divide_lmg(crosses: Numbers) -> Numbers:
    """The LMG weight of each predictor: what it adds to R², averaged over every order of the predictors.

    Source: Lindeman, Merenda & Gold (1980); Grömping (2006), Journal of Statistical Software 17. The
    weights are never negative and add up to R².

    Args:
        crosses: any number of × columns × columns, sums of squares and products around the mean; the last
            column is the outcome.

    Returns:
        any number of × predictors; not a number where a matrix has no spread or is collinear.
    """
    count = crosses.shape[-1] - 1
    explained = explain_subsets(crosses)
    subsets = np.arange(2**count)
    sizes = np.array([subset.bit_count() for subset in range(2**count)])
    orders = [math.factorial(s) * math.factorial(count - s - 1) / math.factorial(count) for s in range(count)]
    weights = []
    for place in range(count):
        without = subsets[(subsets >> place) & 1 == 0]
        gains = explained[..., without | (1 << place)] - explained[..., without]
        weights.append(gains @ np.array(orders)[sizes[without]])
    return np.stack(weights, axis=-1)


def divide_johnson(cross: Numbers) -> Numbers:
    """Johnson's relative weights, which approximate LMG: Λ² β² with Λ = R^(½) and β = Λ⁻¹ r.

    Source: Johnson (2000), Multivariate Behavioral Research 35.

    Args:
        cross: columns × columns; the last column is the outcome.
    """
    scale = np.sqrt(np.diag(cross))
    correlations = cross / np.outer(scale, scale)
    values, vectors = np.linalg.eigh(correlations[:-1, :-1])
    root = (vectors * np.sqrt(values)) @ vectors.T
    betas = np.linalg.solve(root, correlations[:-1, -1])
    weights: Numbers = root**2 @ betas**2
    return weights


def explain_subsets(crosses: Numbers) -> Numbers:
    """R² of each subset of predictors; predictor k is in subset i when bit k of i is set."""
    count = crosses.shape[-1] - 1
    scale = np.sqrt(np.einsum("...kk->...k", crosses))
    with np.errstate(divide="ignore", invalid="ignore"):
        unit = crosses / (scale[..., :, None] * scale[..., None, :])
    explained = np.zeros((*crosses.shape[:-2], 2**count))
    _sweep(unit, explained, subset=0, first=0)
    return explained


def _sweep(left: Numbers, explained: Numbers, *, subset: int, first: int) -> None:
    """Fills in every subset that adds predictors from `first` on to `subset`.

    `left` holds what the predictors of `subset` leave unexplained of those predictors and the outcome.
    """
    for place in range(left.shape[-1] - 1):
        pivot = left[..., place, place]
        pivot = np.where(pivot > _TINY, pivot, np.nan)[..., None, None]
        row = left[..., place, place + 1 :]
        rest = left[..., place + 1 :, place + 1 :] - row[..., :, None] * row[..., None, :] / pivot
        grown = subset | 1 << first + place
        explained[..., grown] = 1 - rest[..., -1, -1]
        _sweep(rest, explained, subset=grown, first=first + place + 1)


def draw_weights(crosses: Numbers, *, draws: int = DRAWS, seed: int = SEED) -> Numbers:
    """The share of R² of each predictor in `draws` bootstrap samples of partnerships.

    A draw adds up the matrices of the partnerships drawn, so that it costs no pass over people.

    Args:
        crosses: partnerships × columns × columns, each around the partnership's own mean.
        draws: how many samples.
        seed: fixed, so that the same answers give the same release.

    Returns:
        draws × predictors.
    """
    generator = np.random.default_rng(seed)
    count = crosses.shape[0]
    flat = crosses.reshape(count, -1)
    totals = []
    for start in range(0, draws, _BLOCK):
        block = min(_BLOCK, draws - start)
        picked = generator.integers(count, size=(block, count)) + np.arange(block)[:, None] * count
        times = np.bincount(picked.ravel(), minlength=block * count).reshape(block, count)
        totals.append(times.astype(np.float64) @ flat)
    weights = divide_lmg(np.concatenate(totals).reshape(draws, *crosses.shape[1:]))
    shares: Numbers = weights / weights.sum(axis=-1, keepdims=True)
    return shares


def bound_weights(shares: Numbers, *, level: float = LEVEL) -> tuple[Numbers, Numbers]:
    """Low and high of each share: percentiles of the draws.

    Raises:
        NotEstimableError: `not_converged` when more than one draw in twenty gave no weights.
    """
    usable = shares[np.isfinite(shares).all(axis=-1)]
    if len(usable) < 0.95 * len(shares):
        raise NotEstimableError("not_converged")
    low, high = np.quantile(usable, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return low, high


def bound_r2(r2: float, *, predictors: int, df: float, level: float = LEVEL) -> tuple[float, float]:
    """The interval of R² that belongs to F, from the noncentral F distribution.

    Source: Steiger & Fouladi (1992); Smithson (2001), Educational and Psychological Measurement 61. The
    low bound is 0 when the F test does not tell the predictors from chance.

    Args:
        r2: what the predictors explain, 0–1.
        predictors: how many.
        df: degrees of freedom of the residual.
        level: of the interval.
    """
    if r2 >= 1:
        return 1.0, 1.0
    f = r2 / predictors / ((1 - r2) / df)
    found = [_find_noncentrality(tail, predictors, df, f) for tail in ((1 + level) / 2, (1 - level) / 2)]
    low, high = (nc / (nc + predictors + df + 1) for nc in found)
    return low, high


def _find_noncentrality(tail: float, predictors: int, df: float, f: float) -> float:
    """The noncentrality at which F falls below `f` with probability `tail`; 0 when none is that small."""
    if special.fdtr(predictors, df, f) <= tail:
        return 0.0
    ceiling = 2 * predictors * f + 100
    return float(brentq(lambda nc: chance_below(f, predictors, df, nc) - tail, 0.0, ceiling, xtol=1e-9))


def chance_below(f: float, predictors: int, df: float, noncentrality: float) -> float:
    """The noncentral F distribution at `f`.

    With thousands of people scipy gives no number at some noncentralities; there the cube root
    approximation takes its place (Abramowitz & Stegun 26.6.27), which is then right to three decimals.
    """
    exact = float(special.ncfdtr(predictors, df, noncentrality, f))
    return exact if np.isfinite(exact) else approximate_chance(f, predictors, df, noncentrality)


def approximate_chance(f: float, predictors: int, df: float, noncentrality: float) -> float:
    """The noncentral F distribution at `f`, by cube roots and the normal distribution."""
    whole = predictors + noncentrality
    spread = 2 * (predictors + 2 * noncentrality) / (9 * whole**2)
    root = float(np.cbrt(predictors * f / whole))
    numerator = root * (1 - 2 / (9 * df)) - (1 - spread)
    return float(special.ndtr(numerator / np.sqrt(spread + 2 / (9 * df) * root**2)))
