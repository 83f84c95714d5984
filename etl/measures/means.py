"""Means of a cohort, with the interval of a finite population."""

import polars as pl

from etl.measures.intervals import add_t_interval
from etl.measures.pooled import add_pooled_error, is_own
from etl.measures.results import shape_results


def measure_means(
    counts: pl.DataFrame, *, population: pl.DataFrame, own: pl.Series | None = None
) -> pl.DataFrame:
    """The mean of each cell, indicator and wave; t interval narrowed by √(1 − n/N).

    The interval is about this cohort: when everybody in the cell answered it has no width. Where N is
    not known nothing narrows it. Source: Cochran 1977, Sampling Techniques, 2.6 (finite population
    correction). Small groups have the spread of all cells of their kind (`etl.measures.pooled`).

    Args:
        counts: from `count_answers`, of one kind of cells.
        population: cell, size: the number N of leaders in the cell, null when it is not known.
        own: the cells that are no pool of others; every cell when None.
    """
    moments = describe_counts(counts).join(population, on="cell").with_columns(own=is_own(own))
    missed = (1 - pl.col("n") / pl.col("size")).clip(0, 1).fill_null(1.0)
    error = (pl.col("variance") / pl.col("n") * missed).sqrt()
    plain = moments.with_columns(error=error, df=pl.col("n").cast(pl.Float64) - 1)
    ready = add_pooled_error(plain, variance=pl.col("variance"), narrowed=missed)
    method = pl.when("small").then(pl.lit("mean_pooled")).otherwise(pl.lit("mean_cohort"))
    bounded = add_t_interval(ready, value="value", error="error", df="df")
    return shape_results(bounded.with_columns(method=method), statistic="mean")


def describe_counts(counts: pl.DataFrame) -> pl.DataFrame:
    """Mean (`value`), sample variance and n: cell, indicator_id, wave, value, variance, n.

    The variance is null when n is 1.
    """
    total, weight = pl.col("count").sum(), pl.col("count")
    first = (weight * pl.col("value")).sum() / total
    square = (weight * (pl.col("value") - first) ** 2).sum()
    frame = counts.group_by("cell", "indicator_id", "wave").agg(n=total, value=first, square=square)
    variance = pl.when(pl.col("n") > 1).then(pl.col("square") / (pl.col("n").cast(pl.Float64) - 1))
    return frame.with_columns(variance=variance).drop("square")
