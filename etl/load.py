"""Writes and reads the warehouse file: pseudonymised tables of persons, for the build job only."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl

from etl.release import name_storage_errors, unfinished_file, write_tables
from schemas.table import empty_frame
from schemas.warehouse import TABLES


def write_warehouse(tables: Mapping[str, pl.DataFrame], path: Path) -> None:
    """Write every table of schemas.warehouse.TABLES to a new DuckDB file that replaces `path`.

    The file appears whole or not at all, and nobody but its owner can read it.

    Raises:
        KeyError: if a table is lacking.
        OSError: if the disk is full or the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with unfinished_file(path) as temporary, name_storage_errors():
        write_tables({name: tables[name] for name in TABLES}, temporary)
        temporary.chmod(0o600)


def read_warehouse(path: Path) -> dict[str, pl.DataFrame]:
    """Every table of the warehouse at `path`, with the column types of its contract.

    Raises:
        OSError: if there is no such file, or it is no warehouse.
    """
    try:
        with duckdb.connect(path, read_only=True) as connection:
            return {name: _read_table(connection, name) for name in TABLES}
    except duckdb.Error as fault:
        raise OSError(str(fault)) from fault


def _read_table(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    frame = connection.execute(f'SELECT * FROM "{name}"').pl()  # noqa: S608  (our own names)
    return frame.cast(empty_frame(TABLES[name]).schema)
