"""The change as it would be if those who answered twice were made up like everybody: raking."""

from dataclasses import dataclass

import numpy as np

from etl.measures.clusters import Labels, Numbers, choose_clusters, student_quantile, sum_in_clusters
from etl.measures.model_rows import NotEstimableError

TRIM = 5.0
"""No one counts for more than five average people, or for less than a fifth of one."""
_ROUNDS = 200
_STILL = 1e-6


@dataclass(frozen=True)
class WeightedMean:
    """A mean with its interval; `n_effective` is how many equal weights would give the same."""

    value: float
    low: float
    high: float
    n_effective: float


def rake_weights(places: Labels, *, targets: list[Numbers], trim: float = TRIM) -> Numbers:
    """A weight a person, mean 1, so that each dimension is divided as its target says.

    Args:
        places: people × dimensions: the number of each person's category.
        targets: for each dimension the share of everybody in each category.
        trim: the largest weight, and one over the smallest.

    Raises:
        NotEstimableError: without people, when a category of everybody has nobody here, or when the
            margins cannot be met with weights within `trim`.

    Source: Deming & Stephan (1940); Deville, Särndal & Sautory (1993), JASA 88.
    """
    if places.shape[0] == 0:
        raise NotEstimableError("everybody_missing")
    kinds, kind_of, sizes = np.unique(places, axis=0, return_inverse=True, return_counts=True)
    weights = np.ones(kinds.shape[0])
    for _ in range(_ROUNDS):
        for place, target in zip(kinds.T, targets, strict=True):
            weights = weights * _adjust(weights * sizes, place=place, target=target)[place]
        weights = np.clip(weights * sizes.sum() / (weights @ sizes), 1 / trim, trim)
        if _miss(weights * sizes, kinds=kinds, targets=targets) < _STILL:
            raked: Numbers = weights[kind_of]
            return raked
    raise NotEstimableError("not_converged")


def average_weighted(values: Numbers, weights: Numbers, *, partnerships: Labels) -> WeightedMean:
    """The weighted mean with CR2's interval and Satterthwaite's degrees of freedom over partnerships.

    With equal weights this is `etl.measures.change` to the digit; with fewer than four partnerships each
    person is a cluster. The weights are taken as they are: that they were estimated widens nothing.

    Args:
        values: one a person.
        weights: one a person, above 0.
        partnerships: each person's partnership.

    Raises:
        NotEstimableError: with fewer than two people.

    Source: Bell & McCaffrey (2002); effective number: Kish (1965), Survey Sampling, 11.7.
    """
    if values.size < 2:
        raise NotEstimableError("too_few_people")
    total = float(weights.sum())
    mean = float(weights @ values) / total
    clusters = choose_clusters(partnerships)
    columns = np.column_stack([weights, weights * (values - mean)])
    shares, residuals = (sum_in_clusters(columns, clusters) / total).T
    error = float(np.sqrt(np.sum(residuals**2 / (1 - shares))))
    half = student_quantile(_count_freedom(shares)) * error
    effective = total**2 / float(weights @ weights)
    return WeightedMean(value=mean, low=mean - half, high=mean + half, n_effective=effective)


def _count_freedom(shares: Numbers) -> float:
    """Satterthwaite's degrees of freedom (Pustejovsky & Tipton 2018) from each cluster's share."""
    b = shares**2 / (1 - shares)
    return float(1 / (np.sum(shares**2) + b.sum() ** 2 - np.sum(b**2)))


def _adjust(counts: Numbers, *, place: Labels, target: Numbers) -> Numbers:
    found = np.bincount(place, counts, minlength=target.size) / counts.sum()
    if (found[target > 0] == 0).any():
        raise NotEstimableError("not_converged")
    return np.divide(target, found, out=np.ones_like(target), where=found > 0)


def _miss(counts: Numbers, *, kinds: Labels, targets: list[Numbers]) -> float:
    """The largest distance between a margin and its target."""
    shares = counts / counts.sum()
    return max(
        float(np.abs(np.bincount(place, shares, minlength=target.size) - target).max())
        for place, target in zip(kinds.T, targets, strict=True)
    )
