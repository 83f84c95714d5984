"""The warehouse file gives back what went in, and appears whole or not at all."""

from pathlib import Path

import duckdb
import pytest

from etl.load import read_warehouse, write_warehouse
from schemas.warehouse import TABLES
from tests.builders.raw_programme import take_in_folder, write_programme


def test_warehouse_when_written_then_read_back_alike(tmp_path: Path) -> None:
    tables = take_in_folder(write_programme(tmp_path / "proef")).tables

    write_warehouse(tables, tmp_path / "built" / "warehouse.duckdb")
    read = read_warehouse(tmp_path / "built" / "warehouse.duckdb")

    assert all(read[name].equals(tables[name]) for name in TABLES)
    assert [path.name for path in (tmp_path / "built").iterdir()] == ["warehouse.duckdb"]
    assert (tmp_path / "built" / "warehouse.duckdb").stat().st_mode & 0o077 == 0


def test_warehouse_when_writing_fails_then_the_old_one_stays(tmp_path: Path) -> None:
    tables = take_in_folder(write_programme(tmp_path / "proef")).tables
    path = tmp_path / "warehouse.duckdb"
    write_warehouse(tables, path)

    with pytest.raises(KeyError):
        write_warehouse({name: tables[name] for name in list(TABLES)[:3]}, path)

    assert read_warehouse(path)["leaders"].equals(tables["leaders"])
    assert not list(tmp_path.glob(".building*"))


def test_warehouse_when_missing_or_something_else_then_an_error_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"x\.duckdb"):
        read_warehouse(tmp_path / "x.duckdb")

    duckdb.connect(tmp_path / "y.duckdb").close()
    with pytest.raises(OSError, match="trajectories"):
        read_warehouse(tmp_path / "y.duckdb")
