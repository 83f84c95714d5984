"""Columns of the tables beside the charts: numbers as they are shown, and why one is missing."""

import polars as pl

from reports.bounds import bounded, drop_codes
from texts import Texts


def rounded(name: str, *, decimals: int = 1, coded: str | None = None) -> pl.Expr:
    """The column as it is written on the screen; `coded` names the column that says which are bounds."""
    number = pl.col(name).round(decimals)
    return number if coded is None else bounded(number, pl.col(coded), percent=False).alias(name)


def percents(name: str, *, coded: str | None = None) -> pl.Expr:
    """A share 0–1 as whole percent; `coded` names the column that says which are bounds."""
    number = (pl.col(name) * 100).round(0).cast(pl.Int64)
    return number if coded is None else bounded(number, pl.col(coded), percent=True).alias(name)


def make_table(frame: pl.DataFrame, *columns: pl.Expr) -> pl.DataFrame:
    """The columns of `frame` for a table; those without any bound as plain numbers."""
    return drop_codes(frame.select(*columns))


def note_of(*, texts: Texts) -> pl.Expr:
    """The status of each row in words; empty where the figure is shown."""
    hidden = ("withheld", "not_asked", "not_delivered", "not_estimable")
    words = {"shown": "", **{status: texts(f"charts.status_{status}") for status in hidden}}
    return pl.col("status").replace_strict(words, return_dtype=pl.String).alias(texts("results.column_note"))
