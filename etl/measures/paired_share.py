"""A share at two moments in the same people: who came in, who went out."""

from dataclasses import dataclass

import polars as pl

from etl.measures.intervals import normal_quantile


@dataclass(frozen=True)
class PairedShare:
    """The difference of two paired shares with its interval, and McNemar's χ² (null when nobody moved)."""

    difference: float
    low: float
    high: float
    chi_square: float | None


def compare_shares(*, both: int, first: int, second: int, neither: int) -> PairedShare:
    """The share at the second moment less that at the first, on the same people.

    χ² = (first − second)²/(first + second), without correction (McNemar 1947).

    Args:
        both: people who count at both moments.
        first: only at the first.
        second: only at the second.
        neither: at neither.
    """
    n, moved = both + first + second + neither, first + second
    low, high = bound_difference(gained=pl.lit(second / n), lost=pl.lit(first / n), n=pl.lit(float(n)))
    lowest, highest = pl.select(low=low, high=high).row(0)
    chi_square = (first - second) ** 2 / moved if moved else None
    return PairedShare((second - first) / n, lowest, highest, chi_square)


def bound_difference(*, gained: pl.Expr, lost: pl.Expr, n: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Low and high of gained − lost, shares of the same `n` people; Wald's interval, cut at −1 and 1.

    Source: Agresti 2013, Categorical Data Analysis, 11.1.
    """
    difference = gained - lost
    half = normal_quantile() * ((gained + lost - difference**2).clip(0) / n).sqrt()
    return (difference - half).clip(-1, 1), (difference + half).clip(-1, 1)
