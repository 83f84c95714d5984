"""Checks that dates lie within the programme, and that nobody stops before starting."""

from datetime import date, timedelta

import polars as pl

from etl.check.ledger import Ledger
from schemas.programme import Programme

# Registration opens before a programme starts.
_BEFORE = timedelta(days=183)


def check_within_programme(
    rows: pl.DataFrame, *, field: str, programme: Programme, ledger: Ledger, early: bool = False
) -> None:
    """Note dates of `field` outside the programme (`date_outside_programme`); they are kept.

    A wave that closes later (a follow-up) stretches the programme's end; `early` allows for what
    happens in the half year before the start.
    """
    starts = programme.starts - (_BEFORE if early else timedelta())
    ends = max(programme.ends, *(w.closes for w in programme.waves if w.closes), programme.ends)
    outside = rows.filter(~pl.col(field).cast(pl.Date).is_between(starts, ends))
    cells = outside.select("file", "sheet", "row", pl.lit(field).alias("field"), quote_day(field))
    ledger.note("date_outside_programme", cells, starts=write_day(starts), ends=write_day(ends))


def quote_day(field: str) -> pl.Expr:
    """The date of `field` as a sentence writes it: 1/9/2021."""
    return pl.col(field).dt.strftime("%-d/%-m/%Y").alias("quoted")


def write_day(day: date) -> str:
    """`day` as a sentence writes it: 1/9/2021."""
    return f"{day.day}/{day.month}/{day.year}"


def check_stay(rows: pl.DataFrame, *, ledger: Ledger) -> pl.DataFrame:
    """`rows` with `stopped_on` emptied where it is before `started_on` (`stay_reversed`)."""
    reversed_ = pl.col("stopped_on") < pl.col("started_on")
    wrong = rows.filter(reversed_).select(
        "file", "sheet", "row", pl.lit("stopped_on").alias("field"), quote_day("stopped_on")
    )
    ledger.note("stay_reversed", wrong)
    return rows.with_columns(
        pl.when(~reversed_.fill_null(value=False)).then("stopped_on").alias("stopped_on")
    )
