"""Reads the cells of a field: each distinct text once, by the kind of the field."""

from collections.abc import Callable
from datetime import datetime

from etl.clean.columns import Found, name_in_full
from etl.clean.dates import read_dates
from etl.clean.desk import Desk
from etl.clean.labels import make_label_id, tidy_identifier, tidy_label
from etl.clean.matching import fold_keys
from etl.clean.numbers import read_numbers, read_yes_no
from etl.clean.pseudonyms import name_persons
from etl.clean.spellings import spell_field, spell_marks, spell_objectives, spell_waves
from etl.read.folding import fold_identifier, fold_text
from schemas.programme import Source

OTHER_GOAL = "other"
Meanings = dict[str, object]
"""What each distinct text means; None if it means nothing that the field can hold."""


def read_meanings(texts: list[str], *, place: Found, desk: Desk) -> Meanings:
    """The meaning of each text of a field, after the source's own `values`."""
    reader = _READERS.get(place.field.kind)
    if reader is None:
        known = spell_field(place.field, table=place.table, source=place.source, programme=desk.programme)
        return {text: known.get(fold_text(text)) for text in texts}
    own = fold_keys(name_in_full(place.source.values).get(place.field.name, {}))
    swapped = {text: own.get(fold_text(text), text) for text in texts}
    meanings = reader(list(dict.fromkeys(swapped.values())), place.source, desk)
    return {text: meanings[swap] for text, swap in swapped.items()}


def _read_days(texts: list[str], source: Source, desk: Desk) -> Meanings:  # noqa: ARG001
    moments = read_dates(texts, date_format=source.date_format)
    return {text: moment.date() if isinstance(moment, datetime) else None for text, moment in moments.items()}


def _read_whole(texts: list[str], source: Source, desk: Desk) -> Meanings:  # noqa: ARG001
    numbers = read_numbers(texts, decimal=source.decimal)
    return {text: int(n) if n is not None and n.is_integer() else None for text, n in numbers.items()}


def _read_leaders(texts: list[str], source: Source, desk: Desk) -> Meanings:  # noqa: ARG001
    known = desk.roster.leaders
    named = name_persons(texts, secret=desk.secret)
    return {text: name if known is None or name in known else None for text, name in named.items()}


def _read_partnerships(texts: list[str], source: Source, desk: Desk) -> Meanings:  # noqa: ARG001
    known = desk.roster.partnerships
    if known is None:
        return {text: make_label_id(text) for text in texts}
    return {text: known.get(fold_identifier(text)) for text in texts}


def _read_schools(texts: list[str], source: Source, desk: Desk) -> Meanings:  # noqa: ARG001
    known = desk.roster.schools
    if known is None:
        return {text: tidy_identifier(text) for text in texts}
    return {text: known.get(fold_identifier(text)) for text in texts}


def _read_goals(texts: list[str], source: Source, desk: Desk) -> Meanings:  # noqa: ARG001
    """A goal is one of the programme's objectives or `other`: its words may be a person's own."""
    known = spell_objectives(desk.programme)
    return {text: known.get(fold_text(text), OTHER_GOAL) for text in texts}


_READERS: dict[str, Callable[[list[str], Source, Desk], Meanings]] = {
    "identifier": lambda texts, _source, _desk: {text: tidy_identifier(text) for text in texts},
    "text": lambda texts, _source, _desk: {text: tidy_label(text) for text in texts},
    "postcode": lambda texts, _source, _desk: {
        text: tidy_identifier(text).upper().removeprefix("B-") for text in texts
    },
    "person": lambda texts, _source, desk: {**name_persons(texts, secret=desk.secret)},
    "date": _read_days,
    "moment": lambda texts, source, _desk: {**read_dates(texts, date_format=source.date_format)},
    "wave": lambda texts, source, _desk: {text: spell_waves(source).get(fold_text(text)) for text in texts},
    "number": lambda texts, source, _desk: {**read_numbers(texts, decimal=source.decimal)},
    "whole": _read_whole,
    "yes_no": lambda texts, _source, _desk: {text: read_yes_no(text) for text in texts},
    "leader": _read_leaders,
    "partnership": _read_partnerships,
    "school": _read_schools,
    "goal": _read_goals,
    "mark": lambda texts, source, _desk: {text: spell_marks(source).get(fold_text(text)) for text in texts},
}
