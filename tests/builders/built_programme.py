"""Builds a programme's configuration on given raw files, and reads the release back table by table."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import duckdb
import polars as pl

from etl.build import build_programme
from etl.configure import Configuration, load_programme
from etl.disclosure.policy import load_policy
from etl.load import read_warehouse
from etl.measures.statements import make_statements
from etl.publishing import begin_past, prepare_measures
from schemas.release import TABLES

PROGRAMMES = Path(__file__).parents[2] / "data" / "programmes"


@dataclass(frozen=True)
class BuiltProgramme:
    """The release and the warehouse of one build, as frames."""

    folder: Path
    release: Mapping[str, pl.DataFrame]
    warehouse: Mapping[str, pl.DataFrame]
    configuration: Configuration

    @cached_property
    def measures(self) -> pl.DataFrame:
        """What was measured, before anything was rounded or withheld: the columns of statements."""
        tables = dict(self.warehouse)
        prepared = prepare_measures(
            tables,
            configuration=self.configuration,
            policy=load_policy(),
            past=begin_past(tables, today=date.today()),
        )
        return make_statements(prepared.measured, report=lambda _key, _share: None)

    def find_measure(self, indicator: str, wave: str, statistic: str, *, cell: str = "total") -> dict:
        """The one measure with this key, to the last digit."""
        return _find_one(self.measures, indicator, wave, statistic, cell=cell)

    def find_statement(self, indicator: str, wave: str, statistic: str, *, cell: str = "total") -> dict:
        """The one statement with this key."""
        return _find_one(self.release["statements"], indicator, wave, statistic, cell=cell)


def _find_one(statements: pl.DataFrame, indicator: str, wave: str, statistic: str, *, cell: str) -> dict:
    rows = statements.filter(
        cell_id=pl.lit(cell),
        indicator_id=pl.lit(indicator),
        wave=pl.lit(wave),
        statistic=pl.lit(statistic),
    )
    assert rows.height == 1, f"{rows.height} statements for {cell} {indicator} {wave} {statistic}"
    return rows.row(0, named=True)


def copy_configuration(programme_id: str, *, to: Path) -> Path:
    """The folder of a copy of this programme's configuration, with an empty raw/."""
    folder = to / programme_id
    shutil.copytree(PROGRAMMES / programme_id, folder, ignore=shutil.ignore_patterns("raw"))
    (folder / "raw").mkdir()
    return folder


def build_folder(folder: Path, *, built: Path) -> BuiltProgramme:
    """Builds the programme in `folder` and reads what came of it."""
    build_programme(load_programme(folder), built=built, report=lambda _key, _share: None)
    return read_built(folder, built=built)


def read_built(folder: Path, *, built: Path) -> BuiltProgramme:
    """What came of the programme in `folder`."""
    configuration = load_programme(folder)
    place = built / configuration.programme.id
    return BuiltProgramme(
        folder=place,
        release=read_current(place),
        warehouse=read_warehouse(place / "warehouse.duckdb"),
        configuration=configuration,
    )


def read_current(place: Path) -> dict[str, pl.DataFrame]:
    """Every table of the release that `current.json` points at."""
    name = json.loads((place / "current.json").read_text(encoding="utf-8"))["file"]
    with duckdb.connect(str(place / name), read_only=True) as connection:
        return {table: connection.execute(f'SELECT * FROM "{table}"').pl() for table in TABLES}
