"""Finds the headings of a table: where they stand, and every name that a column has in its tool."""

import re

import polars as pl

from etl.read.table import Column

_IMPORT_ID = re.compile(r'"ImportId"\s*:\s*"([^"]*)"')
# "Q3. How …" and "Q3[SQ1]. How …": LimeSurvey's heading of code and question together.
_CODE_AND_TEXT = re.compile(r"^([A-Za-z][A-Za-z0-9_-]*(?:\[[^\]]*\])?)\.\s+(\S.*)$", re.DOTALL)
_TOP = 15


def find_header_row(cells: pl.DataFrame, *, header_row: int | None) -> int:
    """The number (from 1) of the row with headings: the first one with at least two filled cells.

    A single cell above the table is a title, not a heading.
    """
    if header_row is not None:
        return header_row
    filled = [sum(1 for value in row if (value or "").strip()) for row in cells.head(_TOP).iter_rows()]
    several = next((n for n, count in enumerate(filled, 1) if count > 1), None)
    return several or next((n for n, count in enumerate(filled, 1) if count), 1)


def is_qualtrics(cells: pl.DataFrame, *, header_row: int) -> bool:
    """Whether the second row under the headings holds Qualtrics' ImportIds."""
    if cells.height < header_row + 2:
        return False
    third = [value for value in cells.row(header_row + 1) if value]
    return bool(third) and all(_IMPORT_ID.search(value) for value in third)


def name_columns(cells: pl.DataFrame, *, header_row: int, qualtrics: bool) -> tuple[Column, ...]:
    """The columns that have a heading, with all their names."""
    if cells.height < header_row:
        return ()
    rows = [cells.row(header_row - 1 + n) for n in range(3 if qualtrics else 1)]
    return tuple(
        Column(position=n, heading=" ".join(names[0].split()), names=_spell(names))
        for n, names in enumerate(zip(*rows, strict=True), 1)
        if (names[0] or "").strip()
    )


def _spell(names: tuple[str | None, ...]) -> tuple[str, ...]:
    spelled = [name.strip() for name in names[:2] if name and name.strip()]
    both = _CODE_AND_TEXT.match(spelled[0])
    import_id = _IMPORT_ID.search(names[2] or "") if len(names) > 2 else None
    return (
        *spelled,
        *(both.groups() if both else ()),
        *((import_id.group(1),) if import_id else ()),
    )
