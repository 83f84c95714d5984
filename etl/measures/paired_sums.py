"""Every sum over people that a paired change needs, from the pairs of answers."""

import numpy as np
import polars as pl
from scipy import special

from etl.measures.cluster_robust import choose_error, sample_variance, sum_over_clusters

_KEYS = ["cell", "indicator_id", "wave", "family", "top"]
_MOMENTS = ("sum_from", "square_from", "sum_to", "square_to")
_COUNTED = ("improved", "worse", "ceiling", "gained", "lost")
_TINY = 1e-9


def sum_pairs(moved: pl.DataFrame, *, clustered: bool) -> pl.DataFrame:
    """Mean change, its error, spreads, and shares of people, for each cell, indicator and contrast.

    Args:
        moved: cell, indicator_id, wave, family, high, top, cluster, value_from, value_to, difference;
            a row a person. `top` is the lowest of the two highest answers, null where there is none.
        clustered: see `etl.measures.cluster_robust.choose_error`.

    Returns:
        cell, indicator_id, wave, family, top, n (float), robust, n_partnerships, change, error, df, p
        (two-sided, null without spread), mean_from, mean_to, s_av (mean of the two standard
        deviations), s_z (that of the differences), and as shares of people improved, same, worse,
        ceiling (at the top at the first moment), gained and lost (the two highest answers).
    """
    sums = sum_over_clusters(_sum_in_clusters(moved), keys=_KEYS, others=[*_MOMENTS, *_COUNTED])
    n, mean = pl.col("n"), pl.col("mean")
    described = choose_error(sums, clustered=clustered).with_columns(
        pl.col(_COUNTED) / n,
        change=mean,
        mean_from=pl.col("sum_from") / n,
        mean_to=pl.col("sum_to") / n,
        s_av=(_deviation("from") + _deviation("to")) / 2,
        s_z=sample_variance("square", mean=mean).sqrt(),
    )
    p = find_p(described["change"], error=described["error"], df=described["df"])
    return described.with_columns(p, same=1 - pl.col("improved") - pl.col("worse"))


def find_p(mean: pl.Series, *, error: pl.Series, df: pl.Series) -> pl.Series:
    """Two-sided p of mean / error in Student's t; null where the error is missing or nothing."""
    value, spread, degrees = (to_numbers(column) for column in (mean, error, df))
    known = (spread > _TINY) & (degrees > 0)
    t = np.divide(value, spread, out=np.full_like(value, np.nan), where=known)
    p = 2 * special.stdtr(np.where(known, degrees, np.nan), -np.abs(t))
    return pl.Series("p", p, nan_to_null=True)


def to_numbers(column: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The column as floats, NaN where it is null."""
    numbers: np.ndarray[tuple[int], np.dtype[np.float64]] = (
        column.cast(pl.Float64).fill_null(np.nan).to_numpy()
    )
    return numbers


def _sum_in_clusters(moved: pl.DataFrame) -> pl.DataFrame:
    difference, before, after = pl.col("difference"), pl.col("value_from"), pl.col("value_to")
    first, second = before >= pl.col("top"), after >= pl.col("top")
    return moved.group_by(*_KEYS, "cluster").agg(
        m=pl.len().cast(pl.Float64),
        total=difference.sum(),
        square=(difference**2).sum(),
        sum_from=before.sum(),
        square_from=(before**2).sum(),
        sum_to=after.sum(),
        square_to=(after**2).sum(),
        improved=(difference > _TINY).sum(),
        worse=(difference < -_TINY).sum(),
        ceiling=(before >= pl.col("high") - _TINY).sum(),
        gained=(second & ~first).sum(),
        lost=(first & ~second).sum(),
    )


def _deviation(moment: str) -> pl.Expr:
    return sample_variance(f"square_{moment}", mean=pl.col(f"sum_{moment}") / pl.col("n")).sqrt()
