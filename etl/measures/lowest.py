"""Where a smooth function of two to four bounded numbers is smallest.

A quasi-Newton method (BFGS) on the numbers that no bound holds back, after Bertsekas (1982), SIAM Journal
on Control and Optimization 20. L-BFGS-B of scipy finds the same places, but hands such small problems to
threads that wait for each other: on a busy machine 4 ms a step, where the function takes a tenth of one.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.measures.model_rows import NotEstimableError
from etl.measures.variance_groups import Numbers

Bounds = tuple[tuple[float, float], ...]
Height = Callable[[Numbers], tuple[float, Numbers]]
"""From coordinates to a height and its slope along each of them."""
_MOST_STEPS = 100
_MOST_HALVINGS = 30
_NUDGE = 1e-5
_NEAR = 1e-12
_LEVEL = 1e-10
"""A step that promises to go down less than this changes no printed digit."""


@dataclass(frozen=True)
class Lowest:
    """Where a function is smallest, how small, its slope there and how that bends (None: not looked at)."""

    at: Numbers
    height: float
    slope: Numbers
    bend: Numbers | None = None


def find_lowest(function: Height, *, start: Numbers, bounds: Bounds, bend: Numbers | None = None) -> Lowest:
    """The lowest place of `function` within `bounds`, downhill from `start`.

    `bend` is how the function bends near there, if that is known: it saves looking.

    Raises:
        NotEstimableError: `not_converged`.
    """
    low, high = np.array(bounds, dtype=np.float64).T
    at = np.clip(start, low, high)
    here = _look(function, at)
    known = _look_around(function, here, low=low, high=high) if bend is None else bend
    for _ in range(_MOST_STEPS):
        step = _plan_step(here, known, low=low, high=high)
        if not -(here.slope @ step) > _LEVEL:
            return Lowest(here.at, here.height, here.slope, known)
        below = _go_down(function, here, step, low=low, high=high)
        known = _learn_bend(known, moved=below.at - here.at, turned=below.slope - here.slope)
        here = below
    raise NotEstimableError("not_converged")


def _look(function: Height, at: Numbers) -> Lowest:
    height, slope = function(at)
    if not (np.isfinite(height) and np.isfinite(slope).all()):
        raise NotEstimableError("not_converged")
    return Lowest(at, height, slope)


def _look_around(function: Height, here: Lowest, *, low: Numbers, high: Numbers) -> Numbers:
    """How the slope bends along each coordinate; where it bends down, as if it bent up."""
    bend = np.eye(len(here.at))
    for place in np.flatnonzero(low < high):
        nudge = _NUDGE if here.at[place] + _NUDGE <= high[place] else -_NUDGE
        near = here.at.copy()
        near[place] += nudge
        bend[place] = (_look(function, near).slope - here.slope) / nudge
    bends, turns = np.linalg.eigh((bend + bend.T) / 2)
    least = max(1e-6 * np.abs(bends).max(), _NEAR)
    upward: Numbers = (turns * np.maximum(np.abs(bends), least)) @ turns.T
    return upward


def _learn_bend(bend: Numbers, *, moved: Numbers, turned: Numbers) -> Numbers:
    """What a step teaches of the bend (the update of Broyden, Fletcher, Goldfarb and Shanno)."""
    seen, expected = float(moved @ turned), bend @ moved
    if seen <= _NEAR:
        return bend
    learned: Numbers = bend + np.outer(turned, turned) / seen
    return learned - np.outer(expected, expected) / (moved @ expected)


def _plan_step(here: Lowest, bend: Numbers, *, low: Numbers, high: Numbers) -> Numbers:
    """The step of the coordinates that no bound holds back: downhill, and no further than the bounds."""
    free = (low < high) & ((here.at > low) | (here.slope < 0)) & ((here.at < high) | (here.slope > 0))
    while True:
        step = _solve_step(here.slope, bend, free=np.flatnonzero(free))
        pressed = ((here.at <= low) & (step < 0)) | ((here.at >= high) & (step > 0))
        if not pressed.any():
            break
        free &= ~pressed
    moving = step != 0
    room = np.where(step < 0, low - here.at, high - here.at)[moving] / step[moving]
    return step * min([1.0, *room])


def _solve_step(slope: Numbers, bend: Numbers, *, free: npt.NDArray[np.intp]) -> Numbers:
    step = np.zeros_like(slope)
    if free.size:
        step[free] = -np.linalg.solve(bend[np.ix_(free, free)], slope[free])
    return step


def _go_down(function: Height, here: Lowest, step: Numbers, *, low: Numbers, high: Numbers) -> Lowest:
    """As much of `step` as makes the function lower."""
    for _ in range(_MOST_HALVINGS):
        at = _snap(here.at + step, low=low, high=high)
        below = _look(function, at)
        if below.height <= here.height + 1e-4 * (here.slope @ step):
            return below
        step = step / 2
    raise NotEstimableError("not_converged")


def _snap(at: Numbers, *, low: Numbers, high: Numbers) -> Numbers:
    """`at` on a bound where it is next to one: a step that ends there must be seen to have ended."""
    raised = np.where(at - low < _NEAR, low, at)
    return np.where(high - raised < _NEAR, high, raised)
