"""Opens the database: SQLite in a file of its own by default, PostgreSQL by address."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url

from live.migrations import migrate
from live.tables import METADATA

DEFAULT_FILE = "data/live/live.db"
# Any number will do, as long as it is always the same.
MIGRATION_LOCK = 5_071_301
_PRAGMAS = (
    "PRAGMA busy_timeout = 20000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)


class Database:
    """An engine, and transactions that are either reads or writes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_postgresql = engine.dialect.name == "postgresql"
        # SQLite takes one writer at a time; threads of one process wait here, in turn.
        self._turn: AbstractContextManager[Any] = nullcontext() if self.is_postgresql else threading.RLock()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot for several queries."""
        with self.engine.connect() as connection:
            if self.is_postgresql:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")  # noqa: PLW2901
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing."""
        with self._turn, self.engine.connect() as connection:
            connection = connection.execution_options(writes=True)  # noqa: PLW2901
            with connection.begin():
                yield connection

    def forget_deleted(self) -> None:
        """Take deleted rows out of the files, too, as far as the database can."""
        if self.is_postgresql:
            with self.engine.connect() as connection:
                names = ", ".join(METADATA.tables)
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(text(f"VACUUM {names}"))
            return
        with self._turn, self.engine.connect() as connection:
            # Outside a transaction, which a checkpoint does not take.
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_database(url: str | None = None) -> Database:
    """Open and migrate the database at `url`, a SQLAlchemy or libpq address; None is the default file.

    Raises:
        sqlalchemy.exc.OperationalError: if it cannot be reached.
        RuntimeError: if a newer Kompas wrote it.
    """
    address = _read_address(url)
    if address.get_backend_name() == "sqlite":
        engine = _open_sqlite(address)
    else:
        engine = create_engine(
            address, pool_size=16, max_overflow=0, pool_pre_ping=True, hide_parameters=True
        )
    database = Database(engine)
    with database.write() as connection:
        if database.is_postgresql:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
        migrate(connection)
    return database


def _read_address(url: str | None) -> URL:
    if url is None:
        return URL.create("sqlite", database=DEFAULT_FILE)
    address = make_url(url)
    if address.get_backend_name() in {"postgresql", "postgres"}:
        return address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        raise ValueError("KOMPAS_LIVE_URL is neither sqlite nor postgresql")
    return address


def _open_sqlite(address: URL) -> Engine:
    assert address.database
    path = Path(address.database)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made by us before SQLite does, so that nobody else can read it for a moment; WAL files follow its mode.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    engine = create_engine(address, pool_size=32, max_overflow=0, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, record: object) -> None:  # noqa: ARG001
    # The driver would begin transactions at its own moments.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
