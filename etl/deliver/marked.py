"""A file's own tables as a workbook, with the cells at fault in colour and the sentence as a comment."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from etl.clean.pseudonyms import SEALED
from etl.read.table import RawTable
from texts.catalogue import Language

COLOURS = {"error": "#F4B8A8", "warning": "#FBE3A2"}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_NAME_LENGTH = 31
_MAX_ROW, _MAX_COLUMN, _MAX_TEXT = 1_048_576, 16_384, 32_767
_SENTENCE_LENGTH = 4_000


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
    plain = _FORBIDDEN.sub("_", raw.sheet or raw.file.rsplit("/", maxsplit=1)[-1]) or "_"
    return f"{plain[: _NAME_LENGTH - 4]}~{number}" if many else plain[:_NAME_LENGTH]


def _write_table(
    sheet: Worksheet, table: Marked, *, heading: Format, colours: Mapping[str, Format], language: Language
) -> None:
    marks = _gather(table.findings)
    top = min((int(table.raw.rows["row"].min() or 2)) - 1, _MAX_ROW)  # type: ignore[arg-type]
    for column in table.raw.columns:
        sheet.write_string(max(top - 1, 0), column.position - 1, column.heading[:_MAX_TEXT], heading)
    written = {(max(top - 1, 0), column.position - 1): column.heading for column in table.raw.columns}
    written |= _write_cells(sheet, table.raw, marks=marks, colours=colours)
    for place, found in marks.items():
        if place not in written:
            sheet.write_blank(*place, None, colours[_find_worst(found)])
        elif place[0] == max(top - 1, 0):
            sheet.write_string(*place, written[place][:_MAX_TEXT], colours[_find_worst(found)])
        sentences = "\n".join(str(finding[f"sentence_{language}"]) for finding in found)
        sheet.write_comment(*place, sentences[:_SENTENCE_LENGTH], {"x_scale": 3, "y_scale": 2})
    sheet.freeze_panes(max(top, 1), 0)


def _gather(findings: pl.DataFrame) -> dict[tuple[int, int], list[dict[str, object]]]:
    """The findings of each cell; those about a whole row are at column A, about a whole column in row 1."""
    cells: dict[tuple[int, int], list[dict[str, object]]] = {}
    for finding in findings.iter_rows(named=True):
        place = ((finding["row"] or 1) - 1, (finding["position"] or 1) - 1)
        if place[0] < _MAX_ROW and place[1] < _MAX_COLUMN:
            cells.setdefault(place, []).append(finding)
    return cells


def _write_cells(
    sheet: Worksheet,
    raw: RawTable,
    *,
    marks: Mapping[tuple[int, int], list[dict[str, object]]],
    colours: Mapping[str, Format],
) -> dict[tuple[int, int], str]:
    written: dict[tuple[int, int], str] = {}
    for record in raw.rows.iter_rows(named=True):
        row = record["row"] - 1
        for name, text in record.items():
            place = (row, int(name[1:]) - 1) if name != "row" else (row, _MAX_COLUMN)
            if text is None or place[0] >= _MAX_ROW or place[1] >= _MAX_COLUMN or text.startswith(SEALED):
                continue
            colour = colours[_find_worst(marks[place])] if place in marks else None
            sheet.write_string(*place, text[:_MAX_TEXT], colour)
            written[place] = text
    return written


def _find_worst(found: Sequence[Mapping[str, object]]) -> str:
    return min(str(finding["severity"]) for finding in found)
