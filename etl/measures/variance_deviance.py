"""Minus twice the log likelihood of the nested model, with its slopes, from sums of groups.

The model: answer = μ + trajectory + partnership + leader, the last three normal with the variances
`components` = (leader, partnership, trajectory), of standardised answers. Woodbury's formula inverts the
block of a trajectory, so one likelihood costs the number of rows of `Groups`.

Source: Searle, Casella & McCulloch (1992), Variance Components, 6.6.
"""

from dataclasses import dataclass

import numpy as np

from etl.measures.variance_groups import Groups, Numbers


@dataclass(frozen=True)
class _Weights:
    """What the answers weigh at some variances: `variance` (of a mean times its size), `weight` and its
    falls along the leaders' and the partnerships' variance by row; the others by trajectory.
    """

    variance: Numbers
    weight: Numbers
    falls: tuple[Numbers, Numbers]
    total: Numbers
    drops: tuple[Numbers, Numbers]
    mean: Numbers
    swelling: Numbers
    precision: Numbers

    def lose_information(self) -> tuple[float, Numbers]:
        """What the answers tell about the mean, and how fast each variance lessens that."""
        lost = [(drop / self.swelling**2).sum() for drop in self.drops]
        return float(self.precision.sum()), np.array([*lost, (self.precision**2).sum(), 0])


@dataclass(frozen=True, kw_only=True)
class Deviance:
    """−2 log likelihood of `groups`, its constant left out.

    `restricted` allows for the estimation of the mean (REML); without it the likelihood is the full one.
    """

    groups: Groups
    restricted: bool = True

    def at(self, components: Numbers, *, mean: float | None = None) -> tuple[float, Numbers]:
        """The deviance at these variances, and its slope along each of them and along the mean.

        `mean` holds the mean at this value, in standardised units (full likelihood only); by default it
        is the one that fits best, and the slope along it is 0.
        """
        weights = self._weigh(components)
        centre = _find_mean(weights) if mean is None else mean
        value = self._add_logs(components, weights) + self._add_squares(components, weights, centre=centre)
        slopes = self._slope_logs(components, weights)
        slopes += self._slope_squares(components, weights, centre=centre)
        if not self.restricted:
            return value, slopes
        information, lost = weights.lose_information()
        return float(value + np.log(information)), slopes - lost / information

    def find_mean(self, components: Numbers) -> float:
        """The mean μ that fits best at these variances (generalised least squares)."""
        return _find_mean(self._weigh(components))

    def _weigh(self, components: Numbers) -> _Weights:
        leader, partnership, trajectory = components
        groups = self.groups
        variance = leader + groups.size * partnership
        weight = groups.size / variance
        falls = (weight / variance, weight**2)
        total = groups.add(groups.count * weight)
        swelling = 1 + trajectory * total
        return _Weights(
            variance=variance,
            weight=weight,
            falls=falls,
            total=total,
            drops=(groups.add(groups.count * falls[0]), groups.add(groups.count * falls[1])),
            mean=groups.add(groups.count * weight * groups.mean) / total,
            swelling=swelling,
            precision=total / swelling,
        )

    def _add_logs(self, components: Numbers, weights: _Weights) -> float:
        groups = self.groups
        inside = (groups.people - groups.partnerships) * np.log(components[0])
        return float(inside + groups.count @ np.log(weights.variance) + np.log(weights.swelling).sum())

    def _slope_logs(self, components: Numbers, weights: _Weights) -> Numbers:
        groups = self.groups
        inside = (groups.people - groups.partnerships) / components[0]
        swollen = [components[2] * (drop / weights.swelling).sum() for drop in weights.drops]
        return np.array(
            [
                inside + groups.count @ (1 / weights.variance) - swollen[0],
                groups.count @ weights.weight - swollen[1],
                weights.precision.sum(),
                0,
            ]
        )

    def _add_squares(self, components: Numbers, weights: _Weights, *, centre: float) -> float:
        groups = self.groups
        inside = weights.weight @ groups.square_from(weights.mean)
        between = weights.precision @ (weights.mean - centre) ** 2
        return float(groups.within / components[0] + inside + between)

    def _slope_squares(self, components: Numbers, weights: _Weights, *, centre: float) -> Numbers:
        groups = self.groups
        away = weights.mean - centre
        left = groups.square_from(centre + components[2] * weights.precision * away)
        inside = groups.within / components[0] ** 2 + weights.falls[0] @ left
        pull = weights.precision * away
        return -np.array([inside, weights.falls[1] @ left, pull @ pull, 2 * pull.sum()])


def _find_mean(weights: _Weights) -> float:
    return float(weights.precision @ weights.mean / weights.precision.sum())
