"""Findings as a workbook: a list of all, and for each file a sheet that marks the cells at fault."""

import io
from collections.abc import Mapping

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.marks import COLOURS, NAME_LENGTH, find_worst, gather_marks, name_plainly, write_comment
from texts import Texts, texts_in
from texts.catalogue import Language

_COLUMNS = ("check", "severity", "file", "sheet", "row", "column", "sentence")
_WIDTHS = (24, 14, 34, 14, 8, 36, 110)


def make_workbook(findings: pl.DataFrame, *, language: Language = "nl") -> bytes:
    """The findings (schemas.warehouse.Findings) as the bytes of an XLSX file.

    The sheet of a file has its layout but none of its content: a coloured cell with the finding as a
    comment stands where the cell at fault stands in the file. Findings about a whole row mark column
    A, those about a whole column row 1; those about the whole file stand in the list only.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as workbook:
        texts = texts_in(language)
        bold = workbook.add_format({"bold": True, "bottom": 1})
        wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        _write_list(
            workbook.add_worksheet(texts("checks.book_all")), findings, texts=texts, bold=bold, wrap=wrap
        )
        colours = {key: workbook.add_format({"bg_color": colour}) for key, colour in COLOURS.items()}
        for name, part in _name_sheets(findings, taken=texts("checks.book_all")).items():
            _mark_cells(workbook.add_worksheet(name), part, texts=texts, colours=colours)
    return content.getvalue()


def _write_list(
    sheet: Worksheet, findings: pl.DataFrame, *, texts: Texts, bold: Format, wrap: Format
) -> None:
    for position, (name, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(position, position, width, wrap)
        sheet.write_string(0, position, texts(f"checks.book_{name}"), bold)
    for number, finding in enumerate(findings.iter_rows(named=True), 1):
        for position, name in enumerate(_COLUMNS):
            sheet.write(number, position, _show(finding, name, texts=texts))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(findings.height, 1), len(_COLUMNS) - 1)


def _show(finding: Mapping[str, object], name: str, *, texts: Texts) -> object:
    if name == "severity":
        return texts(f"checks.book_{finding[name]}")
    return finding[f"sentence_{texts.language}" if name == "sentence" else name]


def _name_sheets(findings: pl.DataFrame, *, taken: str) -> dict[str, pl.DataFrame]:
    """The findings of each file and sheet, under a sheet name that Excel accepts."""
    placed = findings.filter(
        pl.col("file").is_not_null() & (pl.col("row").is_not_null() | pl.col("position").is_not_null())
    )
    named: dict[str, pl.DataFrame] = {}
    used = {taken.casefold()}
    for (file, _), part in placed.group_by("file", "sheet", maintain_order=True):
        name = _choose_name(str(file), used)
        used.add(name.casefold())
        named[name] = part
    return named


def _choose_name(file: str, used: set[str]) -> str:
    plain = name_plainly(file)[:NAME_LENGTH]
    names = [plain, *(f"{plain[: NAME_LENGTH - 4]}~{n}" for n in range(2, 1000))]
    return next(name for name in names if name.casefold() not in used)


def _mark_cells(
    sheet: Worksheet, findings: pl.DataFrame, *, texts: Texts, colours: Mapping[str, Format]
) -> None:
    """Colour each cell at fault; several findings on one cell share a comment."""
    for place, found in gather_marks(findings).items():
        sheet.write_blank(*place, None, colours[find_worst(found)])
        write_comment(sheet, place, found, language=texts.language)
