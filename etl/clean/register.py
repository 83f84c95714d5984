"""Cleans a register, or any table with a fixed list of fields, cell by cell."""

import polars as pl

from etl.check.widths import check_widths
from etl.clean.columns import Found, find_fields
from etl.clean.desk import Desk
from etl.clean.fields import FIELDS, MARKS, TEXT, TYPES, Field
from etl.clean.matching import find_nearest, quote_value, suggest
from etl.clean.places import add_words, place_cells
from etl.clean.reading import Meanings, read_meanings
from etl.clean.spellings import spell_field
from etl.read.table import Column, RawTable
from schemas.programme import Source
from texts import LANGUAGES, texts_in

# What is found when a cell means nothing: for a cell that the row can do without, and one that it needs.
_UNREADABLE = ("value_unreadable", "value_needed_unreadable")
_UNKNOWN = ("category_unknown", "category_needed_unknown")
_CHECKS = {
    **dict.fromkeys(("date", "moment", "number", "whole", "yes_no"), _UNREADABLE),
    "wave": ("wave_unknown", "wave_unknown"),
    "partnership": ("partnership_unknown", "partnership_needed_unknown"),
    "school": ("school_unknown", "school_unknown"),
    "leader": ("leader_unknown", "leader_unknown"),
    "mark": ("mark_unknown", "mark_needed_unknown"),
}
_EXPECTED = {"date": "date", "moment": "date", "number": "number", "whole": "whole", "yes_no": "yes_no"}


def clean_table(raw: RawTable, *, table: str, source: Source, desk: Desk) -> pl.DataFrame:
    """The rows of `raw` that were not refused, as fields of `table`.

    Returns: `file`, `sheet`, `row`, and every field of FIELDS[table] in the warehouse's type (null
    where the file has no such column or the cell was refused).
    """
    check_widths(raw, ledger=desk.ledger)
    found = find_fields(raw, table=table, source=source, ledger=desk.ledger)
    values = {place.field.name: read_field(raw, place, desk=desk) for place in found}
    cleaned = raw.rows.select(
        pl.lit(raw.file).alias("file"),
        pl.lit(raw.sheet, dtype=pl.String).alias("sheet"),
        "row",
        *(_fill(field, values) for field in FIELDS[table]),
    )
    return desk.ledger.drop_refused(cleaned)


def _fill(field: Field, values: dict[str, pl.Series]) -> pl.Expr:
    empty = pl.lit(None, dtype=TYPES.get(field.kind, TEXT))
    return pl.lit(values[field.name]).alias(field.name) if field.name in values else empty.alias(field.name)


def read_field(raw: RawTable, place: Found, *, desk: Desk) -> pl.Series:
    """The cells of one field of `raw`, in the field's type; what cannot be read is noted and null."""
    column, dtype = place.column, TYPES.get(place.field.kind, TEXT)
    texts = raw.rows[column.key] if column else _repeat(place.constant, raw.rows.height)
    distinct = texts.drop_nulls().unique(maintain_order=True).to_list()
    values = map_texts(texts, read_meanings(distinct, place=place, desk=desk), dtype=dtype)
    if column is not None:
        _note_unreadable(raw, column, place=place, unread=texts.is_not_null() & values.is_null(), desk=desk)
        _note_missing(raw, column, needed=place.field.needed, desk=desk)
    return values


def _repeat(text: str | None, times: int) -> pl.Series:
    return pl.Series([text] * times, dtype=pl.String)


def map_texts(texts: pl.Series, meanings: Meanings, *, dtype: pl.DataType) -> pl.Series:
    """`texts` replaced by what they mean; null stays null."""
    if not meanings:
        return pl.Series(texts.name, [None] * len(texts), dtype=dtype)
    return texts.replace_strict(
        list(meanings), pl.Series(list(meanings.values()), dtype=dtype), default=None, return_dtype=dtype
    )


def _note_missing(raw: RawTable, column: Column, *, needed: bool, desk: Desk) -> None:
    if needed:
        rows = raw.rows.filter(pl.col(column.key).is_null()).select("row")
        desk.ledger.note("value_missing", place_cells(rows, raw=raw, column=column))


def _note_unreadable(raw: RawTable, column: Column, *, place: Found, unread: pl.Series, desk: Desk) -> None:
    failed = raw.rows.select("row", pl.col(column.key).alias("value")).filter(unread)
    if failed.is_empty():
        return
    check = _CHECKS.get(place.field.kind, _UNKNOWN)[1 if place.field.needed else 0]
    known = _list_known(place, desk=desk)
    words = {text: _say(text, field=place.field, known=known) for text in failed["value"].unique().to_list()}
    cells = add_words(place_cells(failed, raw=raw, column=column), words)
    desk.ledger.note(check, cells.drop("value"))


def _list_known(place: Found, *, desk: Desk) -> list[str]:
    if place.field.kind == "mark":
        return [*place.source.marks, *(spelling for spellings in MARKS.values() for spelling in spellings)]
    if place.field.kind in _CHECKS:
        return []
    return list(spell_field(place.field, table=place.table, source=place.source, programme=desk.programme))


def _say(text: str, *, field: Field, known: list[str]) -> dict[str, str]:
    """The words about a value that means nothing; sentences about identifiers do not use them."""
    nearest = find_nearest(text, known=known) if known else None
    return {**quote_value(text, nearest=nearest), **suggest(nearest), **_say_expected(field)}


def _say_expected(field: Field) -> dict[str, str]:
    key = f"checks.expected_{_EXPECTED.get(field.kind, 'number')}"
    return {f"expected_{language}": texts_in(language)(key) for language in LANGUAGES}
