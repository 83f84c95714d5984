"""Writes text to CSV and workbooks the way tools do, the same bytes for the same content."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import polars as pl
import xlsxwriter

_MADE = datetime(2023, 6, 30, 12, 0)


def write_text_table(
    frame: pl.DataFrame, path: Path, *, delimiter: str = ",", encoding: str = "utf-8", quoted: bool = False
) -> None:
    """`frame` as CSV with headings and Windows line ends."""
    style: Literal["always", "necessary"] = "always" if quoted else "necessary"
    text = frame.write_csv(None, separator=delimiter, line_terminator="\r\n", quote_style=style)
    write_bytes(path, text.encode(encoding))


def write_bytes(path: Path, content: bytes) -> None:
    """`content` at `path`; makes the folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_workbook(
    frame: pl.DataFrame, path: Path, *, sheet: str, above: Sequence[Sequence[object]] = ()
) -> None:
    """`frame` as a workbook with one sheet; `above` are rows on top of the headings.

    Columns of dates and moments become Excel dates, numbers become numbers.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    book.set_properties({"created": _MADE, "title": sheet})
    formats: dict[type, Any] = {
        date: book.add_format({"num_format": "dd/mm/yyyy"}),
        datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"}),
    }
    page = book.add_worksheet(sheet)
    for number, row in enumerate([*above, frame.columns, *frame.iter_rows()]):
        _write_row(page, number, row, formats)
    book.close()


def _write_row(
    page: xlsxwriter.worksheet.Worksheet, number: int, row: Sequence[object], formats: dict[type, Any]
) -> None:
    for place, value in enumerate(row):
        if isinstance(value, date):
            page.write_datetime(number, place, value, formats[type(value)])
        elif isinstance(value, int | float):
            page.write_number(number, place, value)
        elif value is not None:
            page.write_string(number, place, str(value))
