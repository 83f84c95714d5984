"""Ties leaders to the trajectory of their partnership, and derives partnerships where no register is."""

import polars as pl

from etl.check.partnerships import choose_trajectories
from etl.check.repeated_columns import find_columns
from etl.clean.columns import name_in_full
from etl.clean.desk import Desk
from etl.clean.labels import tidy_label
from etl.clean.places import PLACES, RawFiles
from etl.read.table import RawTable
from schemas.programme import Source


def tie_partnerships(leaders: pl.DataFrame, partnerships: pl.DataFrame, *, desk: Desk) -> pl.DataFrame:
    """Leaders in the trajectory of their partnership; without one, in their own or the only one."""
    facts = partnerships.select("partnership_id", pl.col("trajectory_id").alias("of_partnership"))
    joined = leaders.join(facts, on="partnership_id", how="left", maintain_order="left")
    return joined.with_columns(
        pl.coalesce("of_partnership", "trajectory_id", find_only_trajectory(desk)).alias("trajectory_id")
    ).drop("of_partnership")


def find_only_trajectory(desk: Desk) -> pl.Expr:
    """The trajectory of a programme that has just one, else null."""
    trajectories = desk.programme.trajectories
    return pl.lit(trajectories[0].id if len(trajectories) == 1 else None, dtype=pl.String)


def derive_partnerships(leaders: pl.DataFrame, labels: pl.DataFrame, *, desk: Desk) -> pl.DataFrame:
    """The partnerships that leaders name, as no register lists them: `partnership_id`,
    `trajectory_id`, `name`, and null places.
    """
    named = leaders.join(labels, on=["file", "row"], how="left", maintain_order="left")
    chosen = choose_trajectories(named.rename({"label": "name"}), ledger=desk.ledger)
    nowhere = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in PLACES.items()]
    return chosen.select(*nowhere, "partnership_id", "trajectory_id", "name")


def spell_labels(files: RawFiles) -> pl.DataFrame:
    """The `label` of the partnership of each row (`file`, `row`), as its file spells it."""
    empty = pl.DataFrame(schema={"file": pl.String, "row": pl.Int64, "label": pl.String})
    return pl.concat([empty, *(_spell_file(source, raw) for source, raw in files)])


def _spell_file(source: Source, raw: RawTable) -> pl.DataFrame:
    heading = name_in_full(source.columns).get("partnership_id", "partnership_id")
    column = next(iter(find_columns(heading, raw.columns)), None)
    constant = name_in_full(source.constants).get("partnership_id")
    texts = raw.rows[column.key] if column else pl.Series([constant] * raw.rows.height, dtype=pl.String)
    labels = {text: tidy_label(text) for text in texts.drop_nulls().unique().to_list()}
    tidied = texts.replace(labels) if labels else texts
    return pl.DataFrame({"row": raw.rows["row"], "label": tidied}).select(
        pl.lit(raw.file).alias("file"), "row", "label"
    )
