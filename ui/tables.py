"""Tables as HTML that a screen reader walks through: caption, column headings, numbers to the right.

Streamlit's own table writes numbers the English way; this one writes them as the language does.
"""

from collections.abc import Sequence
from html import escape

import polars as pl

from reports.cells import is_number, write_cells
from texts import Texts


def write_table(
    frame: pl.DataFrame,
    *,
    caption: str,
    texts: Texts,
    links: Sequence[str] | None = None,
    stacks: bool = False,
) -> str:
    """`frame` as an HTML table; the first column heads its row. Everything in it is escaped.

    `links` are addresses for what heads each row. A table that `stacks` becomes a list on a narrow screen: of
    each row what heads it, and below that the other cells, each with its heading.
    """
    columns = [[escape(cell) for cell in write_cells(frame[name], texts=texts)] for name in frame.columns]
    if links is not None:
        columns[0] = [_link(cell, to=to) for cell, to in zip(columns[0], links, strict=True)]
    numeric = [is_number(column) for column in frame]
    heads = "".join(_head(name, number=number) for name, number in zip(frame.columns, numeric, strict=True))
    names = [f' data-heading="{escape(name)}"' if stacks else "" for name in frame.columns]
    rows = "".join(_row(cells, numeric=numeric, names=names) for cells in zip(*columns, strict=True))
    title, kind = escape(caption), "kompas-table kompas-stacks" if stacks else "kompas-table"
    return (
        f'<div class="{kind}" role="region" tabindex="0" aria-label="{title}">'
        f"<table><caption>{title}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _link(cell: str, *, to: str) -> str:
    return f'<a href="{escape(to)}">{cell}</a>'


def _head(name: str, *, number: bool) -> str:
    return f'<th scope="col"{_side(number)}>{escape(name)}</th>'


def _row(cells: tuple[str, ...], *, numeric: list[bool], names: list[str]) -> str:
    first, *others = cells
    written = "".join(
        f"<td{_side(number)}{name}>{cell}</td>"
        for cell, number, name in zip(others, numeric[1:], names[1:], strict=True)
    )
    return f'<tr><th scope="row"{_side(numeric[0])}>{first}</th>{written}</tr>'


def _side(number: bool) -> str:
    return ' class="number"' if number else ""
