"""Reads the files of a source: finds them, sees what they are, and hands over tables of text."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.read.delimited import read_delimited
from etl.read.headings import find_header_row, is_qualtrics, name_columns
from etl.read.sniffing import sniff_kind
from etl.read.spss import read_spss
from etl.read.table import RawTable, UnreadableFileError
from etl.read.workbook import read_workbook
from schemas.programme import Source

_KINDS = {
    "csv": "text",
    "qualtrics": "text",
    "limesurvey": "text",
    "xlsx": "xlsx",
    "sav": "sav",
    "forms": "xlsx",
}


@dataclass(frozen=True)
class SourceFile:
    """A file of a source. `name` is its path under raw/, as findings name it."""

    source: Source
    path: Path
    name: str


def list_files(source: Source, *, raw: Path) -> tuple[SourceFile, ...]:
    """The files that `source.files` (a pattern under raw/) names, sorted; lock files left out."""
    found = sorted(path for path in raw.glob(source.files) if path.is_file() and not is_ignored(path))
    return tuple(SourceFile(source, path, path.relative_to(raw).as_posix()) for path in found)


def is_ignored(path: Path) -> bool:
    """Whether a file is no export: hidden, or the lock file of an open Office document."""
    return path.name.startswith((".", "~$"))


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_file(file: SourceFile) -> RawTable:
    """The text of `file`.

    Raises:
        UnreadableFileError: for an unreadable, empty, truncated, protected or wrongly typed file.
    """
    try:
        content = file.path.read_bytes()
    except OSError:
        raise UnreadableFileError("file_unreadable") from None
    return read_content(content, file=file)


def read_content(content: bytes, *, file: SourceFile) -> RawTable:
    """The text of `content`, the bytes of `file`; as `read_file`, but nothing needs to stand on the disk."""
    if not content:
        raise UnreadableFileError("file_empty")
    kind = _accept_kind(content, file.source)
    if kind == "sav":
        return _read_spss(content, file)
    return _read_grid(content, file, kind=kind)


def _accept_kind(content: bytes, source: Source) -> str:
    kind = sniff_kind(content)
    if kind == "ole":
        raise UnreadableFileError("file_protected")
    if source.format is not None and _KINDS[source.format] != kind and not _may_be_both(source, kind):
        raise UnreadableFileError("file_wrong_type", found=kind)
    return kind


def _may_be_both(source: Source, kind: str) -> bool:
    """LimeSurvey and Qualtrics also export workbooks."""
    return source.format in ("limesurvey", "qualtrics") and kind == "xlsx"


def _read_spss(content: bytes, file: SourceFile) -> RawTable:
    cells, columns = read_spss(content)
    rows = _number_rows(cells, first=1)
    return RawTable(file=file.name, sheet=None, format="sav", columns=columns, rows=_drop_empty(rows))


def _read_grid(content: bytes, file: SourceFile, *, kind: str) -> RawTable:
    source, sheet, widths = file.source, None, None
    if kind == "xlsx":
        cells, sheet = read_workbook(content, sheet=source.sheet)
    else:
        cells, widths = read_delimited(content, encoding=source.encoding, delimiter=source.delimiter)
    return _cut_headings(cells, file=file, kind=kind, sheet=sheet, widths=widths)


def _cut_headings(
    cells: pl.DataFrame, *, file: SourceFile, kind: str, sheet: str | None, widths: pl.Series | None
) -> RawTable:
    header = find_header_row(cells, header_row=file.source.header_row)
    qualtrics = is_qualtrics(cells, header_row=header)
    columns = name_columns(cells, header_row=header, qualtrics=qualtrics)
    if not columns:
        raise UnreadableFileError("file_empty")
    first = header + (3 if qualtrics else 1)
    rows = _number_rows(cells, first=1)
    if widths is not None:
        rows = rows.with_columns(widths.alias("width"))
    rows = _drop_empty(rows.slice(first - 1))
    return RawTable(
        file=file.name,
        sheet=sheet,
        format=_name_format(file.source, kind=kind, qualtrics=qualtrics),
        columns=columns,
        rows=rows.drop("width", strict=False),
        widths=rows["width"] if widths is not None else None,
    )


def _name_format(source: Source, *, kind: str, qualtrics: bool) -> str:
    if qualtrics:
        return "qualtrics"
    return source.format or ("csv" if kind == "text" else kind)


def _number_rows(cells: pl.DataFrame, *, first: int) -> pl.DataFrame:
    return cells.with_row_index("row", offset=first).with_columns(pl.col("row").cast(pl.Int64))


def _drop_empty(rows: pl.DataFrame) -> pl.DataFrame:
    """Cells of nothing but white space are empty, and rows of nothing but empty cells are no rows."""
    cells = pl.selectors.matches(r"^c\d+$")
    emptied = rows.with_columns(pl.when(cells.str.strip_chars() != "").then(cells))
    return emptied.filter(pl.any_horizontal(cells.is_not_null()))
