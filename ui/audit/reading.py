"""Reads the audit log for the steward."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import polars as pl

from ui.audit.entry import AuditEntry, read_day_of

_COLUMNS = tuple(AuditEntry.__annotations__)
# An earlier log can lack a field that was added since.
_LATER = {"act": ""}
_EMPTY = {name: pl.Datetime if name == "at" else pl.String for name in _COLUMNS}


def list_days(folder: Path) -> list[date]:
    """The days of which something is kept, the latest first."""
    days = {day for path in folder.glob("*.jsonl") if (day := read_day_of(path)) is not None}
    return sorted(days, reverse=True)


def read_day(folder: Path, day: date) -> pl.DataFrame:
    """The entries of one day, the latest first; `at` is the time on the clock of the server.

    A line that is damaged (a full disk, a hand) is left out.
    """
    paths = (path for path in sorted(folder.glob("*.jsonl")) if read_day_of(path) == day)
    rows = [row for path in paths for row in _read_lines(path)]
    return pl.DataFrame(rows, schema=_EMPTY).sort("at", descending=True, maintain_order=True)


def _read_lines(path: Path) -> Iterator[dict[str, object]]:
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            row = json.loads(line)
            kept = {name: str(({**_LATER, **row})[name]) for name in _COLUMNS}
            yield {**kept, "at": datetime.fromisoformat(kept["at"]).replace(tzinfo=None)}
        except (ValueError, KeyError, TypeError):
            continue
