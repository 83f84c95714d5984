"""The shape that every measure returns: one row a cell, indicator, wave and statistic."""

import polars as pl

COLUMNS = (
    "cell",
    "indicator_id",
    "wave",
    "statistic",
    "value",
    "low",
    "high",
    "n",
    "n_partnerships",
    "method",
)


_OPTIONAL = {"low": pl.Float64, "high": pl.Float64, "n_partnerships": pl.Int64, "method": pl.String}


def shape_results(
    frame: pl.DataFrame, *, statistic: str | None = None, method: str | None = None
) -> pl.DataFrame:
    """`frame` with exactly the columns of a result; what it lacks (bounds, partnerships) is null.

    `statistic` and `method` name the rows, unless the frame has a column of that name. Values that
    are not finite become null: they could not be computed.
    """
    given = {"statistic": statistic, "method": method}
    named = frame.with_columns(**{name: pl.lit(value) for name, value in given.items() if value is not None})
    absent = [pl.lit(None, dtype=kind).alias(c) for c, kind in _OPTIONAL.items() if c not in named.columns]
    numbers = [_finite(column) for column in ("value", "low", "high")]
    return (
        named.with_columns(*absent)
        .with_columns(
            *numbers,
            pl.col("n", "n_partnerships").cast(pl.Int64),
            pl.col("wave", "indicator_id").cast(pl.String),
        )
        .select(COLUMNS)
    )


def _finite(column: str) -> pl.Expr:
    number = pl.col(column).cast(pl.Float64)
    return pl.when(number.is_finite()).then(number).alias(column)
