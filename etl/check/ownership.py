"""Checks that whoever delivers hands in rows of their own trajectories only."""

from collections.abc import Mapping

import polars as pl

from etl.check.ledger import Ledger

Owners = Mapping[str, frozenset[str]]
"""The trajectories whose rows a file may hold, by file name; a file that is not in it may hold all."""


def refuse_others(
    rows: pl.DataFrame, *, owners: Owners, ledger: Ledger, trajectory: str = "trajectory_id"
) -> pl.DataFrame:
    """`rows` without those of a trajectory that their file may not speak of (`row_of_another_trajectory`).

    A row of no known trajectory is left to the checks that say so.
    """
    for file, own in owners.items():
        other = (pl.col("file") == file) & ~pl.col(trajectory).is_in(sorted(own))
        ledger.note("row_of_another_trajectory", rows.filter(other).select("file", "sheet", "row"))
    return ledger.drop_refused(rows) if owners else rows
