"""Frames that were read before, so that a page reads each one once. A release never changes."""

from collections.abc import Callable, Sequence
from threading import Lock

import polars as pl

MOST = 256


class Memory:
    """At most `MOST` frames by key; the oldest makes place. Safe for visitors at the same time."""

    def __init__(self) -> None:
        self._frames: dict[tuple[str, ...], pl.DataFrame] = {}
        self._lock = Lock()

    def recall(self, key: tuple[str, ...], read: Callable[[], pl.DataFrame]) -> pl.DataFrame:
        """The frame under `key`, read the first time."""
        found = self._frames.get(key)
        return self._add(key, read()) if found is None else found

    def _add(self, key: tuple[str, ...], frame: pl.DataFrame) -> pl.DataFrame:
        with self._lock:
            while len(self._frames) >= MOST:
                del self._frames[next(iter(self._frames))]
            self._frames[key] = frame
        return frame


def keep_rows(frame: pl.DataFrame, **wanted: Sequence[str] | None) -> pl.DataFrame:
    """The rows of `frame` whose columns hold one of the wanted values; None is any."""
    tests = [pl.col(name).is_in(list(values)) for name, values in wanted.items() if values is not None]
    return frame.filter(*tests) if tests else frame
