"""A made-up release: every table of `schemas.release`, without any code of etl.

`write_release(folder)` makes `folder/release-<id>.duckdb` and the pointer `folder/current.json`.
"""

import json
from collections import Counter
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from schemas import release as shapes
from schemas.programme import Programme
from schemas.references import ReferenceValues
from schemas.table import Table, empty_frame
from schemas.warehouse import Findings
from tests.builders.cells import (
    LEADERS,
    POOLS,
    SMALL_CELL,
    Leader,
    count_cells,
    make_cells,
    make_leaders,
)
from tests.builders.indicators import make_indicators
from tests.builders.missing import list_missing_models
from tests.builders.programme import KINDS, LEVELS, REGIONS, make_programme
from tests.builders.statements import make_statements
from tests.builders.yardsticks import make_yardsticks

__all__ = ["LEADERS", "SMALL_CELL", "make_audit", "make_empty_tables", "make_tables", "write_release"]


def make_tables(
    *, release_id: str = "proef-1", programme: Programme | None = None
) -> dict[str, pl.DataFrame]:
    """Every table of a release, validated. The release row carries `release_id` and `programme`."""
    made = programme or make_programme()
    empty = {name: empty_frame(model) for name, model in shapes.TABLES.items()}
    return {**empty, **_content(), "release": _release(release_id=release_id, programme=made)}


def make_real_tables() -> dict[str, pl.DataFrame]:
    """The same release, of data that are not made up as far as it says."""
    tables = make_tables(release_id="echt")
    return {**tables, "release": tables["release"].with_columns(synthetic=False)}


def make_empty_tables(
    *, release_id: str = "leeg-1", programme: Programme | None = None
) -> dict[str, pl.DataFrame]:
    """A release of a programme in which nobody takes part yet: only the release row and the total cell."""
    empty = {name: empty_frame(model) for name, model in shapes.TABLES.items()}
    total = _frame(shapes.Cells, [("total", "total", None, None, None, None, None, None)])
    made = programme or make_programme()
    return {**empty, "cells": total, "release": _release(release_id=release_id, programme=made)}


def write_release(folder: Path, tables: dict[str, pl.DataFrame] | None = None) -> Path:
    """Writes `tables` as a release file in `folder`, points `current.json` at it and returns its path."""
    content = tables or make_tables()
    release_id = content["release"]["release_id"][0]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"release-{release_id}.duckdb"
    usual = {name for name, frame in _content().items() if content.get(name) is frame}
    if usual:
        path.write_bytes(_write_usual())
    with duckdb.connect(str(path)) as connection:
        for name in _content().keys() - content.keys() if usual else ():
            connection.execute(f'DROP TABLE "{name}"')
        _write_tables(connection, {name: frame for name, frame in content.items() if name not in usual})
    (folder / "current.json").write_text(json.dumps({"release": release_id, "file": path.name}))
    return path


