"""Slopes as rows of a release: a number with its interval, or the reason that there is none."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from etl.measures.clustered_slopes import Numbers, Slopes
from etl.measures.intervals import student_quantiles
from etl.measures.model_rows import ModelRow, NotEstimableError
from etl.measures.within_between import ClusterSums, compare_between, compare_within, keep_groups

FEWEST_DF = 4.0
"""Below this the interval cannot be trusted (Pustejovsky & Tipton 2018)."""
COMPARISONS: dict[str, Callable[[ClusterSums], Slopes]] = {
    "within": compare_within,
    "between": compare_between,
}


def list_slopes(rows: Sequence[ModelRow], *, sums: ClusterSums, comparison: str) -> list[ModelRow]:
    """`rows`, one a predictor, with the slopes of `comparison` (a key of `COMPARISONS`)."""
    try:
        slopes = COMPARISONS[comparison](sums)
    except NotEstimableError as error:
        return [row.explain(error) for row in rows]
    counted = keep_groups(sums) if comparison == "within" else sums
    half = student_quantiles(pl.Series(slopes.dfs, nan_to_null=True)).to_numpy() * slopes.errors
    return [_fill(row, slopes, half, place, sums=counted) for place, row in enumerate(rows)]


def state_number(row: ModelRow, value: float, low: float, high: float, *, sums: ClusterSums) -> ModelRow:
    """`row` with a number, its interval, and the people and partnerships that it rests on."""
    people, partnerships = int(sums.sizes.sum()), sums.sizes.size
    return replace(row, value=value, low=low, high=high, n=people, n_partnerships=partnerships)


def _fill(row: ModelRow, slopes: Slopes, half: Numbers, place: int, *, sums: ClusterSums) -> ModelRow:
    if np.isnan(slopes.values[place]):
        return row.explain(NotEstimableError("no_spread"))
    if not slopes.dfs[place] >= FEWEST_DF:
        return row.explain(NotEstimableError("too_few_partnerships"))
    value, margin = float(slopes.values[place]), float(half[place])
    return state_number(row, value, value - margin, value + margin, sums=sums)
