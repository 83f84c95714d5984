"""Reads a sheet of an XLSX workbook, with its rows and columns where the reader sees them."""

import io
import zipfile
from zipfile import BadZipFile

import fastexcel
import openpyxl
import polars as pl

from etl.read.table import UnreadableFileError


def read_workbook(content: bytes, *, sheet: str | None = None) -> tuple[pl.DataFrame, str]:
    """All cells of `sheet` (the first one if not named) as text, `c1` = column A, and its name.

    Dates come as `2022-03-01 00:00:00`, numbers as `4` or `4.5`.

    Raises:
        UnreadableFileError: `file_unreadable`, `file_empty`, or `sheet_missing`.
    """
    _refuse_broken(content)
    try:
        workbook = fastexcel.read_excel(content)
        name = _choose_sheet(workbook.sheet_names, sheet)
        cells = workbook.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except fastexcel.FastExcelError:
        raise UnreadableFileError("file_unreadable") from None
    if cells.is_empty() or cells.width == 0:
        raise UnreadableFileError("file_empty")
    return _place_columns(cells, offset=_find_offset(content, name, cells)), name


def _refuse_broken(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            broken = archive.testzip() is not None
            is_workbook = "xl/workbook.xml" in archive.namelist()
    except (BadZipFile, OSError, EOFError, ValueError):
        raise UnreadableFileError("file_truncated") from None
    if broken:
        raise UnreadableFileError("file_truncated")
    if not is_workbook:
        raise UnreadableFileError("file_wrong_type", found="zip")


def _choose_sheet(names: list[str], wanted: str | None) -> str:
    if wanted is None:
        return names[0]
    if wanted not in names:
        raise UnreadableFileError("sheet_missing", wanted=wanted, found=", ".join(names))
    return wanted


def _find_offset(content: bytes, name: str, cells: pl.DataFrame) -> int:
    """How many empty columns stand left of the first used one: the fast reader leaves them out."""
    first = next((n for n, row in enumerate(cells.iter_rows()) if any(row)), 0)
    seen = next(n for n, value in enumerate(cells.row(first)) if value)
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    try:
        for row in workbook[name].iter_rows(min_row=first + 1, max_row=first + 1, values_only=True):
            return next((n for n, value in enumerate(row) if value not in (None, "")), seen) - seen
    finally:
        workbook.close()
    return 0


def _place_columns(cells: pl.DataFrame, *, offset: int) -> pl.DataFrame:
    renamed = cells.rename({old: f"c{n + offset}" for n, old in enumerate(cells.columns, 1)})
    left = [pl.lit("").alias(f"c{n}") for n in range(1, offset + 1)]
    return renamed.select(*left, pl.all())
