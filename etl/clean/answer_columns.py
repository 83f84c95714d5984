"""Reads the answers in the columns of a survey, and notes what is no possible answer."""

import math
from dataclasses import replace
from functools import partial

import polars as pl

from etl.clean.answers import Reader, list_labels, make_reader, read_several, read_tick
from etl.clean.desk import Desk
from etl.clean.items import ItemColumn
from etl.clean.matching import find_nearest, quote_value, suggest
from etl.clean.places import add_words, place_cells
from etl.read.table import Column, RawTable
from schemas.codebook import Instrument

ANSWERS = {"row": pl.Int64, "item_id": pl.String, "value": pl.Float64}


def read_column(
    raw: RawTable, rows: pl.DataFrame, match: ItemColumn, *, instrument: Instrument, desk: Desk
) -> pl.DataFrame:
    """The answers in one column of `raw`, for the submissions in `rows`; what is no possible answer
    is noted.

    Returns: `row`, `item_id`, `value`, one row an answer.
    """
    item, answer_set = match.target.item, instrument.answer_set(match.target.item)
    reader = make_reader(item, answer_set, labels=match.column.labels, own=match.own)
    texts = rows.select("row", pl.col(match.column.key).alias("value")).drop_nulls()
    known = list_labels(answer_set)
    if item.kind == "multiple" and match.target.option is None:
        return _read_joined(raw, texts, match, reader=reader, known=known, desk=desk)
    option = match.target.option
    if option is not None:
        reader = replace(reader, low=0, high=1)
    read = reader.read if option is None else partial(read_tick, reader=reader, code=option.code)
    meanings = {text: read(text) for text in texts["value"].unique().to_list()}
    _note_unread(raw, texts, match.column, meanings=meanings, reader=reader, known=known, desk=desk)
    return _name_item(_replace(texts, meanings), _name_stored(match))


def _name_item(values: pl.DataFrame, item_id: str) -> pl.DataFrame:
    return values.select("row", pl.lit(item_id).alias("item_id"), "value")


def _name_stored(match: ItemColumn) -> str:
    """A retrospective item is stored under the item that it looks back on."""
    item, option = match.target.item, match.target.option
    base = item.retrospective_of or item.id
    return base if option is None else f"{base}.{option.code}"


def _replace(texts: pl.DataFrame, meanings: dict[str, float | None]) -> pl.DataFrame:
    told = {text: value for text, value in meanings.items() if value is not None and not math.isnan(value)}
    values = pl.Series(list(told.values()), dtype=pl.Float64)
    if not told:
        return texts.clear().with_columns(pl.col("value").cast(pl.Float64))
    read = pl.col("value").replace_strict(list(told), values, default=None, return_dtype=pl.Float64)
    return texts.with_columns(read).drop_nulls("value")


def _note_unread(
    raw: RawTable,
    texts: pl.DataFrame,
    column: Column,
    *,
    meanings: dict[str, float | None],
    reader: Reader,
    known: list[str],
    desk: Desk,
) -> None:
    unread = [text for text, value in meanings.items() if value is None]
    for check, is_number in (("code_outside_scale", True), ("label_unknown", False)):
        wrong = [text for text in unread if reader.is_number(text) == is_number]
        if wrong:
            words = {text: _say(text, known=[] if is_number else known) for text in wrong}
            cells = place_cells(texts.filter(pl.col("value").is_in(wrong)), raw=raw, column=column)
            desk.ledger.note(check, add_words(cells, words).drop("value"), low=reader.low, high=reader.high)


def _say(text: str, *, known: list[str]) -> dict[str, str]:
    nearest = find_nearest(text, known=known)
    return {**quote_value(text, nearest=nearest), **suggest(nearest)}


def _read_joined(
    raw: RawTable, texts: pl.DataFrame, match: ItemColumn, *, reader: Reader, known: list[str], desk: Desk
) -> pl.DataFrame:
    """Several answers in one cell: each option gets a 1 or a 0 for whoever answered the question."""
    read = {text: read_several(text, reader=reader) for text in texts["value"].unique().to_list()}
    failed: dict[str, float | None] = {text: None for text, (_, unknown) in read.items() if unknown}
    _note_unread(raw, texts, match.column, meanings=failed, reader=reader, known=known, desk=desk)
    answered = {text: codes for text, (codes, _) in read.items() if codes}
    parts = []
    for code in sorted(reader.codes or ()):
        ticked: dict[str, float | None] = {text: float(code in codes) for text, codes in answered.items()}
        parts.append(_name_item(_replace(texts, ticked), f"{match.target.item.id}.{code}"))
    return pl.concat([pl.DataFrame(schema=ANSWERS), *parts])


def fill_unticked(answers: pl.DataFrame, matched: tuple[ItemColumn, ...]) -> pl.DataFrame:
    """`answers` with a 0 for each option without an answer of whoever answered another option of the
    same item: many tools leave an unticked option empty.
    """
    options: dict[str, list[str]] = {}
    for match in matched:
        if match.target.option is not None:
            options.setdefault(match.target.item.id, []).append(match.target.id)
    return pl.concat([answers, *(_find_unticked(answers, ids) for ids in options.values())])


def _find_unticked(answers: pl.DataFrame, option_ids: list[str]) -> pl.DataFrame:
    given = answers.filter(pl.col("item_id").is_in(option_ids))
    people = given.select("row", "stored_wave").unique(maintain_order=True)
    every = people.join(pl.DataFrame({"item_id": option_ids}), how="cross")
    empty = every.join(given, on=["row", "item_id"], how="anti")
    return empty.with_columns(pl.lit(0.0).alias("value")).select(answers.columns)
