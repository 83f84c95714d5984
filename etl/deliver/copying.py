"""The door copy of a table: pseudonyms for people, and only the columns that its source uses."""

from collections.abc import Iterable, Iterator

import polars as pl

from etl.check.ledger import Ledger
from etl.check.repeated_columns import find_columns
from etl.clean.answers import list_labels, make_reader, read_several, read_tick
from etl.clean.columns import name_in_full
from etl.clean.fields import FIELDS, Field
from etl.clean.items import ItemColumn, match_items
from etl.clean.matching import find_nearest, quote_value
from etl.clean.pseudonyms import seal_person
from etl.clean.reading import OTHER_GOAL
from etl.clean.session_columns import reads_as_mark
from etl.clean.spellings import spell_objectives
from etl.clean.surveys import complete_source
from etl.deliver.recognise import Known, is_session, name_table
from etl.read.folding import fold_text
from etl.read.table import Column, RawTable
from schemas.codebook import Instrument
from schemas.programme import Programme, Source

UNREPEATED = "(…)"
"""Stands for words that are no answer: they may be a name or a remark, and say nothing that is needed."""
PERSONS = ("person", "leader")
_MOSTLY = 0.5


def copy_table(raw: RawTable, *, source: Source, known: Known, secret: bytes) -> RawTable:
    """`raw` with each person sealed and every cell that `source` does not use left out.

    Rows, columns and headings stay where they are, so that findings point into the file itself.
    """
    keep = dict(_keep_fields(raw, source=source, known=known, secret=secret))
    if source.kind == "survey":
        keep |= dict(_keep_items(raw, source=source, known=known, keep=keep))
    if source.kind == "attendance" and source.layout == "wide":
        keep |= dict(_keep_marks(raw, source=source, known=known, keep=keep))
    headed = {column.key for column in raw.columns}
    cells = [keep.get(name, _leave_out(name, headed=headed)) for name in raw.rows.columns if name != "row"]
    return RawTable(
        file=raw.file,
        sheet=raw.sheet,
        format=raw.format,
        columns=tuple(column if column.key in keep else _forget(column) for column in raw.columns),
        rows=raw.rows.select("row", *cells),
        widths=raw.widths,
    )


def list_persons(raw: RawTable, *, source: Source, known: Known) -> list[Column]:
    """The columns that name people."""
    return [column for field, column in _list_fields(raw, source, known) if field.kind in PERSONS]


def _leave_out(name: str, *, headed: set[str]) -> pl.Expr:
    """Nothing of a column that is not used; of one without a heading only that something stood there."""
    if name in headed:
        return pl.lit(None, dtype=pl.String).alias(name)
    return pl.when(pl.col(name).is_not_null()).then(pl.lit(UNREPEATED)).alias(name)


def _forget(column: Column) -> Column:
    return Column(position=column.position, heading=column.heading, names=column.names)


def _list_fields(raw: RawTable, source: Source, known: Known) -> Iterator[tuple[Field, Column]]:
    complete = complete_source(source) if source.kind == "survey" else source
    headings = name_in_full(complete.columns)
    for field in FIELDS[name_table(source, known=known)]:
        for column in find_columns(headings.get(field.name, field.name), raw.columns):
            yield field, column


def _keep_fields(
    raw: RawTable, *, source: Source, known: Known, secret: bytes
) -> Iterator[tuple[str, pl.Expr]]:
    # People last: a column that is two things at once is a person's above all.
    fields = sorted(_list_fields(raw, source, known), key=lambda pair: pair[0].kind in PERSONS)
    for field, column in fields:
        texts = raw.rows[column.key].drop_nulls().unique().to_list()
        if field.kind in PERSONS:
            yield column.key, _swap(column, {text: seal_person(text, secret=secret) for text in texts})
        elif field.kind == "goal":
            yield column.key, _swap(column, _name_goals(texts, source, known.configuration.programme))
        else:
            yield column.key, pl.col(column.key)


def _name_goals(texts: Iterable[str], source: Source, programme: Programme) -> dict[str, str]:
    own = name_in_full(source.values).get("goal", {})
    known = {fold_text(text) for text in own} | spell_objectives(programme).keys()
    return {text: text if fold_text(text) in known else OTHER_GOAL for text in texts}


def _keep_items(
    raw: RawTable, *, source: Source, known: Known, keep: dict[str, pl.Expr]
) -> Iterator[tuple[str, pl.Expr]]:
    instrument = next(i for i in known.configuration.instruments if i.id == source.instrument)
    for match in match_items(raw, source=source, instrument=instrument, ledger=Ledger()):
        if match.column.key not in keep:
            texts = raw.rows[match.column.key].drop_nulls().unique().to_list()
            hidden = [text for text in texts if not _may_stand(text, match, instrument=instrument)]
            yield match.column.key, _swap(match.column, dict.fromkeys(hidden, UNREPEATED))


def _may_stand(text: str, match: ItemColumn, *, instrument: Instrument) -> bool:
    """Whether a cell holds an answer, or something that a finding would quote."""
    item, option = match.target.item, match.target.option
    answers = instrument.answer_set(item)
    reader = make_reader(item, answers, labels=match.column.labels, own=match.own)
    if option is not None and read_tick(text, reader=reader, code=option.code) is not None:
        return True
    if reader.read(text) is not None or not read_several(text, reader=reader)[1]:
        return True
    nearest = find_nearest(text, known=list_labels(answers))
    return text in quote_value(text, nearest=nearest)["quoted_nl"]


def _keep_marks(
    raw: RawTable, *, source: Source, known: Known, keep: dict[str, pl.Expr]
) -> Iterator[tuple[str, pl.Expr]]:
    """The columns of sessions, and of what is mostly marks under a heading that is none."""
    for column in raw.columns:
        filled = raw.rows[column.key].drop_nulls().to_list()
        marks = [text for text in filled if reads_as_mark(text, source=source)]
        if column.key in keep or not (is_session(column, source=source, known=known) or marks):
            continue
        hidden = {text for text in filled if not reads_as_mark(text, source=source) and len(text) > 2}
        if is_session(column, source=source, known=known) or len(marks) >= _MOSTLY * len(filled):
            yield column.key, _swap(column, dict.fromkeys(hidden, UNREPEATED))


def _swap(column: Column, others: dict[str, str]) -> pl.Expr:
    return pl.col(column.key).replace(others) if others else pl.col(column.key)
