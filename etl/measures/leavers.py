"""Those who answered twice beside those who answered only the first time: how far apart they began."""

from dataclasses import dataclass

import numpy as np

from etl.measures.clusters import (
    Labels,
    Numbers,
    are_people,
    choose_clusters,
    cross_clusters,
    student_quantile,
)
from etl.measures.intervals import normal_quantile
from etl.measures.model_rows import NotEstimableError


@dataclass(frozen=True)
class Distance:
    """A standardised mean difference with its interval, and the people on both sides.

    `clustered`: whether the interval rests on partnerships, or on people alone.
    """

    value: float
    low: float
    high: float
    n_leavers: int
    n_stayers: int
    clustered: bool


def compare_leavers(leavers: Numbers, stayers: Numbers, *, partnerships: Labels) -> Distance:
    """How much higher leavers scored at the first moment, in pooled standard deviations (Hedges' g).

    The interval is t over partnerships, from the g's influence of each person, summed over partnerships
    (Binder 1983); with fewer than four partnerships, or without any, the usual one of Hedges & Olkin.

    Args:
        leavers: scores at the first moment of those who did not answer the second time.
        stayers: scores at the first moment of those who did.
        partnerships: of the leavers, then of the stayers.

    Raises:
        NotEstimableError: with fewer than two people on a side, or without spread.

    Source: Hedges & Olkin (1985), Statistical Methods for Meta-Analysis, 5 and 6.
    """
    n_left, n_stayed = leavers.size, stayers.size
    if n_left == 0:
        raise NotEstimableError("nothing_missing")
    if min(n_left, n_stayed) < 2:
        raise NotEstimableError("too_few_people")
    ours, theirs = leavers - leavers.mean(), stayers - stayers.mean()
    df = n_left + n_stayed - 2
    pooled = float(np.sqrt((ours @ ours + theirs @ theirs) / df))
    if not pooled > 0:
        raise NotEstimableError("no_spread")
    raw = float(leavers.mean() - stayers.mean()) / pooled
    correction = 1 - 3 / (4 * df - 1)
    clusters = choose_clusters(partnerships)
    clustered = not are_people(clusters)
    if clustered:
        half = _halve_over_partnerships(ours / pooled, theirs / pooled, raw=raw, clusters=clusters)
    else:
        half = _halve_over_people(n_left, n_stayed, raw=raw)
    value, half = raw * correction, half * correction
    return Distance(value, value - half, value + half, n_left, n_stayed, clustered)


def _halve_over_people(n_left: int, n_stayed: int, *, raw: float) -> float:
    """Half of the large-sample interval of Hedges & Olkin."""
    both = n_left + n_stayed
    return normal_quantile() * float(np.sqrt(both / (n_left * n_stayed) + raw**2 / (2 * both)))


def _halve_over_partnerships(ours: Numbers, theirs: Numbers, *, raw: float, clusters: Labels) -> float:
    """Half of the interval from what each person adds to the difference and to the pooled spread."""
    of_difference = np.concatenate([ours / ours.size, -theirs / theirs.size])
    of_spread = raw / 2 * (np.concatenate([ours, theirs]) ** 2 - 1) / (ours.size + theirs.size - 2)
    variance = cross_clusters((of_difference - of_spread)[:, None], clusters)[0, 0]
    return student_quantile(int(clusters.max())) * float(np.sqrt(variance))