@cache
def _write_usual() -> bytes:
    """The full tables as a file, written once: that takes 0.3 s, and nearly every test wants most of them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "usual.duckdb"
        with duckdb.connect(str(path)) as connection:
            _write_tables(connection, _content())
        return path.read_bytes()


def _write_tables(connection: duckdb.DuckDBPyConnection, tables: dict[str, pl.DataFrame]) -> None:
    for name, frame in tables.items():
        connection.register("frame", frame.to_arrow())
        connection.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM frame')


@cache
def _content() -> dict[str, pl.DataFrame]:
    leaders = make_leaders()
    sizes = count_cells(leaders)
    indicators = make_indicators()
    return {
        "sources": _sources(),
        "cells": make_cells(sizes),
        "indicators": indicators,
        "statements": make_statements(cells=sizes, indicators=indicators),
        "models": _models(),
        "reach": _reach(leaders),
        "yardsticks": make_yardsticks(),
        "reference_values": _references(),
        "quality": _quality(),
        "regions": _regions(),
        "documents": _frame(shapes.Documents, [("findings.xlsx", "application/octet-stream", b"werkboek")]),
    }


def _frame(model: type[Table], rows: list[tuple[object, ...]]) -> pl.DataFrame:
    schema = {name: column.dtype.type for name, column in model.to_schema().columns.items()}
    return model.validate(pl.DataFrame(rows, schema=schema, orient="row"))


def make_audit() -> dict[str, object]:
    """What a release says of its own audit: one that passed."""
    by_kind = {
        "total": {"shown": 200, "not_asked": 10},
        "trajectory_level": {"shown": 90, "withheld": 30},
        "partnership": {"shown": 60, "withheld": 40},
    }
    return {
        "statements": 430,
        "by_status": {"shown": 350, "withheld": 70, "not_asked": 10},
        "by_kind": by_kind,
        "k": 5,
        "smallest_group": 5,
        "narrowest_points": 1.0,
        "certain": 0,
        "groups": 1840,
        "bases": 9,
        "passed": True,
        "coverage": {
            "total": {"begin": 1.0, "end": 1.0},
            "trajectory_level": {"begin": 0.82, "end": 0.7},
            "partnership": {"end": 0.81},
        },
    }


def _release(*, release_id: str, programme: Programme) -> pl.DataFrame:
    policy = json.dumps(
        {"version": "drempel-1", "k": 5, "k_distribution": 10, "scales_only": ["partnership"]}
    )
    audit = json.dumps(make_audit())
    row = (
        release_id,
        shapes.FORMAT,
        programme.id,
        datetime(2026, 11, 20, 9, 30),
        True,
        "0" * 64,
        "1" * 64,
        "1",
        policy,
        audit,
    )
    return _frame(shapes.Release, [(*row, programme.model_dump_json())])


def _sources() -> pl.DataFrame:
    rows: list[tuple[object, ...]] = [
        ("bevraging-eind", "eind.csv", "a" * 64, "csv", 350, 344, 6),
        ("scholen", "scholen.xlsx", "b" * 64, "xlsx", 340, 340, 0),
    ]
    return _frame(shapes.Sources, rows)


def _models() -> pl.DataFrame:
    rows: list[tuple[object, ...]] = [
        ("alpha", "usefulness", "end", "alpha", 0.82, 0.78, 0.86, 344, 85, "alpha", "shown", None),
        ("omega", "usefulness", "end", "omega", 0.83, 0.78, 0.87, 344, 85, "omega", "shown", None),
    ]
    return _frame(shapes.Models, [*rows, *list_missing_models()])


def _reach(leaders: list[Leader]) -> pl.DataFrame:
    rows: dict[tuple[object, ...], tuple[float, float | None]] = {}
    for cell in (name for name in count_cells(leaders) if name not in POOLS):
        inside = [x for x in leaders if _is_in(x, cell)]
        rows.update(_reach_of(cell, inside))
    listed: list[tuple[object, ...]] = [(*key, *value) for key, value in rows.items()]
    return _frame(shapes.Reach, listed)


def _is_in(leader: Leader, cell: str) -> bool:
    return cell == "total" or all(part.split("=")[1] in leader for part in cell.split("|"))


def _reach_of(cell: str, leaders: list[Leader]) -> dict[tuple[object, ...], tuple[float, float | None]]:
    n = len(leaders)
    facts: dict[tuple[object, ...], tuple[float, float | None]] = {
        (cell, "leaders", "none", "all"): (n, None),
        (cell, "leaders_stopped", "none", "all"): (n // 12, None),
        (cell, "partnerships", "none", "all"): (len({x[3] for x in leaders}), None),
        (cell, "schools", "none", "all"): (max(1, n * 2 // 3), 3853),
        (cell, "applications", "none", "all"): (n, None),
        (cell, "sessions", "none", "all"): (n, None),
        (cell, "session_hours", "none", "all"): (n * 6, None),
    }
    for status, share in {"accepted": 0.8, "waiting": 0.08, "referred": 0.07, "withdrawn": 0.05}.items():
        facts[(cell, "applications", "status", status)] = (round(n * share), None)
    for kind in KINDS:
        facts[(cell, "sessions", "kind", kind)] = (n // 3, None)
        facts[(cell, "session_hours", "kind", kind)] = (n * 2, None)
    for place, dimension in enumerate(("trajectory", "level", "region")):
        for category, people in Counter(x[place] for x in leaders).items():
            schools = LEVELS[category][2] if dimension == "level" else None
            facts[(cell, "leaders", dimension, category)] = (people, None)
            facts[(cell, "schools", dimension, category)] = (max(1, people * 2 // 3), schools)
            facts[(cell, "partnerships", dimension, category)] = (max(1, people // 6), None)
    facts[(cell, "leaders", "net", "go")] = (n, None)
    facts[(cell, "leaders", "role", "directeur")] = (n, None)
    return facts


def _references() -> pl.DataFrame:
    """A made-up value for an indicator of which no page in the tests reads anything."""
    row = ("nergens", None, "mean", 3.5, "Verzonnen elders", "Made up elsewhere", 2018, "verzonnen bron")
    return _frame(ReferenceValues, [row])


def _quality() -> pl.DataFrame:
    outside = ("De code 7 valt buiten de schaal 1–5.", "Code 7 is outside the scale 1–5.")
    twice = ("Twee keer ingevuld: de laatste telt.", "Answered twice: the last counts.")
    schools = ("Drie scholen in plaats van vier.", "Three schools rather than four.")
    rows: list[tuple[object, ...]] = [
        ("code_outside_scale", "error", "eind.csv", None, 14, "usefulness_1", 9, *outside),
        ("answered_twice", "warning", "eind.csv", None, 21, None, None, *twice),
        ("partnership_small", "warning", "scholen.xlsx", "scholen", None, None, None, *schools),
    ]
    return _frame(Findings, rows)


def _regions() -> pl.DataFrame:
    rows: list[tuple[object, ...]] = []
    for place, region in enumerate(REGIONS):
        x, y = 3.0 + place % 3, 50.8 + place // 3 * 0.5
        ring = [[x, y], [x + 0.9, y], [x + 0.9, y + 0.4], [x, y + 0.4], [x, y]]
        geometry = json.dumps({"type": "Polygon", "coordinates": [ring]})
        rows.append((region, geometry, x + 0.45, y + 0.2, "Verzonnen omtrekken", "Made-up outlines"))
    return _frame(shapes.Regions, rows)
