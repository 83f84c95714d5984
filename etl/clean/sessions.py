"""Cleans the register of sessions."""

import polars as pl

from etl.check.dates import check_within_programme
from etl.check.keys import check_keys
from etl.check.ownership import refuse_others
from etl.clean.desk import Desk
from etl.clean.fields import KEYS
from etl.clean.partnerships import find_only_trajectory
from etl.clean.places import RawFiles
from etl.clean.registers import clean_all
from texts import LANGUAGES, texts_in


def clean_sessions(files: RawFiles, *, partnerships: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """The sessions that were not refused: the fields of FIELDS["sessions"] with their places.

    A session of a partnership is in the trajectory of that partnership; without either the row is
    refused, and so is one with hours that no day can have.
    """
    rows = check_keys(
        clean_all(files, table="sessions", desk=desk), keys=KEYS["sessions"], ledger=desk.ledger
    )
    check_within_programme(rows, field="held_on", programme=desk.programme, ledger=desk.ledger, early=True)
    rows = _check_hours(rows, desk=desk)
    owners = partnerships.select("partnership_id", pl.col("trajectory_id").alias("owner"))
    tied = rows.join(owners, on="partnership_id", how="left", maintain_order="left").with_columns(
        pl.coalesce("owner", "trajectory_id", find_only_trajectory(desk)).alias("trajectory_id")
    )
    lost = tied.filter(pl.col("trajectory_id").is_null()).with_columns(pl.lit("trajectory_id").alias("field"))
    desk.ledger.note("value_missing", lost.select("file", "sheet", "row", "field"))
    kept = desk.ledger.drop_refused(tied.drop("owner"))
    return refuse_others(kept, owners=desk.owners, ledger=desk.ledger)


def _check_hours(rows: pl.DataFrame, *, desk: Desk) -> pl.DataFrame:
    impossible = rows.filter((pl.col("hours") <= 0) | (pl.col("hours") > 24))
    expected = {f"expected_{lang}": texts_in(lang)("checks.expected_hours") for lang in LANGUAGES}
    cells = impossible.select(
        "file", "sheet", "row", pl.lit("hours").alias("field"), pl.format("“{}”", "hours").alias("quoted")
    )
    desk.ledger.note("value_needed_unreadable", cells, **expected)
    return desk.ledger.drop_refused(rows)
