"""How far the mean of a small group is drawn to the mean of all before it tells about the group.

The shrunken values tell single partnerships apart and can be turned back into their means: they stay
inside the build. Only the reliability of a mean is published.
"""

from dataclasses import dataclass

import numpy as np

from etl.measures.variance_groups import Numbers


@dataclass(frozen=True)
class Shrunken:
    """By group: `value` is the best guess of its distance to the mean of all, `sd` its uncertainty."""

    value: Numbers
    sd: Numbers


def rate_reliability(*, between: float, within: float, people: Numbers | float) -> Numbers:
    """λ = τ²/(τ² + σ²/n): the part of the differences between means of n people that is no chance.

    Args:
        between: τ², the variance between groups.
        within: σ², the variance inside groups.
        people: n of each group.
    """
    return np.asarray(between / (between + within / np.asarray(people, dtype=np.float64)))


def shrink_means(
    *, means: Numbers, people: Numbers, centre: float, between: float, within: float
) -> Shrunken:
    """λ(ȳ − μ) of each group with its posterior standard deviation τ√(1 − λ).

    Source: Efron & Morris (1977), Scientific American 236; Bates et al. (2015), J. Statistical Software 67.
    """
    part = rate_reliability(between=between, within=within, people=people)
    return Shrunken(value=part * (means - centre), sd=np.sqrt(between * (1 - part)))
