"""The end measurement as LimeSurvey exports it: question codes as headings, full answers, all quoted."""

from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.dirt import Ledger, Spoiler, mistype, widen_spaces
from etl.demo.export_qualtrics import UNKNOWN_LEADER
from etl.demo.labels import list_columns, write_labels
from etl.demo.sheets import write_text_table
from etl.demo.world import World
from schemas.codebook import Item
from schemas.programme import Programme

FILE = "bevragingen/eindmeting_limesurvey.csv"
_SOURCE = "end"
_FIXED = {"leader": "token", "answered_at": "submitdate"}


def export_limesurvey(
    world: World, items: list[Item], raw: Path, ledger: Ledger, rng: np.random.Generator
) -> None:
    """The end measurement, with the questions that look back on the beginning, and its dirt."""
    columns = list_columns(items, world.instrument)
    headings = _name_columns(columns, world.programme)
    labelled = write_labels(world.surveys["end"], columns, world.instrument)
    frame = labelled.with_columns(pl.col("answered_at").dt.strftime("%Y-%m-%d %H:%M:%S"))
    spoiler = Spoiler(frame, FILE, 2, ledger, rng, headings | _FIXED)
    _spoil(spoiler, columns)
    written = _arrange(spoiler.frame, columns, headings)
    write_text_table(written, raw / FILE, encoding="utf-8-sig", quoted=True)


def _name_columns(columns: list[tuple[str, Item]], programme: Programme) -> dict[str, str]:
    """The question code of each column: in the codebook, or with the source for options."""
    options = next(source for source in programme.sources if source.id == _SOURCE).item_columns
    return {name: options.get(name) or item.columns[_SOURCE] for name, item in columns}


def _arrange(frame: pl.DataFrame, columns: list[tuple[str, Item]], headings: dict[str, str]) -> pl.DataFrame:
    return frame.select(
        pl.int_range(1, pl.len() + 1).cast(pl.String).alias("id"),
        pl.col("answered_at").alias("submitdate"),
        pl.when(pl.col("answered_at").is_null()).then(pl.lit("5")).otherwise(pl.lit("12")).alias("lastpage"),
        pl.lit("nl").alias("startlanguage"),
        pl.col("leader").alias("token"),
        pl.lit("192.0.2.250").alias("ipaddr"),
        *(pl.col(name).alias(headings[name]) for name, _ in columns),
    ).fill_null("")


def _spoil(spoiler: Spoiler, columns: list[tuple[str, Item]]) -> None:
    rated = [name for name, item in columns if item.kind == "likert"]
    for column in (rated[1], rated[6], rated[20], rated[-9]):
        spoiler.change("label_unknown", column, spoiler.pick_filled(column, 1), mistype)
    wide = rated[10]
    spoiler.change("no_break_space", wide, spoiler.pick_filled(wide, 5), widen_spaces)
    spoiler.change(
        "date_outside_programme", "answered_at", spoiler.pick(1), lambda at: at.replace("2023", "2032")
    )
    twice = spoiler.pick(5)
    later = [f"2023-06-{24 + n % 6:02d} 21:05:00" for n in range(len(twice))]
    spoiler.answer_again("answered_twice", twice, at="answered_at", moments=later)
    abandoned = spoiler.pick(4)
    spoiler.empty_half("abandoned", ["answered_at", *(name for name, _ in columns)], abandoned)
    _unsubmit(spoiler, abandoned)
    spoiler.append_row("leader_unknown", "leader", leader=UNKNOWN_LEADER)


def _unsubmit(spoiler: Spoiler, rows: list[int]) -> None:
    """LimeSurvey gives no date to answers that were never sent in."""
    is_open = pl.int_range(pl.len()).is_in(rows)
    spoiler.frame = spoiler.frame.with_columns(pl.when(~is_open).then(pl.col("answered_at")))
