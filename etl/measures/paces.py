"""What each leader attended of what a yardstick is about, by the month or the school year."""

import polars as pl

from schemas.programme import Programme
from schemas.yardsticks import Gauge, Yardstick

PACES = ("attended_a_month", "attended_a_year")


def list_paces(programme: Programme) -> list[tuple[str, Yardstick, Gauge]]:
    """Each yardstick that is about what leaders attended, and the id of its indicator."""
    return [
        (f"pace.{yardstick.id}", yardstick, gauge)
        for yardstick in programme.yardsticks
        for gauge in yardstick.gauges
        if gauge.measure in PACES
    ]


def score_paces(
    sessions: pl.DataFrame, *, leaders: pl.DataFrame, years: pl.DataFrame, programme: Programme
) -> pl.DataFrame:
    """How many sessions each leader attended, a month or a school year of the trajectory.

    Who came later or left earlier counts over the whole time of the trajectory: what the recommendation
    asks for is what a leader got.

    Args:
        sessions: leader, indicator_id (`sessions.<kind>`), wave, value: from `score_attendance`.
        leaders: leader, trajectory_id.
        years: trajectory_id, school_years: from `time_trajectories`.
        programme: its yardsticks and school year.

    Returns:
        leader, indicator_id (`pace.<yardstick>`), wave (`all`), value.
    """
    placed = sessions.join(leaders.select("leader", "trajectory_id"), on="leader").join(
        years, on="trajectory_id"
    )
    months = programme.school_year.months
    parts = [
        _score_pace(placed, name=name, gauge=gauge, months=months) for name, _, gauge in list_paces(programme)
    ]
    return pl.concat([sessions.clear().select("leader", "indicator_id", "wave", "value"), *parts])


def _score_pace(placed: pl.DataFrame, *, name: str, gauge: Gauge, months: int) -> pl.DataFrame:
    kinds = [f"sessions.{kind}" for kind in gauge.kinds] or ["sessions"]
    own = placed.filter(pl.col("indicator_id").is_in(kinds))
    time = pl.col("school_years").first() * (months if gauge.measure == "attended_a_month" else 1)
    return (
        own.group_by("leader")
        .agg(value=pl.col("value").sum() / time)
        .select("leader", indicator_id=pl.lit(name), wave=pl.lit("all"), value="value")
    )
