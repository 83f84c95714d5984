"""How numbers are shown, and which true values a shown number leaves possible.

Means and changes to one decimal, and in groups below ten coded half a point from the ends of what is
possible. Shares in whole percent, below 5 % and above 95 % coded. The share of the two highest answers in
steps of 5 %, below 10 % and above 90 % coded. A coded number says only on which side it lies.
"""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from etl.measures.scope import SMALL

Floats = NDArray[np.float64]
Number = TypeVar("Number", float, Floats)

_POINTS = 4
"""The scale points that a mean can move over: a five-point scale sets the measure."""


@dataclass(frozen=True)
class Shown:
    """Arrays of the same length: the number as shown, and the least and most that the true one can be.

    `coded`: −1 at the low end, +1 at the high end, 0 for a plain number. What is coded is shown as its bound.
    """

    value: Floats
    low: Floats
    high: Floats
    coded: NDArray[np.int64]


def find_point(*, lowest: Number, highest: Number) -> Number:
    """One scale point: a quarter of what lies between the lowest and the highest answer."""
    return (highest - lowest) / _POINTS


def show_plain(values: Floats, *, step: float) -> Shown:
    """Numbers in steps, nowhere coded."""
    rounded = np.round(values / step) * step
    plain = np.zeros(values.size, dtype=np.int64)
    return Shown(value=rounded, low=rounded - step / 2, high=rounded + step / 2, coded=plain)


def show_means(
    values: Floats,
    *,
    n: NDArray[np.int64],
    lowest: float | Floats,
    highest: float | Floats,
    point: float | Floats,
) -> Shown:
    """Means of `n` people of something between `lowest` and `highest`, to one decimal.

    For a change these are the ends of the change, and `point` is still that of the scale. What has no highest
    value (NaN) is not coded there.
    """
    rounded = np.round(values, 1)
    half = np.asarray(point) / 2
    small = n < SMALL
    coded = np.where(small & (rounded >= highest - half), 1, 0)
    coded = np.where(small & (rounded <= lowest + half), -1, coded)
    low = np.fmax(rounded - 0.05, lowest)
    high = np.fmin(rounded + 0.05, highest)
    return Shown(
        value=np.select([coded < 0, coded > 0], [lowest + half, highest - half], rounded),
        low=np.select([coded < 0, coded > 0], [lowest, highest - half - 0.05], low),
        high=np.select([coded < 0, coded > 0], [lowest + half + 0.05, highest], high),
        coded=coded,
    )


def show_shares(values: Floats) -> Shown:
    """Shares 0–1 in whole percent, coded below 5 % and above 95 %."""
    return _show_steps(values, step=0.01, end=0.05)


def show_top2(values: Floats) -> Shown:
    """Shares 0–1 in steps of 5 %, coded below 10 % and above 90 %."""
    return _show_steps(values, step=0.05, end=0.10)


def _show_steps(values: Floats, *, step: float, end: float) -> Shown:
    coded = np.where(values < end, -1, np.where(values > 1 - end, 1, 0))
    rounded = np.round(values / step) * step
    return Shown(
        value=np.select([coded < 0, coded > 0], [end, 1 - end], rounded),
        low=np.select([coded < 0, coded > 0], [0.0, 1 - end], np.maximum(rounded - step / 2, end)),
        high=np.select([coded < 0, coded > 0], [end, 1.0], np.minimum(rounded + step / 2, 1 - end)),
        coded=coded,
    )
