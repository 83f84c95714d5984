"""Shares of answers, with Wilson's interval."""

import polars as pl

from etl.measures.counts import sum_counts
from etl.measures.intervals import wilson_bounds
from etl.measures.results import shape_results

_KEYS = ["cell", "indicator_id", "wave"]


def measure_shares(counts: pl.DataFrame, *, codes: pl.DataFrame) -> pl.DataFrame:
    """The share of each answer among those who answered; `share_<code>` with Wilson's interval.

    An answer that nobody gave has share 0, so that the shares of an item add up to 1.

    Args:
        counts: from `count_answers`.
        codes: indicator_id, code (whole numbers): the answers that an indicator has.
    """
    every = sum_counts(counts).join(codes, on="indicator_id")
    given = counts.with_columns(code=pl.col("value").cast(pl.Int64)).select(*_KEYS, "code", "count")
    shares = every.join(given, on=[*_KEYS, "code"], how="left").with_columns(pl.col("count").fill_null(0))
    named = pl.concat_str(pl.lit("share_"), pl.col("code").cast(pl.String))
    return shape_results(_with_interval(shares).with_columns(statistic=named), method="wilson")


def measure_top2(counts: pl.DataFrame, *, codes: pl.DataFrame) -> pl.DataFrame:
    """The share of the two highest answers of each indicator in `codes`; `top2` with Wilson's interval."""
    top = codes.filter(pl.col("code").rank("ordinal", descending=True).over("indicator_id") <= 2)
    least = top.group_by("indicator_id").agg(least=pl.col("code").min())
    high = pl.col("count").filter(pl.col("value") >= pl.col("least")).sum()
    scored = counts.join(least, on="indicator_id").group_by(_KEYS).agg(count=high, n=pl.col("count").sum())
    return shape_results(_with_interval(scored), statistic="top2", method="wilson")


def _with_interval(frame: pl.DataFrame) -> pl.DataFrame:
    share = pl.col("count") / pl.col("n")
    low, high = wilson_bounds(share, pl.col("n").cast(pl.Float64))
    return frame.with_columns(value=share, low=low, high=high)
