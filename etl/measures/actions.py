"""How far leaders came with their actions, from the register of actions."""

import polars as pl

from etl.measures.results import shape_results

STEPS = ("planned", "done", "evaluated", "adjusted")
"""The steps of an action, each one further: `schemas.warehouse.Actions`."""


def score_actions(actions: pl.DataFrame, *, leaders: pl.DataFrame) -> pl.DataFrame:
    """Whether each leader has an action that came at least as far as each step.

    Of a trajectory without any action in the register nothing is known; in the others, a leader without
    an action has none.

    Args:
        actions: leader_id, status.
        leaders: leader, leader_id, trajectory_id.

    Returns:
        leader, indicator_id (`actions.<step>`), wave (`all`), value (0 or 1).
    """
    order = {step: place for place, step in enumerate(STEPS)}
    reached = actions.group_by("leader_id").agg(
        furthest=pl.col("status").replace_strict(order, return_dtype=pl.Int64).max()
    )
    placed = leaders.join(reached, on="leader_id", how="left")
    known = pl.col("furthest").is_not_null().any().over("trajectory_id")
    told = placed.filter(known).with_columns(pl.col("furthest").fill_null(-1))
    parts = [
        told.select(
            "leader",
            indicator_id=pl.lit(f"actions.{step}"),
            wave=pl.lit("all"),
            value=(pl.col("furthest") >= order[step]).cast(pl.Float64),
        )
        for step in STEPS
    ]
    return pl.concat(parts)


def measure_actions(scores: pl.DataFrame, *, members: pl.DataFrame) -> pl.DataFrame:
    """The share of the leaders of each cell that came so far: `share_1`, without an interval.

    Args:
        scores: from `score_actions`.
        members: leader, cell.
    """
    placed = scores.join(members, on="leader")
    shares = placed.group_by("cell", "indicator_id", "wave").agg(value=pl.col("value").mean(), n=pl.len())
    return shape_results(shares, statistic="share_1", method="actions")
