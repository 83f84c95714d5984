"""Columns of the tables beside the charts: numbers as they are shown, and why one is missing."""

import polars as pl

from texts import Texts


def rounded(name: str, *, decimals: int = 1) -> pl.Expr:
    """The column as it is written on the screen."""
    return pl.col(name).round(decimals)


def percents(name: str) -> pl.Expr:
    """A share 0–1 as whole percent."""
    return (pl.col(name) * 100).round(0).cast(pl.Int64)


def note_of(*, texts: Texts) -> pl.Expr:
    """The status of each row in words; empty where the figure is shown."""
    hidden = ("withheld", "not_asked", "not_delivered", "not_estimable")
    words = {"shown": "", **{status: texts(f"charts.status_{status}") for status in hidden}}
    return pl.col("status").replace_strict(words, return_dtype=pl.String).alias(texts("results.column_note"))
