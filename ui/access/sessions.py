"""The logins that came in, so that one can be ended before its cookie is: by its owner or the steward.

Streamlit's cookie stays good for 30 days whatever happens; a copy of it must not. One SQLite file on this
machine, shared by the processes that serve. It holds pseudonyms, never answers.
"""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

DEFAULT_SESSIONS = "data/local/sessions.sqlite"
_KEPT_S = 8 * 24 * 3600.0
"""Longer than any session may last (`schemas.access.SessionRules`): then the login has expired anyway."""
_SEEN_EVERY_S = 300.0
_EVERYBODY = "*"
_TABLES = """
CREATE TABLE IF NOT EXISTS sessions (
  key TEXT PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL, scope TEXT NOT NULL,
  begun REAL NOT NULL, seen REAL NOT NULL, ended REAL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS closings (person TEXT NOT NULL, before REAL NOT NULL);
"""


@dataclass(frozen=True)
class Login:
    """One login: `key` tells it from every other, `person` is the pseudonym, `name` that of the log.

    Moments are in seconds since 1970; `begun` is when the provider wrote it.
    """

    key: str
    person: str
    name: str
    scope: str
    begun: float
    seen: float = 0.0
    ended: float | None = None


class Sessions:
    """The table of logins. Safe for threads and for several processes."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        self._lock = Lock()
        self._file = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
        self._file.execute("PRAGMA journal_mode=WAL")
        self._file.execute("PRAGMA synchronous=NORMAL")
        self._file.executescript(_TABLES)

    def let_in(self, login: Login, *, now: float) -> bool:
        """Whether this login may still come in; one that was never seen is written down."""
        with self._lock:
            row = self._file.execute(
                "SELECT seen, ended FROM sessions WHERE key = ?", (login.key,)
            ).fetchone()
            if row is None:
                return self._write_down(login, now=now)
            seen, ended = row
            if ended is None and now - seen > _SEEN_EVERY_S:
                self._file.execute(
                    "UPDATE sessions SET seen = ?, scope = ? WHERE key = ?", (now, login.scope, login.key)
                )
            return ended is None

    def end(self, login: Login, *, now: float) -> None:
        """Ends this one login, whether it was seen before or not."""
        with self._lock:
            self._insert(login, seen=now, ended=now)
            self._file.execute(
                "UPDATE sessions SET ended = ? WHERE key = ? AND ended IS NULL", (now, login.key)
            )

    def end_person(self, person: str, *, now: float) -> None:
        """Ends every login of a person that began before now, also those that never came by here."""
        with self._lock:
            self._file.execute(
                "UPDATE sessions SET ended = ? WHERE person = ? AND ended IS NULL", (now, person)
            )
            self._file.execute("INSERT INTO closings VALUES (?, ?)", (person, float(int(now))))

    def end_all(self, *, now: float) -> None:
        """Ends every login of everybody that began before now."""
        with self._lock:
            self._file.execute("UPDATE sessions SET ended = ? WHERE ended IS NULL", (now,))
            self._file.execute("INSERT INTO closings VALUES (?, ?)", (_EVERYBODY, float(int(now))))

    def list_open(self) -> tuple[Login, ...]:
        """The logins that were not ended, last seen first."""
        sql = (
            "SELECT key, person, name, scope, begun, seen, ended FROM sessions "
            "WHERE ended IS NULL ORDER BY seen DESC, key"
        )
        with self._lock:
            return tuple(Login(*row) for row in self._file.execute(sql))

    def close(self) -> None:
        """Lets go of the file."""
        self._file.close()

    def _write_down(self, login: Login, *, now: float) -> bool:
        self._forget_old(now)
        sql = "SELECT max(before) FROM closings WHERE person IN (?, ?)"
        (before,) = self._file.execute(sql, (login.person, _EVERYBODY)).fetchone()
        # The provider tells whole seconds: a login in the very second of a closing came after it.
        closed = before is not None and login.begun < before
        self._insert(login, seen=now, ended=now if closed else None)
        return not closed

    def _insert(self, login: Login, *, seen: float, ended: float | None) -> None:
        self._file.execute(
            "INSERT OR IGNORE INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?)",
            (login.key, login.person, login.name, login.scope, login.begun, seen, ended),
        )

    def _forget_old(self, now: float) -> None:
        self._file.execute("DELETE FROM sessions WHERE begun < ?", (now - _KEPT_S,))
        self._file.execute("DELETE FROM closings WHERE before < ?", (now - _KEPT_S,))


def locate_sessions() -> Path:
    """The file with the logins, from `KOMPAS_SESSIONS`."""
    return Path(os.environ.get("KOMPAS_SESSIONS") or DEFAULT_SESSIONS)


def open_sessions() -> Sessions:
    """The table of this server, opened once a process.

    Raises:
        OSError: if the file cannot be made.
        sqlite3.Error: if it is no table of logins.
    """
    return _open(locate_sessions())


def probe_sessions() -> None:
    """Opens the table and lets it go again, to find out before the start whether that works.

    Raises:
        OSError: if the file cannot be made.
        sqlite3.Error: if it is no table of logins.
    """
    with closing(Sessions(locate_sessions())):
        pass


@cache
def _open(path: Path) -> Sessions:
    return Sessions(path)
