"""Reads CSV: any delimiter, any of the usual encodings, quoted line ends, ragged rows."""

import csv
import io
from collections.abc import Iterator
from itertools import islice

import polars as pl

from etl.read.sniffing import decode_text, sniff_delimiter
from etl.read.table import UnreadableFileError

# Records turned to columns at a time: bounds the memory that Python strings take.
_BATCH = 20_000


def read_delimited(
    content: bytes, *, encoding: str | None = None, delimiter: str | None = None
) -> tuple[pl.DataFrame, pl.Series]:
    """The records of a CSV file: all cells as text (`c1`…), and the number of fields of each record.

    Raises:
        UnreadableFileError: `file_unreadable` (no text), `file_empty`, `file_truncated` (cut off in
            the last record).
    """
    text = decode_text(content, encoding=encoding)
    if not text.strip():
        raise UnreadableFileError("file_empty")
    cells, widths = _collect(text, delimiter or sniff_delimiter(text))
    _refuse_truncated(text, widths)
    return cells, widths


def _collect(text: str, delimiter: str) -> tuple[pl.DataFrame, pl.Series]:
    batches: list[pl.DataFrame] = []
    widths: list[int] = []
    for batch in _read_batches(text, delimiter):
        widths.extend(map(len, batch))
        batches.append(_to_columns(batch))
    return pl.concat(batches, how="diagonal"), pl.Series("width", widths, dtype=pl.Int64)


def _read_batches(text: str, delimiter: str) -> Iterator[list[list[str]]]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, strict=_is_strict(text, delimiter)
    )
    while batch := list(islice(reader, _BATCH)):
        yield batch


def _is_strict(text: str, delimiter: str) -> bool:
    """Whether the text keeps to the rules for quotes; raises if it ends inside a quoted field."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as fault:
        if "unexpected end of data" in str(fault):
            raise UnreadableFileError("file_truncated") from None
        return False
    return True


def _to_columns(batch: list[list[str]]) -> pl.DataFrame:
    width = max(map(len, batch))
    padded = (record + [""] * (width - len(record)) for record in batch)
    columns = zip(*padded, strict=True)
    return pl.DataFrame(
        {f"c{n}": pl.Series(column, dtype=pl.String) for n, column in enumerate(columns, 1)},
        height=len(batch),
    )


def _refuse_truncated(text: str, widths: pl.Series) -> None:
    """A last record that stops half-way, without a line end, is a file that was cut off."""
    usual = widths.filter(widths > 0)
    if len(usual) > 1 and not text.endswith(("\n", "\r")) and usual[-1] < usual[0]:
        raise UnreadableFileError("file_truncated")
