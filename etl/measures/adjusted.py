"""Several changes in one view: p-values that count how many there are."""

import polars as pl


def adjust_p(frame: pl.DataFrame, *, family: list[str]) -> pl.DataFrame:
    """`frame` with `p_adjusted`: Benjamini–Hochberg's p within each group of `family`.

    The smallest of p·m/rank over this rank and all higher ones, at most 1 (Benjamini & Hochberg 1995;
    the same as `scipy.stats.false_discovery_control`). Rows without p are no part of their family.

    Args:
        frame: `p` float, null where there is none, and the columns of `family`.
        family: the columns that make one view.
    """
    tested = frame.filter(pl.col("p").is_not_null()).sort(*family, "p")
    rank, size = pl.int_range(1, pl.len() + 1).over(family), pl.len().over(family)
    raised = tested.with_columns(p_adjusted=(pl.col("p") * size / rank).clip(0, 1))
    smallest = pl.col("p_adjusted").cum_min(reverse=True).over(family)
    untested = frame.filter(pl.col("p").is_null()).with_columns(p_adjusted=pl.lit(None, dtype=pl.Float64))
    return pl.concat([raised.with_columns(p_adjusted=smallest), untested])
