import errno
import subprocess
from pathlib import Path

import duckdb
import pandera.errors
import polars as pl
import pytest

from etl.release import (
    UNFINISHED,
    count_statements,
    hash_frame,
    name_storage_errors,
    read_release,
    unfinished_file,
    write_release,
)
from schemas.release import TABLES
from tests.builders.full_disk import list_disks, make_command
from tests.builders.release import make_tables

ROOT = Path(__file__).parents[2]


def test_release_that_was_written_reads_back_the_same(tmp_path):
    tables = make_tables()
    path = tmp_path / "release-1.duckdb"

    write_release(tables, path)

    assert {name: hash_frame(read_release(path, name)) for name in TABLES} == {
        name: hash_frame(tables[name]) for name in TABLES
    }
    assert read_release(path, "documents")["content"][0] == tables["documents"]["content"][0]
    assert count_statements(path) == tables["statements"].height
    assert [p.name for p in tmp_path.iterdir()] == ["release-1.duckdb"]


def test_release_that_breaks_its_contract_is_not_written(tmp_path):
    tables = make_tables()
    broken = tables["statements"].with_columns(status=pl.lit("perhaps"))

    with pytest.raises(pandera.errors.SchemaError):
        write_release({**tables, "statements": broken}, tmp_path / "release-1.duckdb")

    assert list(tmp_path.iterdir()) == []


def test_table_that_no_release_has_is_unknown(tmp_path):
    write_release(make_tables(), tmp_path / "release-1.duckdb")

    with pytest.raises(KeyError, match="persons"):
        read_release(tmp_path / "release-1.duckdb", "persons")


@pytest.mark.parametrize("disk", list_disks())
def test_full_disk_is_named_and_leaves_nothing_half(tmp_path, disk):
    command = make_command(disk, tmp_path)

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout == f"{errno.ENOSPC} 0", done.stderr


def test_other_faults_of_the_database_keep_their_own_name():
    with pytest.raises(duckdb.CatalogException), name_storage_errors():
        duckdb.connect().execute("SELECT * FROM nothing")


def test_unfinished_file_of_a_failure_goes_away_and_the_old_one_stays(tmp_path):
    path = tmp_path / "current.json"
    path.write_text("old")

    def write_half() -> None:
        with unfinished_file(path) as temporary:
            temporary.write_text("new")
            assert temporary.name.startswith(UNFINISHED)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()

    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_hash_ignores_the_order_of_rows_and_columns_but_sees_a_changed_value():
    frame = pl.DataFrame({"a": ["x", "y", None], "b": [1.0, None, 3.0]})
    turned = frame.reverse().select("b", "a")
    changed = frame.with_columns(b=pl.col("b").fill_null(0.0))

    assert hash_frame(turned) == hash_frame(frame)
    assert hash_frame(changed) != hash_frame(frame)
    assert hash_frame(frame.with_columns(a=pl.col("a").fill_null(""))) != hash_frame(frame)
