"""The interim measurement as Microsoft Forms exports it: a workbook, questions as headings, labels."""

from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.dirt import Ledger, Spoiler, mistype, widen_spaces
from etl.demo.labels import list_columns, write_labels
from etl.demo.sheets import write_workbook
from etl.demo.world import World
from schemas.codebook import Item

FILE = "bevragingen/tussenmeting_forms.xlsx"
_PERSON = "Wat is je deelnemersnummer?"


def export_forms(
    world: World, items: list[Item], raw: Path, ledger: Ledger, rng: np.random.Generator
) -> None:
    """The interim measurement, with its dirt; people typed their own number."""
    columns = list_columns(items, world.instrument)
    headings = {name: item.wording.nl for name, item in columns} | {"leader": _PERSON}
    frame = write_labels(world.surveys["between"], columns, world.instrument)
    spoiler = Spoiler(frame, FILE, 2, ledger, rng, headings)
    _spoil(spoiler, [name for name, item in columns if item.kind == "likert"])
    numbers = [name for name, item in columns if item.kind == "number"]
    written = spoiler.frame.with_columns(pl.col(numbers).cast(pl.Int64))
    write_workbook(_arrange(written, columns, headings), raw / FILE, sheet="Sheet1")


def _arrange(frame: pl.DataFrame, columns: list[tuple[str, Item]], headings: dict[str, str]) -> pl.DataFrame:
    done = pl.col("answered_at")
    return frame.select(
        pl.int_range(1, pl.len() + 1).alias("Id"),
        (done - pl.duration(minutes=9)).alias("Begintijd"),
        done.alias("Voltooiingstijd"),
        pl.lit("anonymous").alias("E-mail"),
        pl.lit(None, dtype=pl.String).alias("Naam"),
        pl.col("leader").alias(_PERSON),
        *(pl.col(name).alias(headings[name]) for name, _ in columns),
    )


def _spoil(spoiler: Spoiler, rated: list[str]) -> None:
    for column in (rated[0], rated[4], rated[-1]):
        spoiler.change("label_unknown", column, spoiler.pick_filled(column, 1), mistype)
    wide = rated[2]
    spoiler.change("no_break_space", wide, spoiler.pick_filled(wide, 6), widen_spaces)
    spoiler.change("number_respelled", "leader", spoiler.pick(6), lambda number: f" {number.lower()} ")
