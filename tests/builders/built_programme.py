"""Builds a programme's configuration on given raw files, and reads the release back table by table."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from etl.build import build_programme
from etl.configure import load_programme
from etl.load import read_warehouse
from schemas.release import TABLES

PROGRAMMES = Path(__file__).parents[2] / "data" / "programmes"


@dataclass(frozen=True)
class BuiltProgramme:
    """The release and the warehouse of one build, as frames."""

    folder: Path
    release: Mapping[str, pl.DataFrame]
    warehouse: Mapping[str, pl.DataFrame]

    def find_statement(self, indicator: str, wave: str, statistic: str, *, cell: str = "total") -> dict:
        """The one statement with this key."""
        rows = self.release["statements"].filter(
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
    configuration = load_programme(folder)
    build_programme(configuration, built=built, report=lambda _key, _share: None)
    place = built / configuration.programme.id
    return BuiltProgramme(
        folder=place, release=read_current(place), warehouse=read_warehouse(place / "warehouse.duckdb")
    )


def read_current(place: Path) -> dict[str, pl.DataFrame]:
    """Every table of the release that `current.json` points at."""
    name = json.loads((place / "current.json").read_text(encoding="utf-8"))["file"]
    with duckdb.connect(str(place / name), read_only=True) as connection:
        return {table: connection.execute(f'SELECT * FROM "{table}"').pl() for table in TABLES}
