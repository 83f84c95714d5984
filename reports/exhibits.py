"""Findings as the typesetter gets them: words, a vector picture, and tables that fit the page."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import polars as pl

from reports.cells import is_number, write_cells
from reports.content import Exhibit
from reports.picture.svg import WIDTH, draw_svg
from texts import Texts

_TEXT_PT = 482.0
_HIGHEST_PT = 560.0
_MOST_COLUMNS = 8
_FIRST_WIDTH = 2.4
_WORD_WIDTH = 1.5


class UntoldFigureError(ValueError):
    """A picture without words: who cannot see it would get nothing."""


def say_once(exhibits: Iterable[Exhibit]) -> Iterator[Exhibit]:
    """The exhibits; how to read them stands with the first of those read alike."""
    said: set[str] = set()
    for exhibit in exhibits:
        yield replace(exhibit, how_to_read="") if exhibit.how_to_read in said else exhibit
        said.add(exhibit.how_to_read)


def describe_exhibit(exhibit: Exhibit, *, texts: Texts) -> dict[str, Any]:
    """One finding.

    Raises:
        UntoldFigureError: for a figure that has no sentence to stand for it.
    """
    if exhibit.picture is not None and not exhibit.answer.strip():
        raise UntoldFigureError(exhibit.question)
    return {
        "question": exhibit.question,
        "answer": exhibit.answer,
        "svg": None if exhibit.picture is None else draw_svg(exhibit.picture),
        "width": 1.0 if exhibit.picture is None else _fit(exhibit.picture["layout"]["height"]),
        "alt": exhibit.answer.replace("**", ""),
        "how": exhibit.how_to_read,
        "source": exhibit.source,
        "tables": [
            describe_table(part, texts=texts) for part in split_table(exhibit.table.select(exhibit.on_paper))
        ],
        "caution": exhibit.caution,
        "methods": exhibit.methods,
    }


def split_table(table: pl.DataFrame) -> list[pl.DataFrame]:
    """`table` in parts that fit the page, each with its first column; empty columns are left out."""
    kept = [column.name for column in table if not _is_empty(column)]
    if not kept:
        return []
    first, *others = kept
    parts = -(-len(others) // (_MOST_COLUMNS - 1)) or 1
    size = -(-len(others) // parts) or 1
    return [table.select(first, *others[start : start + size]) for start in range(0, size * parts, size)]


def _is_empty(column: pl.Series) -> bool:
    if column.dtype == pl.String:
        return not any(column.drop_nulls())
    return column.null_count() == column.len()


def describe_table(table: pl.DataFrame, *, texts: Texts) -> dict[str, Any]:
    """Heads, cells as they are written, and how wide each column is."""
    columns = [write_cells(column, texts=texts) for column in table]
    numeric = [is_number(column) for column in table]
    widths = [_FIRST_WIDTH if place == 0 else _width(column) for place, column in enumerate(table)]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return {"heads": table.columns, "numeric": numeric, "widths": widths, "rows": rows}


def _width(column: pl.Series) -> float:
    if is_number(column):
        return 1.0
    longest = max((len(str(value)) for value in column), default=0)
    return _WORD_WIDTH if longest < 30 else _WORD_WIDTH * 2


def _fit(height_px: float) -> float:
    """Which part of the page's width a figure takes, so that it is never higher than a page."""
    return round(min(1.0, _HIGHEST_PT / (height_px * _TEXT_PT / WIDTH)), 3)
