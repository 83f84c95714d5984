"""Columns of numbers of which some are told as a bound: one column on the screen, two in a file.

Such a column holds a number and its code (`schemas.release.Statements.coded`) together, as a struct; its
field says which kind of number. A column without bounds is a plain one.
"""

from typing import Any

import polars as pl

from texts import Texts
from texts.numbers import is_bound, write_bound

LEVEL, PERCENT, CODE = "level", "percent", "coded"


def bounded(value: pl.Expr, coded: pl.Expr, *, percent: bool) -> pl.Expr:
    """A column of `value` with its code; `percent`: a bound is then beyond its number, and never at it."""
    field = PERCENT if percent else LEVEL
    return pl.struct(value.alias(field), coded.cast(pl.Int64).alias(CODE))


def is_bounded(column: pl.Series) -> bool:
    """Whether `column` holds numbers with their codes."""
    return column.dtype == pl.Struct


def read_numbers(column: pl.Series) -> pl.Series:
    """The numbers alone, under the name of the column."""
    return column.struct.unnest().to_series(0).alias(column.name)


def drop_codes(table: pl.DataFrame) -> pl.DataFrame:
    """`table` with those columns plain in which nothing is a bound."""
    plain = [read_numbers(column) for column in table if is_bounded(column) and not _has_bound(column)]
    return table.with_columns(plain)


def write_bounds(column: pl.Series, numbers: list[str], *, texts: Texts) -> list[str]:
    """The `numbers` of `column` as they are written, each with its sign where it is a bound: `≤ 1,5`."""
    strict = _field_of(column) == PERCENT
    codes = column.struct.field(CODE)
    return [
        write_bound(number, code, strict=strict, texts=texts)
        for number, code in zip(numbers, codes, strict=True)
    ]


def spread_bounds(table: pl.DataFrame, *, texts: Texts) -> pl.DataFrame:
    """`table` for a file: beside each column with bounds one of codes, whose heading says what they mean."""
    columns: list[pl.Series] = []
    for column in table:
        if not is_bounded(column):
            columns.append(column)
            continue
        heading = texts("numbers.column_bound", column=column.name)
        columns += [read_numbers(column), column.struct.field(CODE).alias(heading)]
    return pl.DataFrame(columns)


def _has_bound(column: pl.Series) -> bool:
    return any(is_bound(code) for code in column.struct.field(CODE))


def _field_of(column: pl.Series) -> str:
    dtype: Any = column.dtype
    return str(dtype.fields[0].name)
