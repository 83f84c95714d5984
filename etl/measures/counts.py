"""How often each answer was given: the small frame from which shares, means and NPS follow."""

import polars as pl


def count_answers(answers: pl.DataFrame, *, members: pl.DataFrame) -> pl.DataFrame:
    """How many leaders of each cell gave each answer.

    Args:
        answers: leader, indicator_id, wave, value.
        members: leader, cell.

    Returns:
        cell, indicator_id, wave, value, count.
    """
    placed = answers.join(members, on="leader")
    return placed.group_by("cell", "indicator_id", "wave", "value").agg(count=pl.len())


def sum_counts(counts: pl.DataFrame) -> pl.DataFrame:
    """The number of people of each cell, indicator and wave: cell, indicator_id, wave, n."""
    return counts.group_by("cell", "indicator_id", "wave").agg(n=pl.col("count").sum())
