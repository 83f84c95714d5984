"""What a reader sees side by side: which indicators belong to one view, and where their scales end."""

import polars as pl

from etl.measures.plan import ITEM_KINDS, list_codes

SCALES = " scale"
"""How the families of scales end."""


def list_views(indicators: pl.DataFrame) -> pl.DataFrame:
    """What `etl.measures.change.measure_change` must know of each indicator.

    Args:
        indicators: `schemas.release.Indicators`.

    Returns:
        indicator_id, family (Kirkpatrick level, and scale or item), high, top (the lowest of the two
        highest answers of a Likert item; null for others).
    """
    codes = list_codes(indicators, kinds=("likert",))
    tops = codes.group_by("indicator_id").agg(top=pl.col("code").top_k(2).min().cast(pl.Float64))
    kind = pl.when(pl.col("kind").is_in(ITEM_KINDS)).then(pl.lit(" item")).otherwise(pl.lit(SCALES))
    family = pl.concat_str(pl.col("level"), kind)
    return indicators.select("indicator_id", "high", family=family).join(tops, on="indicator_id", how="left")


def list_read_alone(indicators: pl.DataFrame) -> pl.Series:
    """Ids of what stands in a figure of averages: scales, and Likert and number items without a scale."""
    alone = pl.col("kind").is_in(["likert", "number"]) & pl.col("scale_id").is_null()
    return indicators.filter((pl.col("kind") == "scale") | alone)["indicator_id"]
