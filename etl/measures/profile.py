"""Profile-likelihood intervals: how far one quantity can move before the answers fit clearly worse.

At each value of the quantity the deviance is minimised over all other coordinates. The interval holds the
values at which that minimum stays within the 95 % quantile of χ² (1 degree of freedom) of the smallest
deviance of all. It need not be symmetric, and its bound may be the lowest value possible.

Source: Venzon & Moolgavkar (1988), Applied Statistics 37; Bates et al. (2015), J. Statistical Software 67.
"""

from dataclasses import replace

import numpy as np

from etl.measures.intervals import normal_quantile
from etl.measures.lowest import Bounds, Height, Lowest, find_lowest
from etl.measures.model_rows import NotEstimableError
from etl.measures.variance_groups import Numbers

_MOST_STEPS = 40
_EXACT = 1e-4
_FIRST_STEP = 0.2
_REACH = normal_quantile()


def find_interval(deviance: Height, *, lowest: Lowest, bounds: Bounds) -> tuple[float, float]:
    """The 95 % profile interval of the first coordinate; a bound that the answers do not reach is its limit.

    Args:
        deviance: of all coordinates.
        lowest: where it is smallest.
        bounds: of each coordinate.

    Raises:
        NotEstimableError: `not_converged`.
    """
    low, high = (_find_end(deviance, lowest, limit=limit, bounds=bounds) for limit in bounds[0])
    return low, high


def _find_end(deviance: Height, lowest: Lowest, *, limit: float, bounds: Bounds) -> float:
    """Newton's steps on ζ, the root of the rise in deviance: nearly straight, so a few steps suffice."""
    near, far = float(lowest.at[0]), None
    at, best = near + float(np.clip(limit - near, -_FIRST_STEP, _FIRST_STEP)), replace(lowest, bend=None)
    for _ in range(_MOST_STEPS):
        best = _hold(deviance, best, value=at, bounds=bounds)
        root = np.sqrt(max(best.height - lowest.height, 0))
        if abs(root - _REACH) < _EXACT or (at == limit and root < _REACH):
            return at
        near, far = (at, far) if root < _REACH else (near, at)
        steep = best.slope[0] / (2 * root) if root > 0 else 0.0
        wanted = at + (_REACH - root) / steep if steep else limit
        at = _keep_between(wanted, near, far, limit=limit)
    raise NotEstimableError("not_converged")


def _hold(function: Height, near: Lowest, *, value: float, bounds: Bounds) -> Lowest:
    """The smallest deviance with the first coordinate at `value`, searched from `near`.

    Its bend is that of the other coordinates only.
    """

    def free(rest: Numbers) -> tuple[float, Numbers]:
        height, slope = function(np.array([value, *rest]))
        return height, slope[1:]

    found = find_lowest(free, start=near.at[1:], bounds=bounds[1:], bend=near.bend)
    at = np.array([value, *found.at])
    return Lowest(at, found.height, function(at)[1], found.bend)


def _keep_between(wanted: float, near: float, far: float | None, *, limit: float) -> float:
    """`wanted` if it lies between what is too near and what is too far; else their middle, or the limit."""
    end = limit if far is None else far
    if min(near, end) < wanted < max(near, end):
        return wanted
    return limit if far is None else (near + end) / 2
