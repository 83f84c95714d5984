"""Reads CSV: any delimiter, any of the usual encodings, quoted line ends, ragged rows."""

import csv
import io
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
        UnreadableFileError: `file_unreadable` (no text, or an endless cell), `file_empty`,
            `file_truncated` (cut off in the last record).
    """
    text = decode_text(content, encoding=encoding)
    if not text.strip():
        raise UnreadableFileError("file_empty")
    try:
        cells, widths = _parse(text, delimiter or sniff_delimiter(text))
    except csv.Error:
        # A cell of more than 128 KB: no export has one, a file of another kind does.
        raise UnreadableFileError("file_unreadable") from None
    _refuse_truncated(text, widths)
    return cells, widths


def _parse(text: str, delimiter: str) -> tuple[pl.DataFrame, pl.Series]:
    """By the rules for quotes, or if the text breaks these elsewhere than at its end, without them."""
    try:
        return _collect(text, delimiter, strict=True)
    except csv.Error as fault:
        if "unexpected end of data" in str(fault):
            raise UnreadableFileError("file_truncated") from None
    return _collect(text, delimiter, strict=False)


def _collect(text: str, delimiter: str, *, strict: bool) -> tuple[pl.DataFrame, pl.Series]:
    batches: list[pl.DataFrame] = []
    widths: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    while batch := list(islice(reader, _BATCH)):
        widths.extend(map(len, batch))
        batches.append(_to_columns(batch))
    return pl.concat(batches, how="diagonal"), pl.Series("width", widths, dtype=pl.Int64)


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
