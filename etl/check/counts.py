"""Counts every row of every file: what was read is loaded or refused, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from etl.check.ledger import Ledger
from etl.read.source import SourceFile
from etl.read.table import RawTable
from schemas.table import empty_frame
from schemas.warehouse import Intake


class RowsLostError(AssertionError):
    """Rows that were neither loaded nor refused: a fault of the program, never of the data."""


@dataclass
class Tally:
    """The rows read of each file, by file name, and the format it turned out to have."""

    rows_read: dict[str, int] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)

    def count(self, raw: RawTable) -> None:
        """Remember how many rows `raw` has."""
        self.rows_read[raw.file] = raw.rows.height
        self.formats[raw.file] = raw.format


def count_rows(
    files: Iterable[SourceFile],
    *,
    hashes: dict[str, str],
    tally: Tally,
    loaded: Iterable[pl.DataFrame],
    ledger: Ledger,
) -> pl.DataFrame:
    """The table of source files (schemas.warehouse.Intake). `loaded` are the cleaned rows of all
    files, with `file` and `row`.

    Raises:
        RowsLostError: if rows read differ from rows loaded + rows refused in any file.
    """
    kept = _count_loaded(loaded)
    records = [_count_file(file, hashes, tally, kept=kept.get(file.name, 0), ledger=ledger) for file in files]
    intake = pl.DataFrame(records, schema=empty_frame(Intake).schema)
    lost = intake.filter(pl.col("rows_read") != pl.col("rows_loaded") + pl.col("rows_refused"))
    if lost.height:
        raise RowsLostError(str(lost.to_dicts()))
    return intake


def _count_loaded(frames: Iterable[pl.DataFrame]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for frame in frames:
        rows = frame.select("file", "row").drop_nulls().unique().group_by("file").len()
        counts |= dict(rows.iter_rows())
    return counts


def _count_file(
    file: SourceFile, hashes: dict[str, str], tally: Tally, *, kept: int, ledger: Ledger
) -> dict[str, object]:
    read = tally.rows_read.get(file.name, 0)
    refused = read if ledger.is_refused(file.name) else len(ledger.refused_rows.get(file.name, ()))
    return {
        "source_id": file.source.id,
        "file": file.name,
        "sha256": hashes[file.name],
        "format": tally.formats.get(file.name, file.source.format or "unknown"),
        "rows_read": read,
        "rows_loaded": kept,
        "rows_refused": refused,
    }
