"""Marks of attendance: whose, at which session, and whether they can be."""

from collections.abc import Sequence

import polars as pl

from etl.check.dates import quote_day
from etl.clean.desk import Desk
from etl.clean.places import PLACES

MARKS: dict[str, pl.DataType] = {
    **PLACES,
    "column": pl.String(),
    "position": pl.Int64(),
    "leader_id": pl.String(),
    "session_id": pl.String(),
    "status": pl.String(),
    "minutes": pl.Float64(),
    "implied": pl.Boolean(),
}
"""One mark: a leader at a session, where it stood, and whether an empty cell implied it. In the long
layout `column` is null: there the whole row is the mark."""


def match_days(rows: pl.DataFrame, *, sessions: pl.DataFrame, leaders: pl.DataFrame) -> pl.DataFrame:
    """The one session that each row (`file`, `row`, `leader_id`, `held_on`) can mean.

    A leader can be at a session of the own partnership, or at one for the whole own trajectory.

    Returns: `file`, `row`, `on_day` (null where several sessions are possible) and `candidates`, for
    rows with at least one.
    """
    groups = leaders.select("leader_id", "trajectory_id", pl.col("partnership_id").alias("own"))
    days = sessions.select("trajectory_id", "partnership_id", "held_on", pl.col("session_id").alias("on_day"))
    pairs = (
        rows.select("file", "row", "leader_id", "held_on")
        .join(groups, on="leader_id", how="inner")
        .join(days, on=["trajectory_id", "held_on"], how="inner")
        .filter(pl.col("partnership_id").is_null() | (pl.col("partnership_id") == pl.col("own")))
    )
    counted = pairs.group_by("file", "row", maintain_order=True).agg(
        pl.col("on_day").first(), pl.len().alias("candidates")
    )
    return counted.with_columns(pl.when(pl.col("candidates") == 1).then("on_day").alias("on_day"))


def check_marks(
    marks: Sequence[pl.DataFrame], *, sessions: pl.DataFrame, leaders: pl.DataFrame, desk: Desk
) -> pl.DataFrame:
    """The marks that count: within the leader's stay, and the first of each leader and session.

    Returns: the columns MARKS, with minutes: those noted, else the hours of the session; null if
    the leader was not there.
    """
    days = sessions.select("session_id", "held_on", pl.col("hours").alias("length"))
    stays = leaders.select("leader_id", "started_on", "stopped_on")
    every = pl.concat([pl.DataFrame(schema=MARKS), *marks]).join(
        days, on="session_id", how="inner", maintain_order="left"
    )
    placed = every.join(stays, on="leader_id", how="inner", maintain_order="left")
    inside = _check_stays(placed, desk=desk)
    single = _check_repeats(inside, desk=desk)
    present = pl.col("status") == "present"
    minutes = pl.when(present).then(pl.coalesce("minutes", pl.col("length") * 60)).alias("minutes")
    return single.with_columns(minutes).select(list(MARKS))


def _check_stays(marks: pl.DataFrame, *, desk: Desk) -> pl.DataFrame:
    outside = (
        (pl.col("held_on") < pl.col("started_on")) | (pl.col("held_on") > pl.col("stopped_on"))
    ).fill_null(value=False)
    wrong = marks.filter(outside & ~pl.col("implied")).with_columns(quote_day("held_on").alias("day"))
    _note(wrong, wide="attendance_outside_stay", long="attendance_row_outside_stay", words=["day"], desk=desk)
    return marks.filter(~outside)


def _check_repeats(marks: pl.DataFrame, *, desk: Desk) -> pl.DataFrame:
    key = ["leader_id", "session_id"]
    counted = marks.sort("implied", maintain_order=True).with_columns(
        pl.int_range(pl.len()).over(key).alias("turn"),
        pl.col("file").first().over(key).alias("kept_file"),
        pl.col("row").first().over(key).alias("kept_row"),
    )
    again = counted.filter((pl.col("turn") > 0) & ~pl.col("implied"))
    _note(
        again,
        wide="attendance_twice",
        long="attendance_row_twice",
        words=["kept_file", "kept_row"],
        desk=desk,
    )
    return counted.filter(pl.col("turn") == 0)


def _note(marks: pl.DataFrame, *, wide: str, long: str, words: list[str], desk: Desk) -> None:
    """Note each mark by the check for its layout: a cell of a sheet, or a row of a list."""
    places = ["file", "sheet", "row", "column", "position", *words]
    in_cells = pl.col("column").is_not_null()
    desk.ledger.note(wide, marks.filter(in_cells).select(places))
    desk.ledger.note(long, marks.filter(~in_cells).select(places))
