"""Reads a wide attendance sheet: which session each column is, and what each mark says."""

import re
from dataclasses import dataclass
from datetime import date

import polars as pl

from etl.check.repeated_columns import choose_column, drop_repeated_columns
from etl.check.widths import check_widths
from etl.clean.columns import Found, name_in_full, report_missing
from etl.clean.dates import read_date
from etl.clean.desk import Desk
from etl.clean.fields import Field
from etl.clean.marks import MARKS, match_days
from etl.clean.matching import find_nearest, quote_value, suggest
from etl.clean.numbers import read_number
from etl.clean.owned import drop_rows_of_others
from etl.clean.places import add_words, place_cells
from etl.clean.reading import Meanings
from etl.clean.register import map_texts, read_field
from etl.clean.spellings import spell_marks
from etl.read.folding import fold_identifier, fold_text
from etl.read.table import Column, RawTable
from schemas.programme import Source

_LEADER = Field("leader_id", "leader", needed=True)
_PARTS = re.compile(r"[\s()\[\],;]+")
# From this share of known marks on, a column under an unknown heading holds attendance.
_MOSTLY = 0.5


@dataclass(frozen=True)
class _Sheet:
    """A wide sheet with all that its columns are read by."""

    raw: RawTable
    source: Source
    desk: Desk
    rows: pl.DataFrame
    leaders: pl.DataFrame
    sessions: pl.DataFrame
    numbers: dict[str, str]
    days: frozenset[date]


