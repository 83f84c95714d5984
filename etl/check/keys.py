"""Checks that a register says everything once."""

from collections.abc import Sequence

import polars as pl

from etl.check.ledger import Ledger


def find_repeats(rows: pl.DataFrame, *, keys: Sequence[str]) -> pl.DataFrame:
    """The rows whose key (folded for case) stands in an earlier row too, with `first` that row's number.

    A null key field is a key of its own; `first_*` are the fields of the first row.
    """
    folded = [pl.col(key).cast(pl.String).str.to_lowercase().alias(f"key_{key}") for key in keys]
    keyed = rows.filter(pl.all_horizontal(pl.col(list(keys)).is_not_null())).with_columns(folded)
    over = [f"key_{key}" for key in keys]
    first = keyed.with_columns(
        pl.int_range(pl.len()).over(over).alias("turn"), pl.col("row").first().over(over).alias("first")
    )
    return first.filter(pl.col("turn") > 0).drop("turn", *over)


def check_keys(rows: pl.DataFrame, *, keys: Sequence[str], ledger: Ledger) -> pl.DataFrame:
    """`rows` without those that repeat an earlier one (`key_twice`)."""
    repeats = find_repeats(rows, keys=keys)
    ledger.note("key_twice", repeats.select("file", "sheet", "row", "first"))
    return ledger.drop_refused(rows)


def check_one_trajectory(partnerships: pl.DataFrame, *, ledger: Ledger) -> pl.DataFrame:
    """`partnerships` without rows that put one in a second trajectory, or that repeat an earlier row."""
    first = partnerships.with_columns(
        pl.col("trajectory_id").first().over(pl.col("partnership_id").str.to_lowercase()).alias("was")
    )
    repeats = find_repeats(first, keys=["partnership_id"])
    moved = pl.col("trajectory_id") != pl.col("was")
    places = ["file", "sheet", "row", "first"]
    ledger.note("partnership_in_two_trajectories", repeats.filter(moved).select(places))
    ledger.note("key_twice", repeats.filter(~moved).select(places))
    return ledger.drop_refused(partnerships)
