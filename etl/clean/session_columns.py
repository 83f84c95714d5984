"""Reads a wide attendance sheet: which session each column is, and what each mark says."""

import re
from datetime import date

import polars as pl

from etl.check.widths import check_widths
from etl.clean.columns import Found, find_column, name_in_full, report_missing
from etl.clean.dates import read_date
from etl.clean.desk import Desk
from etl.clean.fields import Field
from etl.clean.marks import MARKS, match_days
from etl.clean.matching import find_nearest, quote_value, suggest
from etl.clean.numbers import read_number
from etl.clean.places import add_words, place_cells
from etl.clean.register import map_texts, read_field
from etl.clean.spellings import spell_marks
from etl.read.folding import fold_identifier, fold_text
from etl.read.table import Column, RawTable
from schemas.programme import Source

_LEADER = Field("leader_id", "leader", needed=True)
_PARTS = re.compile(r"[\s()\[\],;]+")
# From this share of known marks on, a column under an unknown heading holds attendance.
_MOSTLY = 0.5


def read_marks(
    raw: RawTable, *, source: Source, sessions: pl.DataFrame, leaders: pl.DataFrame, desk: Desk
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of a wide sheet that were not refused, and its marks (columns MARKS).

    A column is a session by its number, or by its day. A mark is a word of `marks` or a usual one, or
    the hours that the leader was there. An empty cell says nothing, unless `marks` has the key "".
    """
    rows = _read_leaders(raw, source=source, desk=desk)
    if source.trajectory is not None:
        sessions = sessions.filter(pl.col("trajectory_id") == source.trajectory)
    taken = {fold_text(heading) for heading in (*source.columns.values(), "leader_id")}
    parts = [
        _read_session(raw, rows, column, source=source, sessions=sessions, leaders=leaders, desk=desk)
        for column in raw.columns
        if fold_text(column.heading) not in taken
    ]
    return rows, pl.concat([pl.DataFrame(schema=MARKS), *parts])


def _read_leaders(raw: RawTable, *, source: Source, desk: Desk) -> pl.DataFrame:
    """`file`, `sheet`, `row`, `leader_id` of the rows that were not refused."""
    check_widths(raw, ledger=desk.ledger)
    heading = name_in_full(source.columns).get("leader_id", "leader_id")
    column = find_column(heading, raw.columns)
    if column is None:
        report_missing("leader_id", heading=heading, raw=raw, ledger=desk.ledger)
        names = pl.Series("leader_id", [None] * raw.rows.height, dtype=pl.String)
    else:
        names = read_field(raw, Found(_LEADER, "attendance", source, column, None), desk=desk)
    rows = raw.rows.select(
        pl.lit(raw.file).alias("file"),
        pl.lit(raw.sheet, dtype=pl.String).alias("sheet"),
        "row",
        names.alias("leader_id"),
    )
    return desk.ledger.drop_refused(rows)


def _read_session(
    raw: RawTable,
    rows: pl.DataFrame,
    column: Column,
    *,
    source: Source,
    sessions: pl.DataFrame,
    leaders: pl.DataFrame,
    desk: Desk,
) -> pl.DataFrame:
    """The marks in one column."""
    texts = raw.rows.select("row", pl.col(column.key).alias("value"))
    session, day = _find_session(column, source=source, sessions=sessions)
    if session is None and day is None:
        _note_unknown_heading(raw, column, texts["value"], source=source, desk=desk)
        return pl.DataFrame(schema=MARKS)
    cells = rows.join(texts, on="row", how="left", maintain_order="left")
    marks = _read_cells(raw, column, cells, source=source, desk=desk)
    placed = marks.with_columns(
        pl.lit(column.heading).alias("column"), pl.lit(column.position, dtype=pl.Int64).alias("position")
    )
    if session is None and day is not None:
        placed = _place_on_day(placed, day=day, sessions=sessions, leaders=leaders, desk=desk)
    else:
        placed = placed.with_columns(pl.lit(session).alias("session_id"))
    return placed.select(list(MARKS))


def _find_session(
    column: Column, *, source: Source, sessions: pl.DataFrame
) -> tuple[str | None, date | None]:
    """The session whose number stands in the heading, or else the day that does, if it has sessions."""
    known = {fold_identifier(number): number for number in sessions["session_id"]}
    parts = [column.heading, *_PARTS.split(column.heading)]
    number = next((known[fold_identifier(p)] for p in parts if fold_identifier(p) in known), None)
    moments = (read_date(part, date_format=source.date_format) or read_date(part) for part in parts if part)
    moment = next((moment for moment in moments if moment is not None), None)
    held = moment is not None and moment.date() in set(sessions["held_on"])
    return number, moment.date() if moment is not None and held else None


def _note_unknown_heading(
    raw: RawTable, column: Column, texts: pl.Series, *, source: Source, desk: Desk
) -> None:
    """Note a column of marks under a heading that is no session. Other columns (names) are no finding."""
    known = spell_marks(source)
    filled = texts.drop_nulls().to_list()
    if filled and sum(fold_text(text) in known for text in filled) >= _MOSTLY * len(filled):
        desk.ledger.note_once(
            "heading_not_a_session",
            file=raw.file,
            sheet=raw.sheet,
            column=column.heading,
            position=column.position,
        )


def _read_cells(
    raw: RawTable, column: Column, cells: pl.DataFrame, *, source: Source, desk: Desk
) -> pl.DataFrame:
    """Cells with `status`, `minutes` and `implied`; marks that say nothing are noted and left out."""
    known = spell_marks(source)
    distinct = cells["value"].drop_nulls().unique().to_list()
    hours = {text: _read_hours(text, source=source) for text in distinct if fold_text(text) not in known}
    present = {
        text: "present" if length else "absent" for text, length in hours.items() if length is not None
    }
    statuses = {text: known.get(fold_text(text)) or present.get(text) for text in distinct}
    _note_unknown_marks(
        raw, column, cells, unknown=[t for t, s in statuses.items() if s is None], source=source, desk=desk
    )
    minutes = {text: length * 60 for text, length in hours.items() if length}
    read = cells.with_columns(
        map_texts(cells["value"], {**statuses}, dtype=pl.String()).alias("status"),
        map_texts(cells["value"], {**minutes}, dtype=pl.Float64()).alias("minutes"),
        pl.col("value").is_null().alias("implied"),
    )
    implied = pl.when(pl.col("implied")).then(pl.lit(known.get(""), dtype=pl.String))
    return read.with_columns(pl.coalesce("status", implied).alias("status")).drop_nulls("status")


def _read_hours(text: str, *, source: Source) -> float | None:
    hours = read_number(text, decimal=source.decimal)
    return hours if hours is not None and 0 <= hours <= 24 else None


def _note_unknown_marks(
    raw: RawTable, column: Column, cells: pl.DataFrame, *, unknown: list[str], source: Source, desk: Desk
) -> None:
    if not unknown:
        return
    near = {text: find_nearest(text, known=spell_marks(source)) for text in unknown}
    words = {text: {**quote_value(text, nearest=n), **suggest(n)} for text, n in near.items()}
    wrong = cells.filter(pl.col("value").is_in(unknown)).select("row", "value")
    desk.ledger.note(
        "mark_unknown", add_words(place_cells(wrong, raw=raw, column=column), words).drop("value")
    )


def _place_on_day(
    marks: pl.DataFrame, *, day: date, sessions: pl.DataFrame, leaders: pl.DataFrame, desk: Desk
) -> pl.DataFrame:
    """Marks with the session that each leader can have been at on `day`; the rest is noted."""
    on_day = match_days(marks.with_columns(pl.lit(day).alias("held_on")), sessions=sessions, leaders=leaders)
    placed = marks.join(on_day, on=["file", "row"], how="left", maintain_order="left")
    written = placed.filter(~pl.col("implied")).select(
        "file", "sheet", "row", "column", "position", "candidates"
    )
    desk.ledger.note("session_ambiguous", written.filter(pl.col("candidates") > 1).drop("candidates"))
    desk.ledger.note(
        "mark_without_session", written.filter(pl.col("candidates").is_null()).drop("candidates")
    )
    return placed.drop_nulls("on_day").rename({"on_day": "session_id"})
