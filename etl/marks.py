"""How findings are marked in a workbook: at which cell, in which colour, with which comment."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from xlsxwriter.worksheet import Worksheet

from texts.catalogue import Language

COLOURS = {"error": "#F4B8A8", "warning": "#FBE3A2"}
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""What a sheet of Excel can hold; Excel repairs a file with more."""
NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_COMMENT = 4_000

Found = Sequence[Mapping[str, Any]]
Marks = dict[tuple[int, int], list[dict[str, Any]]]


def name_plainly(file: str) -> str:
    """The name of a file without its folder, in signs that the name of a sheet may have."""
    return _FORBIDDEN.sub("_", file.rsplit("/", maxsplit=1)[-1]) or "_"


def gather_marks(findings: pl.DataFrame) -> Marks:
    """The findings of each cell (row and column, from 0): what is about a whole row stands at column A,
    what is about a whole column in row 1.
    """
    cells: Marks = {}
    for finding in findings.iter_rows(named=True):
        place = ((finding["row"] or 1) - 1, (finding["position"] or 1) - 1)
        if place[0] < MAX_ROW and place[1] < MAX_COLUMN:
            cells.setdefault(place, []).append(finding)
    return cells


def find_worst(found: Found) -> str:
    """The gravest severity of some findings: the key of its colour."""
    return min(str(finding["severity"]) for finding in found)


def write_comment(sheet: Worksheet, place: tuple[int, int], found: Found, *, language: Language) -> None:
    """Tells the findings of a cell in one comment."""
    sentences = "\n".join(str(finding[f"sentence_{language}"]) for finding in found)
    sheet.write_comment(*place, sentences[:_LONGEST_COMMENT], {"x_scale": 3, "y_scale": 2})
