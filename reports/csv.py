"""Tables as CSV that a spreadsheet of the reader's language opens without asking."""

import polars as pl
from polars import selectors

from reports.safety import disarm
from texts.catalogue import Language


def write_csv(table: pl.DataFrame, *, language: Language) -> bytes:
    """`table` as UTF-8 with a byte-order mark; in Dutch with semicolons and decimal commas."""
    dutch = language == "nl"
    safe = table.with_columns(selectors.string().map_elements(disarm, return_dtype=pl.String))
    text = safe.write_csv(separator=";" if dutch else ",", decimal_comma=dutch)
    return text.encode("utf-8-sig")
