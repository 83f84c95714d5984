"""Scale scores of persons."""

import polars as pl

ENOUGH = 0.5


def score_scales(answers: pl.DataFrame, *, items: pl.DataFrame, enough: float = ENOUGH) -> pl.DataFrame:
    """The mean of a leader's answers to a scale, if at least half of its items were answered.

    A reverse item is turned first: low + high − x. Half is counted over `items`, the items that were
    asked at that moment, not over what happened to be answered.

    Args:
        answers: leader, item_id, value; one wave.
        items: item_id, scale_id, low, high, reverse; the items asked at that wave.
        enough: the share of the items that must have been answered.

    Returns:
        leader, item_id (the id of the scale), value.
    """
    in_scale = items.drop_nulls("scale_id")
    sizes = in_scale.group_by("scale_id").agg(asked=pl.col("item_id").n_unique())
    turned = answers.join(in_scale, on="item_id").with_columns(value=turn_reverse())
    persons = turned.group_by("leader", "scale_id").agg(value=pl.col("value").mean(), answered=pl.len())
    scored = persons.join(sizes, on="scale_id").filter(pl.col("answered") >= pl.col("asked") * enough)
    return scored.select("leader", item_id="scale_id", value="value")


def turn_reverse() -> pl.Expr:
    """`value` as scored: low + high − value for reverse items (columns value, low, high, reverse)."""
    turned = pl.col("low") + pl.col("high") - pl.col("value")
    return pl.when(pl.col("reverse")).then(turned).otherwise(pl.col("value"))
