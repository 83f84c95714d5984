"""Checks that each row of a CSV has as many fields as its heading row."""

import polars as pl

from etl.check.ledger import Ledger
from etl.read.table import RawTable


def check_widths(raw: RawTable, *, ledger: Ledger) -> None:
    """Refuse rows with more fields than there are columns (`row_too_long`: the values may have
    shifted), and note those with fewer (`row_too_short`).
    """
    if raw.widths is None:
        return
    expected = max(column.position for column in raw.columns)
    rows = pl.DataFrame(
        {"row": raw.rows["row"], "found": raw.widths}, schema={"row": pl.Int64, "found": pl.Int64}
    ).with_columns(pl.lit(raw.file).alias("file"))
    spilled = _find_spilled(raw, expected=expected)
    ledger.note("row_too_long", rows.filter(spilled), expected=expected)
    ledger.note("row_too_short", rows.filter(pl.col("found") < expected), expected=expected)


def _find_spilled(raw: RawTable, *, expected: int) -> pl.Series:
    """Rows with text past the last heading; empty fields there are only stray delimiters."""
    beyond = [name for name in raw.rows.columns if name != "row" and int(name[1:]) > expected]
    if not beyond:
        return pl.Series([False] * raw.rows.height, dtype=pl.Boolean)
    return raw.rows.select(pl.any_horizontal(pl.col(beyond).is_not_null())).to_series()
