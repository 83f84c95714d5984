"""Cleans attendance: wide sheets (a column a session) and long lists (a row a leader and session)."""

import polars as pl

from etl.clean.desk import Desk
from etl.clean.marks import MARKS, match_days
from etl.clean.owned import drop_rows_of_others
from etl.clean.register import clean_table
from etl.clean.session_columns import read_marks
from etl.read.table import RawTable
from schemas.programme import Source


def clean_attendance(
    raw: RawTable, *, source: Source, sessions: pl.DataFrame, leaders: pl.DataFrame, desk: Desk
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of one file that were not refused, and its marks (columns MARKS).

    The marks are not yet checked against each other or against stays.
    """
    if source.layout == "wide":
        return read_marks(raw, source=source, sessions=sessions, leaders=leaders, desk=desk)
    told = clean_table(raw, table="attendance", source=source, desk=desk)
    rows = drop_rows_of_others(told, owned=leaders, by="leader_id", desk=desk)
    marks = _find_sessions(rows, sessions=sessions, leaders=leaders, desk=desk)
    hours = pl.coalesce(pl.col("minutes"), pl.col("hours") * 60).alias("minutes")
    nowhere = [pl.lit(None, dtype=pl.String).alias("column"), pl.lit(None, dtype=pl.Int64).alias("position")]
    explicit = pl.lit(value=False).alias("implied")
    return desk.ledger.drop_refused(rows), marks.with_columns(hours, explicit, *nowhere).select(list(MARKS))


def _find_sessions(
    rows: pl.DataFrame, *, sessions: pl.DataFrame, leaders: pl.DataFrame, desk: Desk
) -> pl.DataFrame:
    """Rows with the session that they name by number, or else by its day."""
    spelled = sessions.select(
        pl.col("session_id").str.to_lowercase().alias("spelling"), pl.col("session_id").alias("known")
    )
    named = rows.with_columns(pl.col("session_id").str.to_lowercase().alias("spelling"))
    by_number = named.join(spelled, on="spelling", how="left", maintain_order="left")
    by_day = match_days(rows.filter(pl.col("session_id").is_null()), sessions=sessions, leaders=leaders)
    found = by_number.join(
        by_day.select("file", "row", "on_day"), on=["file", "row"], how="left", maintain_order="left"
    )
    tied = found.with_columns(pl.coalesce("known", "on_day").alias("session_id"))
    field = pl.when(pl.col("spelling").is_null()).then(pl.lit("held_on")).otherwise(pl.lit("session_id"))
    unknown = tied.filter(pl.col("session_id").is_null()).select("file", "sheet", "row", field.alias("field"))
    desk.ledger.note("session_unknown", unknown)
    return desk.ledger.drop_refused(tied)
