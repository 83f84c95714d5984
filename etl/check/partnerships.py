"""Checks on partnerships: how many schools, and in how many trajectories."""

import polars as pl

from etl.check.ledger import Ledger


def check_sizes(
    partnerships: pl.DataFrame, schools: pl.DataFrame, *, norm: int | None, ledger: Ledger
) -> None:
    """Note partnerships with fewer schools than the rule asks (`partnership_small`)."""
    if norm is None or schools["partnership_id"].null_count() == schools.height:
        return
    counts = schools.group_by("partnership_id").agg(pl.len().alias("n"))
    small = (
        partnerships.join(counts, on="partnership_id", how="left", maintain_order="left")
        .with_columns(pl.col("n").fill_null(0))
        .filter(pl.col("n") < norm)
    )
    ledger.note(
        "partnership_small", small.select("file", "row", pl.col("name").alias("partnership"), "n"), norm=norm
    )


def choose_trajectories(members: pl.DataFrame, *, ledger: Ledger) -> pl.DataFrame:
    """One trajectory for each partnership of `members` (partnership_id, trajectory_id, name).

    Where members differ, the trajectory of most counts (`partnership_of_two_trajectories`).

    Returns: `partnership_id`, `trajectory_id`, `name`.
    """
    counts = (
        members.drop_nulls(["partnership_id", "trajectory_id"])
        .group_by("partnership_id", "trajectory_id", maintain_order=True)
        .agg(pl.len().alias("n"), pl.col("name").first())
        .sort("partnership_id", "n", "trajectory_id", descending=[False, True, False])
    )
    chosen = counts.group_by("partnership_id", maintain_order=True).agg(
        pl.col("trajectory_id", "name").first(), pl.len().alias("trajectories")
    )
    torn = chosen.filter(pl.col("trajectories") > 1).select(pl.col("name").alias("partnership"))
    ledger.note("partnership_of_two_trajectories", torn)
    return chosen.drop("trajectories")
