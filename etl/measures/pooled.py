"""The spread of small groups, taken from all groups of their kind together."""

import polars as pl

from etl.measures.scope import SMALL

_OVER = ["indicator_id", "wave"]


def is_own(own: pl.Series | None) -> pl.Expr:
    """Whether `cell` is one of `own`; always when there are none given."""
    return pl.lit(value=True) if own is None else pl.col("cell").is_in(own.implode())


def add_pooled_error(
    frame: pl.DataFrame, *, variance: pl.Expr, narrowed: pl.Expr | None = None
) -> pl.DataFrame:
    """`frame` with the error of the mean of its small groups from the pooled variance.

    The own spread of five people would tell too much of their answers, and is a poor estimate of how much
    such people differ. Source: the pooled within-group variance of a one-way analysis of variance, Σ(n−1)s² /
    Σ(n−1).

    Args:
        frame: one kind of cells: indicator_id, wave, n, own (whether the cell is no pool of others), error
            (standard error) and df of the mean.
        variance: the sample variance of a cell; null where n is 1.
        narrowed: what the variance of the mean is multiplied by (a finite population); 1 when None.

    Returns:
        frame, with small (whether n < SMALL), error and df of the pooled variance where small.
    """
    n, small = pl.col("n").cast(pl.Float64), pl.col("n") < SMALL
    weight = pl.when(pl.col("own") & variance.is_not_null()).then(n - 1)
    pooled = (weight * variance).sum().over(_OVER) / weight.sum().over(_OVER)
    error = (pooled / n * (pl.lit(1.0) if narrowed is None else narrowed)).sqrt()
    return frame.with_columns(
        small=small,
        error=pl.when(small).then(error).otherwise("error"),
        df=pl.when(small).then(weight.sum().over(_OVER)).otherwise(pl.col("df").cast(pl.Float64)),
    )
