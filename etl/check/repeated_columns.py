"""Checks that no two columns of a file claim to be the same: which one holds is never guessed."""

from collections.abc import Sequence

import polars as pl

from etl.check.ledger import Ledger
from etl.read.folding import fold_text
from etl.read.table import Column, RawTable


def find_columns(heading: str, columns: Sequence[Column]) -> list[Column]:
    """The columns under `heading`, after folding; without any, those that have it among their names."""
    wanted = fold_text(heading)
    under = [column for column in columns if fold_text(column.heading) == wanted]
    return under or [c for c in columns if any(fold_text(name) == wanted for name in c.names)]


def choose_column(heading: str, raw: RawTable, *, ledger: Ledger) -> Column | None:
    """The only column under `heading`; None without one, or with several (`heading_twice`)."""
    columns = find_columns(heading, raw.columns)
    if len(columns) > 1:
        _note_repeat("heading_twice", columns[1], first=columns[0], raw=raw, ledger=ledger)
        return None
    return columns[0] if columns else None


def drop_repeated_columns(raw: RawTable, columns: Sequence[Column], *, ledger: Ledger) -> list[Column]:
    """`columns` of sessions without those that have the heading of an earlier one and a mark in a row in
    which the earlier one has a mark too (`session_column_twice`).

    Two groups may each have a session on the same day: their marks never stand in the same row.
    """
    kept: dict[str, list[Column]] = {}
    for column in columns:
        earlier = kept.setdefault(fold_text(column.heading), [])
        clash = next((c for c in earlier if _share_rows(raw, c, column)), None)
        if clash is None:
            earlier.append(column)
        else:
            _note_repeat("session_column_twice", column, first=clash, raw=raw, ledger=ledger)
    return [column for group in kept.values() for column in group]


def _share_rows(raw: RawTable, first: Column, second: Column) -> bool:
    filled = pl.col(first.key).is_not_null() & pl.col(second.key).is_not_null()
    return bool(raw.rows.select(filled.any()).item())


def _note_repeat(code: str, column: Column, *, first: Column, raw: RawTable, ledger: Ledger) -> None:
    ledger.note_column(code, raw=raw, column=column, first=first.position, second=column.position)
