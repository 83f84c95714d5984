"""Where something stood: the file, sheet, row and column of cells, for findings to name."""

from collections.abc import Sequence

import polars as pl

from etl.read.table import Column, RawTable
from schemas.programme import Source

RawFiles = Sequence[tuple[Source, RawTable]]
"""The files of one table, each with its source."""
PLACES: dict[str, pl.DataType] = {"file": pl.String(), "sheet": pl.String(), "row": pl.Int64()}
"""The columns that say where a cleaned row stood."""


def place_rows(rows: pl.DataFrame, *, raw: RawTable) -> pl.DataFrame:
    """`rows` (column `row`, and whatever a sentence names) with file and sheet."""
    return rows.with_columns(
        pl.lit(raw.file).alias("file"), pl.lit(raw.sheet, dtype=pl.String).alias("sheet")
    )


def place_cells(rows: pl.DataFrame, *, raw: RawTable, column: Column) -> pl.DataFrame:
    """`rows` as cells of one column of `raw`."""
    return place_rows(rows, raw=raw).with_columns(
        pl.lit(column.heading).alias("column"), pl.lit(column.position, dtype=pl.Int64).alias("position")
    )


def add_words(cells: pl.DataFrame, words: dict[str, dict[str, str]], *, by: str = "value") -> pl.DataFrame:
    """`cells` with the words that findings say about each distinct value of the column `by`."""
    if cells.is_empty():
        return cells
    table = pl.DataFrame([{by: value, **said} for value, said in words.items()])
    return cells.join(table, on=by, how="left", maintain_order="left")
