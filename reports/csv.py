"""Tables as CSV that a spreadsheet of the reader's language opens without asking."""

import polars as pl
from polars import selectors

from reports.bounds import spread_bounds
from reports.safety import disarm
from texts import texts_in
from texts.catalogue import Language


def write_csv(table: pl.DataFrame, *, language: Language) -> bytes:
    """`table` as UTF-8 with a byte-order mark; in Dutch with semicolons and decimal commas."""
    dutch = language == "nl"
    table = spread_bounds(table, texts=texts_in(language))
    whole = [name for name in table.columns if _is_whole(table[name])]
    safe = table.with_columns(
        selectors.string().map_elements(disarm, return_dtype=pl.String), pl.col(whole).cast(pl.Int64)
    )
    text = safe.write_csv(separator=";" if dutch else ",", decimal_comma=dutch)
    return text.encode("utf-8-sig")


def _is_whole(column: pl.Series) -> bool:
    """Whether `column` holds counts that happen to be floats: 118, not 118,0."""
    return column.dtype.is_float() and bool((column.drop_nulls() % 1 == 0).all())
