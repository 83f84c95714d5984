"""Finds the column of each field in a file, by the heading that the configuration gives or by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from etl.check.ledger import Ledger
from etl.check.repeated_columns import choose_column, find_columns
from etl.clean.fields import FIELDS, SHORT_NAMES, Field
from etl.clean.matching import find_nearest, suggest
from etl.read.table import Column, RawTable
from schemas.programme import Source

Value = TypeVar("Value")


@dataclass(frozen=True)
class Found:
    """Where a field of a table stands: in a column, or nowhere but the same `constant` in every row."""

    field: Field
    table: str
    source: Source
    column: Column | None
    constant: str | None


def name_in_full(mapping: Mapping[str, Value]) -> dict[str, Value]:
    """A mapping by field, with short names (`leader`) written in full (`leader_id`)."""
    return {SHORT_NAMES.get(name, name): value for name, value in mapping.items()}


def find_fields(raw: RawTable, *, table: str, source: Source, ledger: Ledger) -> tuple[Found, ...]:
    """Where each field of `table` stands in the file; those that stand nowhere are left out.

    A needed field that stands nowhere refuses the file (`column_missing`), and so does a heading
    that the configuration names but the file does not have, or has twice (`heading_twice`).
    """
    headings, constants = name_in_full(source.columns), name_in_full(source.constants)
    found = []
    for field in FIELDS[table]:
        heading = headings.get(field.name, field.name)
        column = choose_column(heading, raw, ledger=ledger)
        constant = constants.get(field.name, field.default)
        if column is not None:
            ledger.remember_column(
                file=raw.file, name=field.name, heading=column.heading, position=column.position
            )
        if column is not None or constant is not None:
            found.append(Found(field, table, source, column, None if column else constant))
        elif field.needed or field.name in headings:
            report_missing(field.name, heading=heading, raw=raw, ledger=ledger)
    return tuple(found)


def report_missing(name: str, *, heading: str, raw: RawTable, ledger: Ledger) -> None:
    """Refuse the file for lack of a column, naming the heading that comes nearest.

    A file that has the heading twice was refused for that already.
    """
    if find_columns(heading, raw.columns):
        return
    nearest = find_nearest(heading, known=[column.heading for column in raw.columns])
    ledger.note_once(
        "column_missing", file=raw.file, wanted=heading, field=name, sheet=raw.sheet, **suggest(nearest)
    )
