"""The variances seen from one quantity: the quantity first, then what stays free beside it.

A profile needs its quantity as a coordinate. A view turns coordinates into variances (of standardised
answers, in the order leader, partnership, trajectory) and tells how fast each moves along each coordinate.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from etl.measures.variance_groups import Numbers

Bounds = tuple[tuple[float, float], ...]
LEADER, PARTNERSHIP, TRAJECTORY = range(3)
MEAN = 3
_LOG_VARIANCE = (-16.0, 6.0)
_VARIANCE = (0.0, 400.0)
_ALMOST = 1 - 1e-6


@dataclass(frozen=True)
class Place:
    """A point of the model: variances, the mean if it is held, and their slopes along the coordinates.

    `slopes` has a row for each variance and one for the mean, and a column for each coordinate.
    """

    components: Numbers
    slopes: Numbers
    mean: float | None = None


class View(Protocol):
    """Coordinates of the model, the quantity first."""

    @property
    def bounds(self) -> Bounds:
        """The lowest and highest value of each coordinate."""

    def find(self, components: Numbers, *, mean: float) -> Numbers:
        """The coordinates of these variances and this mean."""

    def read(self, at: Numbers) -> Place:
        """The point at these coordinates."""


@dataclass(frozen=True)
class SpreadView:
    """The standard deviation of one component; the others as variances, the leaders' as its logarithm.

    Without trajectories (not `nested`) their variance stays 0.
    """

    component: int
    nested: bool

    @property
    def bounds(self) -> Bounds:
        """Of the standard deviation, then of the others in their order."""
        each = (_LOG_VARIANCE, _VARIANCE, _VARIANCE if self.nested else (0.0, 0.0))
        low = 1e-4 if self.component == LEADER else 0.0
        return ((low, 20.0), *(each[other] for other in self._others))

    def find(self, components: Numbers, *, mean: float) -> Numbers:  # noqa: ARG002
        """The coordinates of these variances."""
        rest = [np.log(components[o]) if o == LEADER else components[o] for o in self._others]
        return np.array([np.sqrt(components[self.component]), *rest])

    def read(self, at: Numbers) -> Place:
        """The variances."""
        components, slopes = np.empty(3), np.zeros((4, 3))
        components[self.component], slopes[self.component, 0] = at[0] ** 2, 2 * at[0]
        for column, other in enumerate(self._others, start=1):
            logged = other == LEADER
            components[other] = np.exp(at[column]) if logged else at[column]
            slopes[other, column] = components[other] if logged else 1
        return Place(components, slopes)

    @property
    def _others(self) -> tuple[int, ...]:
        return tuple(other for other in (LEADER, PARTNERSHIP, TRAJECTORY) if other != self.component)


@dataclass(frozen=True)
class ShareView:
    """The share of one component in the total variance; then the logarithm of the total, and how much of
    the rest goes to `_second`.
    """

    component: int
    nested: bool

    @property
    def bounds(self) -> Bounds:
        """Of the share, the logarithm of the total and the part of the rest."""
        splits = self.nested or self.component == TRAJECTORY
        low = 1e-6 if self.component == LEADER else 0.0
        high = 1.0 if self.component == LEADER else _ALMOST
        return ((low, high), _LOG_VARIANCE, (0.0, high if splits else 0.0))

    def find(self, components: Numbers, *, mean: float) -> Numbers:  # noqa: ARG002
        """The coordinates of these variances."""
        total = float(components.sum())
        rest = total - components[self.component]
        part = components[self._second] / rest if rest > 0 else 0.0
        return np.array([components[self.component] / total, np.log(total), part])

    def read(self, at: Numbers) -> Place:
        """The variances."""
        share, total, part = at[0], np.exp(at[1]), at[2]
        parts = {self.component: share, self._second: (1 - share) * part}
        along = {self.component: (1.0, 0.0), self._second: (-part, 1 - share)}
        third = 3 - self.component - self._second
        parts[third], along[third] = (1 - share) * (1 - part), (part - 1, share - 1)
        components = total * np.array([parts[place] for place in range(3)])
        slopes = np.zeros((4, 3))
        for place, (first, last) in along.items():
            slopes[place] = (total * first, components[place], total * last)
        return Place(components, slopes)

    @property
    def _second(self) -> int:
        return PARTNERSHIP if self.component == TRAJECTORY else TRAJECTORY


@dataclass(frozen=True)
class MeanView:
    """The mean; then the logarithm of the leaders' variance and the two other variances."""

    nested: bool

    @property
    def bounds(self) -> Bounds:
        """Of the mean (standardised: 0 is that of all answers) and the variances."""
        return ((-20.0, 20.0), _LOG_VARIANCE, _VARIANCE, _VARIANCE if self.nested else (0.0, 0.0))

    def find(self, components: Numbers, *, mean: float) -> Numbers:
        """The coordinates of these variances and this mean."""
        return np.array([mean, np.log(components[LEADER]), components[PARTNERSHIP], components[TRAJECTORY]])

    def read(self, at: Numbers) -> Place:
        """The mean and the variances."""
        components = np.array([np.exp(at[1]), at[2], at[3]])
        slopes = np.zeros((4, 4))
        slopes[MEAN, 0] = 1
        slopes[LEADER, 1] = components[LEADER]
        slopes[PARTNERSHIP, 2] = slopes[TRAJECTORY, 3] = 1
        return Place(components, slopes, mean=float(at[0]))
