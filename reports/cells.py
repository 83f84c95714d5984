"""The cells of a table as a reader's language writes them."""

import polars as pl

from reports.bounds import is_bounded, read_numbers, write_bounds
from texts import Texts

_DECIMALS = (0, 1, 2)


def write_cells(column: pl.Series, *, texts: Texts) -> list[str]:
    """Every value of `column` in words; bounds with their sign, a dash where there is nothing."""
    empty = texts("frame.no_value")
    if is_bounded(column):
        return write_bounds(column, write_cells(read_numbers(column), texts=texts), texts=texts)
    if not column.dtype.is_numeric():
        return [empty if value is None else str(value) for value in column]
    decimals = count_decimals(column)
    return [empty if value is None else texts.number(value, decimals) for value in column]


def is_number(column: pl.Series) -> bool:
    """Whether `column` holds numbers, perhaps with their bounds."""
    return column.dtype.is_numeric() or is_bounded(column)


def count_decimals(column: pl.Series) -> int:
    """The fewest decimals, at most two, that write every value of `column` in full."""
    if column.dtype.is_integer():
        return 0
    values = column.drop_nulls().to_list()
    fits = (d for d in _DECIMALS if all(abs(round(value, d) - value) < 1e-9 for value in values))
    return next(fits, _DECIMALS[-1])
