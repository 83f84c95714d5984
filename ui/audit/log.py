"""Writes the audit log: entries wait in memory and one thread appends them, at most a second later.

A run of a page only adds to a queue. Each process writes files of its own, so that several servers can
share a folder; a file is of one day and has a largest size, and goes when it is older than what is kept.
"""

import atexit
import logging
import os
from collections import deque
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from secrets import token_hex
from threading import Event, Lock, Thread

from ui.audit.entry import AuditEntry, name_file, read_day_of
from ui.audit.settings import AuditSettings, read_settings

LARGEST_BYTES = 5 * 1024**2
_MOST_WAITING = 100_000
_FLUSH_S = 1.0
_SWEEP_S = 3600.0
_log = logging.getLogger("kompas")


def now() -> datetime:
    """The time here, with its zone."""
    return datetime.now().astimezone()


class AuditLog:
    """The log of one process in one folder. `note` is safe from any thread and costs a run nothing."""

    def __init__(
        self,
        settings: AuditSettings,
        *,
        largest: int = LARGEST_BYTES,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.settings = settings
        self._largest, self._clock = largest, clock
        self._writer, self._part = token_hex(4), 1
        self._waiting: deque[AuditEntry] = deque(maxlen=_MOST_WAITING)
        self._writing, self._starting = Lock(), Lock()
        self._something, self._ending = Event(), Event()
        self._thread: Thread | None = None
        self._failing = False
        self._swept: date | None = None

    def note(self, entry: AuditEntry) -> None:
        """Keep `entry`, to be written at most a second later."""
        self._waiting.append(entry)
        self._something.set()
        if self._thread is None:
            self.start()

    def start(self) -> None:
        """Start to write; also sweeps away what is older than what is kept, now and every day."""
        with self._starting:
            if self._thread is None:
                self._thread = Thread(target=self._work, name="kompas-audit", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Write what waits, and end."""
        self._ending.set()
        self._something.set()
        if self._thread is not None:
            self._thread.join(timeout=5)
        self.flush()

    def flush(self) -> None:
        """Write what waits now. What cannot be written waits on, and is told once."""
        with self._writing:
            entries = [self._waiting.popleft() for _ in range(len(self._waiting))]
            try:
                self._sweep()
                for day, of_day in groupby(entries, key=lambda entry: entry.at.date()):
                    self._append(list(of_day), day=day)
                self._failing = False
            except OSError as error:
                self._waiting.extendleft(reversed(entries))
                self._tell(error)

    def _work(self) -> None:
        while not self._ending.is_set():
            self._something.wait(_SWEEP_S)
            self._something.clear()
            self._ending.wait(_FLUSH_S)
            self.flush()

    def _append(self, entries: list[AuditEntry], *, day: date) -> None:
        lines = "".join(f"{entry.write_line()}\n" for entry in entries).encode()
        path = self._choose_file(day)
        # One write of whole lines: a reader never finds half a line, whoever else writes.
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, lines)
        finally:
            os.close(handle)

    def _choose_file(self, day: date) -> Path:
        folder = self.settings.folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / name_file(day, writer=self._writer, part=self._part)
        while path.exists() and path.stat().st_size >= self._largest:
            self._part += 1
            path = folder / name_file(day, writer=self._writer, part=self._part)
        return path

    def _sweep(self) -> None:
        today = self._clock().date()
        if self._swept == today:
            return
        sweep_folder(self.settings, today=today)
        self._swept, self._part = today, 1

    def _tell(self, error: OSError) -> None:
        if not self._failing:
            _log.error("the audit log cannot be written: %s", error.strerror)
        self._failing = True


def sweep_folder(settings: AuditSettings, *, today: date) -> None:
    """Removes the files of days that are no longer kept; never a file that is not of the log."""
    oldest = today - timedelta(days=settings.days)
    for path in settings.folder.glob("*.jsonl"):
        day = read_day_of(path)
        if day is not None and day <= oldest:
            path.unlink(missing_ok=True)


class _Place:
    """The one log of this process; another setting (in tests) closes it and opens another."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._log: AuditLog | None = None
        atexit.register(self.close)

    def find(self) -> AuditLog:
        settings = read_settings()
        with self._lock:
            if self._log is None or self._log.settings != settings:
                self._close()
                self._log = AuditLog(settings)
            return self._log

    def close(self) -> None:
        with self._lock:
            self._close()
            self._log = None

    def _close(self) -> None:
        if self._log is not None:
            self._log.close()


_place = _Place()


def find_log() -> AuditLog:
    """The log of this process, at the place that the settings name."""
    return _place.find()


def close_log() -> None:
    """Write what waits and end, when the server stops."""
    _place.close()
