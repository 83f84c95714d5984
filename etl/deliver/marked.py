"""A file's own tables as a workbook, with the cells at fault in colour and the sentence as a comment."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.clean.pseudonyms import SEALED
from etl.marks import (
    COLOURS,
    MAX_COLUMN,
    MAX_ROW,
    NAME_LENGTH,
    Marks,
    find_worst,
    gather_marks,
    name_plainly,
    write_comment,
)
from etl.read.table import RawTable
from texts.catalogue import Language

_MAX_TEXT = 32_767


@dataclass(frozen=True)
class Marked:
    """A door copy with its findings (schemas.warehouse.Findings)."""

    raw: RawTable
    findings: pl.DataFrame


def mark_tables(tables: Sequence[Marked], *, language: Language = "nl") -> bytes:
    """The bytes of an XLSX with a sheet a table. People's cells are empty, and every text is a text: nothing
    in it is ever a formula or a link.
    """
    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(content, options) as workbook:
        heading = workbook.add_format({"bold": True, "bottom": 1})
        colours = {key: workbook.add_format({"bg_color": colour}) for key, colour in COLOURS.items()}
        for number, table in enumerate(tables, 1):
            sheet = workbook.add_worksheet(_name_sheet(table.raw, number=number, many=len(tables) > 1))
            _write_table(sheet, table, heading=heading, colours=colours, language=language)
    return content.getvalue()


def _name_sheet(raw: RawTable, *, number: int, many: bool) -> str:
    plain = name_plainly(raw.sheet or raw.file)
    return f"{plain[: NAME_LENGTH - 4]}~{number}" if many else plain[:NAME_LENGTH]


def _write_table(
    sheet: Worksheet, table: Marked, *, heading: Format, colours: Mapping[str, Format], language: Language
) -> None:
    marks = gather_marks(table.findings)
    top = min((int(table.raw.rows["row"].min() or 2)) - 1, MAX_ROW)  # type: ignore[arg-type]
    for column in table.raw.columns:
        sheet.write_string(max(top - 1, 0), column.position - 1, column.heading[:_MAX_TEXT], heading)
    written = {(max(top - 1, 0), column.position - 1): column.heading for column in table.raw.columns}
    written |= _write_cells(sheet, table.raw, marks=marks, colours=colours)
    for place, found in marks.items():
        if place not in written:
            sheet.write_blank(*place, None, colours[find_worst(found)])
        elif place[0] == max(top - 1, 0):
            sheet.write_string(*place, written[place][:_MAX_TEXT], colours[find_worst(found)])
        write_comment(sheet, place, found, language=language)
    sheet.freeze_panes(max(top, 1), 0)


def _write_cells(
    sheet: Worksheet,
    raw: RawTable,
    *,
    marks: Marks,
    colours: Mapping[str, Format],
) -> dict[tuple[int, int], str]:
    written: dict[tuple[int, int], str] = {}
    for record in raw.rows.iter_rows(named=True):
        row = record["row"] - 1
        for name, text in record.items():
            place = (row, int(name[1:]) - 1) if name != "row" else (row, MAX_COLUMN)
            if text is None or place[0] >= MAX_ROW or place[1] >= MAX_COLUMN or text.startswith(SEALED):
                continue
            colour = colours[find_worst(marks[place])] if place in marks else None
            sheet.write_string(*place, text[:_MAX_TEXT], colour)
            written[place] = text
    return written
