"""Tables as HTML that a screen reader walks through: caption, column headings, numbers to the right.

Streamlit's own table writes numbers the English way; this one writes them as the language does.
"""

from collections.abc import Sequence
from html import escape

import polars as pl

from reports.bounds import is_bounded, read_numbers, write_bounds
from texts import Texts

_DECIMALS = (0, 1, 2)


def write_table(
    frame: pl.DataFrame, *, caption: str, texts: Texts, links: Sequence[str] | None = None
) -> str:
    """`frame` as an HTML table; the first column heads its row. Everything in it is escaped.

    `links` are addresses for what heads each row.
    """
    columns = [_write_column(frame[name], texts=texts) for name in frame.columns]
    if links is not None:
        columns[0] = [_link(cell, to=to) for cell, to in zip(columns[0], links, strict=True)]
    numeric = [column.dtype.is_numeric() or is_bounded(column) for column in frame]
    heads = "".join(_head(name, number=number) for name, number in zip(frame.columns, numeric, strict=True))
    rows = "".join(_row(cells, numeric=numeric) for cells in zip(*columns, strict=True))
    title = escape(caption)
    return (
        f'<div class="kompas-table" role="region" tabindex="0" aria-label="{title}">'
        f"<table><caption>{title}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def count_decimals(column: pl.Series) -> int:
    """The fewest decimals, at most two, that write every value of `column` in full."""
    if column.dtype.is_integer():
        return 0
    values = column.drop_nulls()
    return next((d for d in _DECIMALS if ((values.round(d) - values).abs() < 1e-9).all()), _DECIMALS[-1])


def _write_column(column: pl.Series, *, texts: Texts) -> list[str]:
    empty = texts("frame.no_value")
    if is_bounded(column):
        numbers = _write_column(read_numbers(column), texts=texts)
        return [escape(number) for number in write_bounds(column, numbers, texts=texts)]
    if not column.dtype.is_numeric():
        return [empty if value is None else escape(str(value)) for value in column]
    decimals = count_decimals(column)
    return [empty if value is None else texts.number(value, decimals) for value in column]


def _link(cell: str, *, to: str) -> str:
    return f'<a href="{escape(to)}">{cell}</a>'


def _head(name: str, *, number: bool) -> str:
    return f'<th scope="col"{_side(number)}>{escape(name)}</th>'


def _row(cells: tuple[str, ...], *, numeric: list[bool]) -> str:
    first, *others = cells
    written = "".join(
        f"<td{_side(number)}>{cell}</td>" for cell, number in zip(others, numeric[1:], strict=True)
    )
    return f'<tr><th scope="row"{_side(numeric[0])}>{first}</th>{written}</tr>'


def _side(number: bool) -> str:
    return ' class="number"' if number else ""
