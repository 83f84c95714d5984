"""What every chart asks of its frame: rows, the columns it names, and statuses that it knows."""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

SHOWN = "shown"
STATUSES = (SHOWN, "withheld", "not_asked", "not_delivered", "not_estimable")


def require_rows(frame: pl.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of `frame` as dicts.

    Raises:
        ValueError: if there are no rows (an empty chart is never drawn), if a column is missing, or
            if `status` holds a word that is not a status of a release.
    """
    missing = [name for name in columns if name not in frame.columns]
    if missing:
        raise ValueError(f"columns missing from the chart's frame: {missing}")
    if frame.is_empty():
        raise ValueError("an empty frame draws no chart: say so in a sentence instead")
    rows = frame.to_dicts()
    _refuse_unknown_statuses(rows)
    return rows


def is_shown(row: dict[str, Any]) -> bool:
    """Whether the row's figures are published (a frame without statuses shows all)."""
    return row.get("status", SHOWN) == SHOWN


def _refuse_unknown_statuses(rows: Iterable[dict[str, Any]]) -> None:
    unknown = {row.get("status", SHOWN) for row in rows} - set(STATUSES)
    if unknown:
        raise ValueError(f"statuses that no release has: {sorted(map(str, unknown))}")
