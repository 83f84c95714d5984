"""The follow-up measurement as an SPSS file, with variable and value labels."""

from pathlib import Path

import numpy as np
import polars as pl
import pyreadstat

from etl.demo.dirt import Ledger, Spoiler, replace_by
from etl.demo.labels import list_columns, list_labels
from etl.demo.world import World
from schemas.codebook import Item

FILE = "bevragingen/opvolgmeting.sav"
_PERSON = "deelnemer"
# A data view has no heading row: the first case is row 1.
_TOP = 1
# Where the file's header keeps its day and time of writing.
_STAMP_AT = 92
_STAMP = b"30 Jun 2312:00:00"


def export_spss(world: World, items: list[Item], raw: Path, ledger: Ledger, rng: np.random.Generator) -> None:
    """The follow-up measurement, with its dirt."""
    columns = list_columns(items, world.instrument)
    headings = {name: name.replace(".", "_") for name, _ in columns}
    survey = world.surveys["followup"]
    spoiler = Spoiler(
        survey.with_columns(pl.col(n).cast(pl.String) for n in headings), FILE, _TOP, ledger, rng, headings
    )
    for column, code in (("self_efficacy_1", "9"), ("collective_depth_2", "9"), ("applied_practice_1", "66")):
        spoiler.change("code_outside_scale", column, spoiler.pick(1), replace_by(code))
    codes = spoiler.frame.select(
        pl.col("leader").alias(_PERSON),
        pl.col("answered_at").alias("datum"),
        *(pl.col(name).cast(pl.Float64).alias(heading) for name, heading in headings.items()),
    )
    _write(codes, columns, headings, world=world, path=raw / FILE)


def _write(
    codes: pl.DataFrame,
    columns: list[tuple[str, Item]],
    headings: dict[str, str],
    *,
    world: World,
    path: Path,
) -> None:
    labels = {
        headings[name]: {float(code): label for code, label in known.items()}
        for name, item in columns
        if (known := list_labels(item, world.instrument))
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    pyreadstat.write_sav(
        codes,
        str(path),
        file_label="Opvolgmeting (voorbeeldgegevens)",
        column_labels={headings[name]: item.wording.nl for name, item in columns},
        variable_value_labels=labels,
    )
    _pin_stamp(path)


def _pin_stamp(path: Path) -> None:
    """The moment of writing is set to a fixed one, so that the same seed gives the same bytes."""
    with path.open("r+b") as file:
        file.seek(_STAMP_AT)
        file.write(_STAMP)
