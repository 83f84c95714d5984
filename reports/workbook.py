"""Workbooks: a cover sheet that says what the table is, and the table itself."""

from io import BytesIO

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.bounds import spread_bounds
from reports.document import Document
from texts import Texts

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 60
_NARROWEST = 10


def write_workbook(document: Document, *, texts: Texts) -> bytes:
    """An XLSX file with a cover (title, finding, n, release, caution) and the table as numbers."""
    memory = BytesIO()
    # Text stays text: what looks like a formula or a link in a raw file never becomes one here.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(memory, options) as book:
        bold = book.add_format({"bold": True})
        title = book.add_format({"bold": True, "font_size": 14, "text_wrap": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _write_cover(book.add_worksheet(texts("frame.sheet_about")), document, title=title, wrapped=wrapped)
        table = spread_bounds(document.table, texts=texts)
        _write_rows(book.add_worksheet(texts("frame.sheet_table")), table, heading=bold)
    return memory.getvalue()


def _write_cover(sheet: Worksheet, document: Document, *, title: Format, wrapped: Format) -> None:
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, document.title, title)
    for row, line in enumerate((document.answer, *document.source, document.caution), start=2):
        sheet.write_string(row, 0, line, wrapped)


def _write_rows(sheet: Worksheet, table: pl.DataFrame, *, heading: Format) -> None:
    sheet.freeze_panes(1, 1)
    for place, name in enumerate(table.columns):
        sheet.write_string(0, place, name, heading)
        sheet.set_column(place, place, _width(name, table[name]))
        sheet.write_column(1, place, ["" if value is None else value for value in table[name]])


def _width(name: str, column: pl.Series) -> int:
    longest = max((len(str(value)) for value in column.head(200)), default=0)
    return min(max(len(name), longest, _NARROWEST), _WIDEST) + 2
