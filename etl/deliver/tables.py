"""The tables in a file that was handed in: a workbook has one a sheet, any other file just one."""

import io
import zipfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

import fastexcel
import openpyxl

from etl.deliver.safety import DoorError
from etl.read.source import SourceFile, read_content
from etl.read.table import RawTable, UnreadableFileError
from schemas.programme import Source

_FAULTS = {"file_empty": "empty", "file_truncated": "broken", "file_protected": "password"}
_FORMULA_MARKS = (b"<f>", b"<f ")


@dataclass
class Book:
    """A file that may be read. Each way to read it (heading row, encoding) is read once."""

    name: str
    kind: str
    content: bytes = field(repr=False)
    read: dict[tuple[object, ...], RawTable] = field(default_factory=dict, repr=False)

    def list_sheets(self) -> list[str | None]:
        """The names of its sheets; of a file that has none, just None.

        Raises:
            DoorError: if the workbook cannot be opened.
        """
        if self.kind != "xlsx":
            return [None]
        try:
            return list(fastexcel.read_excel(self.content).sheet_names)
        except fastexcel.FastExcelError:
            raise DoorError("deliver.fault_broken") from None

    def read_as(self, source: Source, *, sheet: str | None) -> RawTable:
        """A table of the file, read the way that a source is.

        Raises:
            DoorError: if it cannot be read so.
        """
        way = (sheet, source.header_row, source.encoding, source.delimiter)
        if way not in self.read:
            like = source.model_copy(update={"format": None, "sheet": sheet})
            file = SourceFile(like, Path(self.name), self.name)
            try:
                self.read[way] = read_content(self.content, file=file)
            except UnreadableFileError as fault:
                raise DoorError(f"deliver.fault_{_FAULTS.get(fault.check, 'broken')}") from None
        return replace(self.read[way], file=self.name)

    def count_formulas(self, sheet: str | None) -> dict[int, tuple[int, int]]:
        """By column number: cells with a formula, and how many of these have no saved value."""
        if self.kind != "xlsx" or sheet is None or not self._has_formulas():
            return {}
        formulas = self._list_cells(sheet, values=False)
        saved = self._list_cells(sheet, values=True)
        counts = Counter(column for _, column in formulas)
        empty = Counter(column for row, column in formulas if (row, column) not in saved)
        return {column: (n, empty[column]) for column, n in sorted(counts.items())}

    def _has_formulas(self) -> bool:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            sheets = (name for name in archive.namelist() if name.startswith("xl/worksheets/"))
            return any(any(mark in archive.read(name) for mark in _FORMULA_MARKS) for name in sheets)

    def _list_cells(self, sheet: str, *, values: bool) -> set[tuple[int, int]]:
        """The places with a formula; or, by `values`, those with a value."""
        book = openpyxl.load_workbook(io.BytesIO(self.content), read_only=True, data_only=values)
        try:
            cells = (cell for row in book[sheet].iter_rows() for cell in row if cell.value is not None)
            return {(cell.row, cell.column) for cell in cells if values or cell.data_type == "f"}
        finally:
            book.close()
