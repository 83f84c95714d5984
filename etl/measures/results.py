"""The shape that every measure returns: one row a cell, indicator, wave and statistic."""

import polars as pl

COLUMNS = ("cell", "indicator_id", "wave", "statistic", "value", "low", "high", "n")


def shape_results(frame: pl.DataFrame, *, statistic: str | None = None) -> pl.DataFrame:
    """`frame` with exactly the columns of a result; what it lacks (low, high) is null.

    `statistic` names the rows, unless the frame has a column of that name. Values that are not
    finite become null: they could not be computed.
    """
    named = frame if statistic is None else frame.with_columns(statistic=pl.lit(statistic))
    bounds = [pl.lit(None, dtype=pl.Float64).alias(c) for c in ("low", "high") if c not in frame.columns]
    numbers = [_finite(column) for column in ("value", "low", "high")]
    return (
        named.with_columns(*bounds)
        .with_columns(*numbers, pl.col("n").cast(pl.Int64), pl.col("wave", "indicator_id").cast(pl.String))
        .select(COLUMNS)
    )


def _finite(column: str) -> pl.Expr:
    number = pl.col(column).cast(pl.Float64)
    return pl.when(number.is_finite()).then(number).alias(column)
