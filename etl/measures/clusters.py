"""Sums over partnerships: people of one partnership are alike, so that intervals rest on these sums."""

import numpy as np
import numpy.typing as npt
from scipy import special

from etl.measures.intervals import LEVEL

Numbers = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int64]

FEWEST_CLUSTERS = 4
"""Below this the spread between partnerships says nothing; each person then stands alone."""


def choose_clusters(partnerships: Labels) -> Labels:
    """`partnerships` numbered 0, 1, …; every person apart where there are fewer than four."""
    found, numbered = np.unique(partnerships, return_inverse=True)
    if found.size < FEWEST_CLUSTERS:
        return np.arange(partnerships.size)
    return numbered.astype(np.int64)


def are_people(clusters: Labels) -> bool:
    """Whether each person is a cluster of their own."""
    return bool(np.unique(clusters).size == clusters.size)


def sum_in_clusters(values: Numbers, clusters: Labels) -> Numbers:
    """The sums of the columns of `values` (people × columns) over each cluster, clusters × columns."""
    order = np.argsort(clusters, kind="stable")
    starts = np.flatnonzero(np.diff(clusters[order], prepend=-1))
    sums: Numbers = np.add.reduceat(values[order], starts, axis=0)
    return sums


def cross_clusters(scores: Numbers, clusters: Labels) -> Numbers:
    """The middle of a sandwich: G/(G − 1) · Σ s s′ over clusters, columns × columns.

    Source: Liang & Zeger (1986), Biometrika 73, with the usual correction for few clusters.
    """
    sums = sum_in_clusters(scores, clusters)
    count = sums.shape[0]
    cross: Numbers = sums.T @ sums * (count / (count - 1))
    return cross


def student_quantile(df: float, *, level: float = LEVEL) -> float:
    """The two-sided t quantile at `df`; not a number where df is not above 0."""
    return float(special.stdtrit(df, (1 + level) / 2)) if df > 0 else float("nan")
