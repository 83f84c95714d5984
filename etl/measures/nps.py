"""Net promoter score, from 0–10 items only."""

import polars as pl

from etl.measures.intervals import normal_quantile
from etl.measures.results import shape_results


def measure_nps(counts: pl.DataFrame) -> pl.DataFrame:
    """NPS = 100(p − d): p the share of 9 and 10, d the share of 0 to 6; −100 to 100.

    Standard error 100·√((p + d − (p − d)²)/n), the multinomial variance of a difference of shares;
    the normal interval is cut at −100 and 100.

    Args:
        counts: from `count_answers`, with values 0 to 10.
    """
    promoters = pl.col("count").filter(pl.col("value") >= 9).sum()
    detractors = pl.col("count").filter(pl.col("value") <= 6).sum()
    keys = ["cell", "indicator_id", "wave"]
    sums = counts.group_by(keys).agg(n=pl.col("count").sum(), promoters=promoters, detractors=detractors)
    p, d = pl.col("promoters") / pl.col("n"), pl.col("detractors") / pl.col("n")
    half = 100 * normal_quantile() * ((p + d - (p - d) ** 2) / pl.col("n")).sqrt()
    score = 100 * (p - d)
    scored = sums.with_columns(
        value=score, low=(score - half).clip(-100, 100), high=(score + half).clip(-100, 100)
    )
    return shape_results(scored, statistic="nps", method="nps")
