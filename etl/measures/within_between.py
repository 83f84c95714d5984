"""What goes together within partnerships, and what between them (Mundlak 1978).

Within: each person against the mean of the own partnership. Between: the means of partnerships, each
counted by its people. The two are at right angles, so that each is estimated apart.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.measures.clustered_slopes import Numbers, Slopes, estimate_slopes
from etl.measures.model_rows import NotEstimableError

Labels = npt.NDArray[np.int64]

FEWEST_PARTNERSHIPS = 10
"""With fewer, an interval over partnerships cannot be trusted."""


@dataclass(frozen=True, eq=False)
class ClusterSums:
    """What is kept of the people of each partnership; the last column is the outcome.

    `sizes`: people. `means`: partnerships × columns. `crosses`: partnerships × columns × columns, sums of
    squares and products around the own mean.
    """

    sizes: Numbers
    means: Numbers
    crosses: Numbers


def sum_partnerships(values: Numbers, partnerships: Labels) -> ClusterSums:
    """The sums of people × columns over each partnership; no gaps in `values`."""
    order = np.argsort(partnerships, kind="stable")
    sorted_values, labels = values[order], partnerships[order]
    starts = np.flatnonzero(np.diff(labels, prepend=labels[:1] - 1))
    sizes = np.diff(starts, append=labels.size)
    if not starts.size:
        columns = values.shape[1]
        return ClusterSums(np.zeros(0), np.zeros((0, columns)), np.zeros((0, columns, columns)))
    means = np.add.reduceat(sorted_values, starts, axis=0) / sizes[:, None]
    centred = sorted_values - np.repeat(means, sizes, axis=0)
    crosses = np.add.reduceat(centred[:, :, None] * centred[:, None, :], starts, axis=0)
    return ClusterSums(sizes.astype(np.float64), means, crosses)


def keep_groups(sums: ClusterSums) -> ClusterSums:
    """Only partnerships with two people or more: one person has nobody to be compared with."""
    several = sums.sizes > 1
    return ClusterSums(sums.sizes[several], sums.means[several], sums.crosses[several])


def compare_within(sums: ClusterSums) -> Slopes:
    """The slopes on predictors centred on the mean of the partnership, all predictors together.

    Raises:
        NotEstimableError: `too_few_partnerships`, `no_spread` (of the outcome or every predictor) or
            `collinear`.
    """
    groups = keep_groups(sums)
    _require(groups)
    _require_spread(groups.crosses.sum(axis=0)[-1, -1])
    return estimate_slopes(groups.crosses[:, :-1, :-1], groups.crosses[:, :-1, -1])


def compare_between(sums: ClusterSums) -> Slopes:
    """The slopes of means of partnerships on means of partnerships, all predictors together.

    Raises:
        NotEstimableError: as `compare_within`.
    """
    _require(sums)
    centred = sums.means - sums.sizes @ sums.means / sums.sizes.sum()
    _require_spread(float(sums.sizes @ centred[:, -1] ** 2))
    # A predictor without spread is left out by hand, so that it does not stand in for the intercept.
    predictors = centred[:, :-1] * (np.ptp(centred[:, :-1], axis=0) > 0)
    _require_spread(float((sums.sizes @ predictors**2).sum()))
    design = np.column_stack([np.ones(sums.sizes.size), predictors])
    weighted = design * sums.sizes[:, None]
    grams = weighted[:, :, None] * design[:, None, :]
    found = estimate_slopes(grams, weighted * centred[:, -1:])
    return Slopes(found.values[1:], found.errors[1:], found.dfs[1:])


def _require(sums: ClusterSums) -> None:
    """Enough partnerships, and more of them than predictors to tell apart."""
    if sums.sizes.size < max(FEWEST_PARTNERSHIPS, sums.means.shape[1] + 2):
        raise NotEstimableError("too_few_partnerships")


def _require_spread(square: float) -> None:
    if not square > 1e-10:
        raise NotEstimableError("no_spread")
