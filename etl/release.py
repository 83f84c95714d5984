"""Release files: one immutable DuckDB file a release, written under another name and then renamed."""

import errno
import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from schemas.release import TABLES

UNFINISHED = ".building-"
"""Files that begin so are of a build that has not ended; the next build removes them."""
_ROWS_A_SLICE = 100_000
_FULL = ("No space left on device", "disk full", "File too large")


def write_release(tables: dict[str, pl.DataFrame], path: Path) -> None:
    """Writes every table of `schemas.release.TABLES` to `path`, which appears whole or not at all.

    Raises:
        pandera.errors.SchemaError: if a table breaks its contract; nothing is written.
        OSError: with ENOSPC when the disk is full, nothing is left behind.
    """
    for name, model in TABLES.items():
        model.validate(tables[name])
    with unfinished_file(path) as temporary, name_storage_errors():
        write_tables({name: tables[name] for name in TABLES}, temporary)


def read_release(path: Path, table: str) -> pl.DataFrame:
    """One table of the release in `path`."""
    if table not in TABLES:
        raise KeyError(table)
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(f'SELECT * FROM "{table}"').pl()  # noqa: S608


def read_tables(path: Path, *, names: tuple[str, ...]) -> dict[str, pl.DataFrame]:
    """The named tables of a file that `write_tables` wrote."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return {name: connection.execute(f'SELECT * FROM "{name}"').pl() for name in names}  # noqa: S608


def has_table(path: Path, name: str) -> bool:
    """Whether there is a table with this name in a file that `write_tables` wrote."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return (name,) in connection.execute("SHOW TABLES").fetchall()


def count_statements(path: Path) -> int:
    """The number of statements in the release in `path`."""
    with duckdb.connect(str(path), read_only=True) as connection:
        row = connection.execute("SELECT count(*) FROM statements").fetchone()
    return int(row[0]) if row else 0


def hash_frame(frame: pl.DataFrame) -> str:
    """SHA-256 of the content of `frame`, whatever the order of its rows and columns."""
    columns = sorted(c for c, kind in frame.schema.items() if kind != pl.Binary)
    ordered = frame.select(columns).sort(columns, nulls_last=True)
    digest = hashlib.sha256(",".join(columns).encode())
    for part in ordered.iter_slices(_ROWS_A_SLICE):
        digest.update(part.write_csv(include_header=False, null_value="\x00").encode())
    return digest.hexdigest()


@contextmanager
def unfinished_file(path: Path) -> Iterator[Path]:
    """A temporary name beside `path`; on success it becomes `path` in one step, on failure it goes."""
    temporary = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
    try:
        yield temporary
        _flush(temporary)
        os.replace(temporary, path)
        _flush(path.parent)
    finally:
        for left in path.parent.glob(f"{temporary.name}*"):
            left.unlink(missing_ok=True)


@contextmanager
def name_storage_errors() -> Iterator[None]:
    """Turns DuckDB's own error about a full disk into the OSError that it is."""
    try:
        yield
    except duckdb.Error as error:
        if any(sign in str(error) for sign in _FULL):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
        raise


def write_tables(tables: Mapping[str, pl.DataFrame], path: Path) -> None:
    """Writes `tables` to a new DuckDB file, in their order."""
    with duckdb.connect(str(path)) as connection:
        for name, frame in tables.items():
            connection.register("frame", frame.to_arrow())
            connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM frame')  # noqa: S608
            connection.unregister("frame")
        connection.execute("CHECKPOINT")


def _flush(path: Path) -> None:
    """Has the system write `path` (a file or a folder) to the disk itself."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
