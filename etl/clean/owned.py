"""Leaves out rows about people of a trajectory that their file may not speak of."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from etl.check.ownership import refuse_others
from etl.clean.desk import Desk
from etl.clean.partnerships import tie_partnerships
from etl.clean.surveys import Submissions

_OWNER = "owner"


def drop_rows_of_others(rows: pl.DataFrame, *, owned: pl.DataFrame, by: str, desk: Desk) -> pl.DataFrame:
    """`rows` without those whose `by` (a leader or partnership) is of another trajectory in `owned`."""
    if not desk.owners or rows.is_empty():
        return rows
    facts = owned.select(by, pl.col("trajectory_id").alias(_OWNER)).unique(by, keep="first")
    tied = rows.join(facts, on=by, how="left", maintain_order="left")
    return refuse_others(tied, owners=desk.owners, ledger=desk.ledger, trajectory=_OWNER).drop(_OWNER)


def drop_submissions_of_others(
    submissions: Sequence[Submissions],
    *,
    leaders: pl.DataFrame | None,
    partnerships: pl.DataFrame,
    desk: Desk,
) -> list[Submissions]:
    """`submissions` without those of leaders of another trajectory, before any is chosen over another.

    Without a register (`leaders` is None) a leader is of the trajectory that the first file tells: raw
    exports go before what was handed in.
    """
    if not desk.owners or not submissions:
        return list(submissions)
    if leaders is None:
        told = pl.concat([s.rows for s in submissions], how="diagonal")
        leaders = tie_partnerships(told, partnerships, desk=desk).drop_nulls("trajectory_id")
    return [
        replace(s, rows=drop_rows_of_others(s.rows, owned=leaders, by="leader_id", desk=desk))
        for s in submissions
    ]
