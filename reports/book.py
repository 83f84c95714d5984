"""The report as a workbook: a sheet a theme, numbers as numbers, and on each sheet whom it is about."""

from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.bounds import spread_bounds
from reports.content import Report, Sheet
from texts import Texts

_WIDEST, _NARROWEST = 60, 9
_LONGEST_NAME = 31
_TEXT_WIDTH = 80
_LINE_HEIGHT = 15.0
_A4 = 9


@dataclass(frozen=True)
class _Formats:
    title: Format
    bold: Format
    head: Format
    wrapped: Format
    muted: Format


def write_book(report: Report, *, texts: Texts) -> bytes:
    """An XLSX file with a cover, a sheet a theme, the columns in words and the codebook."""
    memory = BytesIO()
    # Text stays text: what looks like a formula or a link in a raw file never becomes one here.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    sheets = (
        *report.make_sheets(),
        Sheet(texts("reports.sheet_columns"), texts("reports.about_columns"), report.columns),
        Sheet(texts("reports.sheet_codebook"), texts("reports.about_codebook"), report.codebook),
    )
    with xlsxwriter.Workbook(memory, options) as book:
        book.set_properties({"title": report.title, "subject": report.whom, "created": report.made_at})
        formats = _make_formats(book)
        _write_cover(book.add_worksheet(texts("reports.sheet_about")), report, sheets, formats, texts=texts)
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name[:_LONGEST_NAME]), report, sheet, formats, texts=texts)
    return memory.getvalue()


def _make_formats(book: Any) -> _Formats:
    return _Formats(
        title=book.add_format({"bold": True, "font_size": 16, "font_color": "#0b5c8a"}),
        bold=book.add_format({"bold": True}),
        head=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        wrapped=book.add_format({"text_wrap": True, "valign": "top"}),
        muted=book.add_format({"font_color": "#4c5a68"}),
    )


def _write_cover(
    page: Worksheet, report: Report, sheets: tuple[Sheet, ...], formats: _Formats, *, texts: Texts
) -> None:
    page.set_column(0, 0, _TEXT_WIDTH)
    page.write_string(0, 0, report.title, formats.title)
    lines: list[tuple[str, Format]] = [
        (line, formats.wrapped)
        for line in (report.whom, report.reader, report.made, report.synthetic, report.lead)
        if line
    ]
    lines.append((texts("reports.sheets"), formats.bold))
    lines += [(f"{sheet.name}: {sheet.about}", formats.wrapped) for sheet in sheets]
    for name in ("caution", "method", "audit"):
        heading = "cautions" if name == "caution" else name
        lines.append((texts(f"reports.{heading}"), formats.bold))
        lines += [(line, formats.wrapped) for line in _split(getattr(report, name))]
    for row, (line, form) in enumerate(lines, start=1):
        page.write_string(row, 0, line, form)
        # Excel finds the height of a wrapped line by itself, LibreOffice does not.
        page.set_row(row, _LINE_HEIGHT * ceil(len(line) / (0.9 * _TEXT_WIDTH)))
    _set_paper(page)


def _split(text: str) -> list[str]:
    return [line.replace("**", "") for line in text.splitlines() if line]


def _write_sheet(page: Worksheet, report: Report, sheet: Sheet, formats: _Formats, *, texts: Texts) -> None:
    """Name, what it is about, whom and from which release; then the table, ready to filter."""
    table = spread_bounds(sheet.table, texts=texts)
    top = (sheet.about, *report.origin)
    page.write_string(0, 0, sheet.name, formats.title)
    for row, line in enumerate(top, start=1):
        page.write_string(row, 0, line, formats.muted)
    first = len(top) + 2
    for place, column in enumerate(table):
        page.write_string(first, place, column.name, formats.head)
        page.set_column(place, place, _width(column))
        _write_column(page, column, first=first + 1, place=place)
    page.freeze_panes(first + 1, 1)
    page.autofilter(first, 0, first + table.height, max(table.width - 1, 0))
    page.set_landscape()
    page.repeat_rows(first)
    _set_paper(page)


def _set_paper(page: Worksheet) -> None:
    """On paper all columns stand on one page, however many pages the rows take."""
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)


def _write_column(page: Worksheet, column: pl.Series, *, first: int, place: int) -> None:
    write = page.write_number if column.dtype.is_numeric() else page.write_string
    for row, value in enumerate(column, start=first):
        if value is not None:
            write(row, place, value)


def _width(column: pl.Series) -> int:
    longest = max((len(str(value)) for value in column.head(200)), default=0)
    # The words of a heading are bold, and a button of the filter stands on the last.
    word = max((len(part) for part in column.name.split()), default=0) + 2
    return min(max(longest, _NARROWEST, word, min(len(column.name), 18)), _WIDEST) + 2
