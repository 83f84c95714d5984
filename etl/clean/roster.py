"""Derives the roster of a programme without a register of leaders, from what its surveys tell."""

import polars as pl

from etl.clean.desk import Desk
from etl.clean.fields import FIELDS, TEXT, TYPES
from etl.clean.partnerships import derive_partnerships, tie_partnerships
from etl.clean.places import PLACES

_TOLD = ("partnership_id", "trajectory_id", "level", "region", "net", "role")


def derive_leaders(
    submissions: pl.DataFrame, partnerships: pl.DataFrame, labels: pl.DataFrame, *, desk: Desk
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The leaders behind `submissions` and their partnerships (those of the register, if any).

    A leader is what the first submission that tells it says. Submissions of leaders without any
    trajectory are refused (`leader_without_trajectory`): drop these afterwards.
    """
    tied = tie_partnerships(submissions, partnerships, desk=desk)
    lost = tied.filter(pl.col("trajectory_id").is_null())
    desk.ledger.note("leader_without_trajectory", lost.select(list(PLACES)))
    told = (
        tied.drop_nulls("trajectory_id")
        .group_by("leader_id", maintain_order=True)
        .agg(pl.col("file", "sheet", "row").first(), *(pl.col(name).drop_nulls().first() for name in _TOLD))
    )
    if partnerships.is_empty():
        partnerships = derive_partnerships(told, labels, desk=desk)
    return _complete(tie_partnerships(told, partnerships, desk=desk)), partnerships


def _complete(leaders: pl.DataFrame) -> pl.DataFrame:
    """Leaders with all the fields of a register, those that no survey tells null."""
    absent = [
        pl.lit(None, dtype=TYPES.get(field.kind, TEXT)).alias(field.name)
        for field in FIELDS["leaders"]
        if field.name not in leaders.columns
    ]
    return leaders.with_columns(*absent)