def read_marks(
    raw: RawTable, *, source: Source, sessions: pl.DataFrame, leaders: pl.DataFrame, desk: Desk
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of a wide sheet that were not refused, and its marks (columns MARKS).

    A column is a session by its number, or by its day. A mark is a word of `marks` or a usual one, or
    the hours that the leader was there. An empty cell says nothing, unless `marks` has the key "".
    """
    if source.trajectory is not None:
        sessions = sessions.filter(pl.col("trajectory_id") == source.trajectory)
    told = _read_leaders(raw, source=source, desk=desk)
    sheet = _Sheet(
        raw=raw,
        source=source,
        desk=desk,
        rows=drop_rows_of_others(told, owned=leaders, by="leader_id", desk=desk),
        leaders=leaders,
        sessions=sessions,
        numbers=_find_numbers(raw, sessions),
        days=frozenset(sessions["held_on"]),
    )
    taken = {fold_text(heading) for heading in (*source.columns.values(), "leader_id")}
    columns = [column for column in raw.columns if fold_text(column.heading) not in taken]
    sessions_of = {column.position: _find_session(sheet, column) for column in columns}
    headed = [column for column in columns if any(sessions_of[column.position])]
    single = drop_repeated_columns(raw, headed, ledger=desk.ledger)
    marks = [_read_session(sheet, column, *sessions_of[column.position]) for column in single]
    _note_unknown_headings(sheet, [column for column in columns if column not in headed])
    return sheet.rows, pl.concat([pl.DataFrame(schema=MARKS), *marks])


def _find_numbers(raw: RawTable, sessions: pl.DataFrame) -> dict[str, str]:
    """Folded number → number of the sessions that the headings can name: few of very many."""
    parts = {fold_identifier(part) for column in raw.columns for part in _cut_heading(column)}
    folded = pl.col("session_id").str.to_lowercase()
    named = sessions.filter(folded.is_in(sorted(parts))).select(folded.alias("folded"), "session_id")
    return dict(named.iter_rows())


def _cut_heading(column: Column) -> list[str]:
    """The whole heading, and its words."""
    return [column.heading, *(part for part in _PARTS.split(column.heading) if part)]


def _read_leaders(raw: RawTable, *, source: Source, desk: Desk) -> pl.DataFrame:
    """`file`, `sheet`, `row`, `leader_id` of the rows that were not refused."""
    check_widths(raw, ledger=desk.ledger)
    heading = name_in_full(source.columns).get("leader_id", "leader_id")
    column = choose_column(heading, raw, ledger=desk.ledger)
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


def _read_session(sheet: _Sheet, column: Column, session: str | None, day: date | None) -> pl.DataFrame:
    """The marks in the column of a session, or else of a day."""
    marks = place_cells(_read_cells(sheet, column), raw=sheet.raw, column=column)
    if session is not None:
        return marks.with_columns(pl.lit(session).alias("session_id")).select(list(MARKS))
    return _place_on_day(sheet, marks.with_columns(pl.lit(day).alias("held_on"))).select(list(MARKS))


def _find_session(sheet: _Sheet, column: Column) -> tuple[str | None, date | None]:
    """The session whose number stands in the heading, or else the day that does, if it has sessions."""
    parts = _cut_heading(column)
    numbers = (sheet.numbers.get(fold_identifier(part)) for part in parts)
    number = next((number for number in numbers if number is not None), None)
    if number is not None:
        return number, None
    moments = (read_date(p, date_format=sheet.source.date_format) or read_date(p) for p in parts)
    return None, next((m.date() for m in moments if m is not None and m.date() in sheet.days), None)


def _note_unknown_headings(sheet: _Sheet, columns: list[Column]) -> None:
    """Note columns of marks under a heading that is no session. Other columns (names) are no finding."""
    known = spell_marks(sheet.source)
    for column in columns:
        filled = sheet.raw.rows[column.key].drop_nulls().to_list()
        if filled and sum(fold_text(text) in known for text in filled) >= _MOSTLY * len(filled):
            sheet.desk.ledger.note_column("heading_not_a_session", raw=sheet.raw, column=column)


def _read_cells(sheet: _Sheet, column: Column) -> pl.DataFrame:
    """Cells with `status`, `minutes` and `implied`; marks that say nothing are noted and left out."""
    texts = sheet.raw.rows.select("row", pl.col(column.key).alias("value"))
    cells = sheet.rows.join(texts, on="row", how="left", maintain_order="left")
    statuses, minutes = _interpret(cells["value"].drop_nulls().unique().to_list(), source=sheet.source)
    unknown = [text for text, status in statuses.items() if status is None]
    _note_unknown_marks(sheet, column, cells, unknown=unknown)
    read = cells.with_columns(
        map_texts(cells["value"], statuses, dtype=pl.String()).alias("status"),
        map_texts(cells["value"], minutes, dtype=pl.Float64()).alias("minutes"),
        pl.col("value").is_null().alias("implied"),
    )
    of_empty = pl.lit(spell_marks(sheet.source).get(""), dtype=pl.String)
    return read.with_columns(
        pl.when(pl.col("implied")).then(of_empty).otherwise("status").alias("status")
    ).drop_nulls("status")


def _interpret(texts: list[str], *, source: Source) -> tuple[Meanings, Meanings]:
    """The status that each mark says (None if none), and the minutes of marks that are hours."""
    known = spell_marks(source)
    hours = {t: _read_hours(t, source=source) for t in texts if fold_text(t) not in known}
    of_hours = {t: "present" if length else "absent" for t, length in hours.items() if length is not None}
    statuses: Meanings = {t: known.get(fold_text(t)) or of_hours.get(t) for t in texts}
    return statuses, {t: length * 60 for t, length in hours.items() if length}


def reads_as_mark(text: str, *, source: Source) -> bool:
    """Whether a cell says that somebody was there or not, in a word or in hours."""
    return fold_text(text) in spell_marks(source) or _read_hours(text, source=source) is not None


def _read_hours(text: str, *, source: Source) -> float | None:
    hours = read_number(text, decimal=source.decimal)
    return hours if hours is not None and 0 <= hours <= 24 else None


def _note_unknown_marks(sheet: _Sheet, column: Column, cells: pl.DataFrame, *, unknown: list[str]) -> None:
    if unknown:
        near = {text: find_nearest(text, known=spell_marks(sheet.source)) for text in unknown}
        words = {text: {**quote_value(text, nearest=n), **suggest(n)} for text, n in near.items()}
        wrong = cells.filter(pl.col("value").is_in(unknown)).select("row", "value")
        places = add_words(place_cells(wrong, raw=sheet.raw, column=column), words)
        sheet.desk.ledger.note("mark_unknown", places.drop("value"))


def _place_on_day(sheet: _Sheet, marks: pl.DataFrame) -> pl.DataFrame:
    """Marks with the session that each leader can have been at on the day; the rest is noted."""
    on_day = match_days(marks, sessions=sheet.sessions, leaders=sheet.leaders)
    placed = marks.join(on_day, on=["file", "row"], how="left", maintain_order="left")
    written = placed.filter(~pl.col("implied")).select(
        "file", "sheet", "row", "column", "position", "candidates"
    )
    ledger = sheet.desk.ledger
    ledger.note("session_ambiguous", written.filter(pl.col("candidates") > 1).drop("candidates"))
    ledger.note("mark_without_session", written.filter(pl.col("candidates").is_null()).drop("candidates"))
    return placed.drop_nulls("on_day").rename({"on_day": "session_id"})
