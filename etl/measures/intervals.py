"""Intervals of shares and means, vectorised over rows. 95 % unless another level is given."""

import numpy as np
import polars as pl
from scipy import special

LEVEL = 0.95


def normal_quantile(level: float = LEVEL) -> float:
    """The two-sided normal quantile: 1.959964 for 95 %."""
    return float(special.ndtri((1 + level) / 2))


def wilson_bounds(share: pl.Expr, n: pl.Expr, *, z: float = normal_quantile()) -> tuple[pl.Expr, pl.Expr]:
    """Low and high of the Wilson score interval of `share` (0–1) among `n`.

    Source: Newcombe 1998, Statistics in Medicine 17, method 3.
    """
    centre = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * (share * (1 - share) / n + z**2 / (4 * n**2)).sqrt()
    return (centre - half).clip(0, 1), (centre + half).clip(0, 1)


def student_quantiles(df: pl.Series, *, level: float = LEVEL) -> pl.Series:
    """The two-sided t quantile at each `df`; null where df is null, not a number or not above 0."""
    given = df.cast(pl.Float64).fill_null(np.nan).to_numpy()
    valid = np.where(given > 0, given, np.nan)
    found = special.stdtrit(valid, (1 + level) / 2)
    return pl.Series("quantile", found, nan_to_null=True)


def add_t_interval(
    frame: pl.DataFrame, *, value: str, error: str, df: str, prefix: tuple[str, str] = ("low", "high")
) -> pl.DataFrame:
    """`frame` with low and high = value ± t(df) · error; null where df or the error is missing."""
    half = student_quantiles(frame[df]) * frame[error]
    low, high = prefix
    return frame.with_columns((pl.col(value) - half).alias(low), (pl.col(value) + half).alias(high))
