"""Dirt: faults put into clean exports on purpose, each one written down so that a test can find it.

A fault that intake must report is named after its check (`etl.check.registry`); the others
(`SILENT`) are mended without a word.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import polars as pl

SILENT = frozenset({"abandoned", "no_break_space", "number_respelled", "trailing_space"})
"""Half an answer still counts for its half; spelling that folds to the same is no fault."""


@dataclass(frozen=True)
class Dirt:
    """One fault: `row` and `column` as a reader of the file sees them (the top row is 1)."""

    kind: str
    file: str
    row: int
    column: str | None = None


@dataclass
class Ledger:
    """All faults put in so far."""

    entries: list[Dirt] = field(default_factory=list)

    def note(self, kind: str, *, file: str, row: int, column: str | None = None) -> None:
        """Write one fault down."""
        self.entries.append(Dirt(kind=kind, file=file, row=row, column=column))

    def to_json(self) -> list[dict[str, Any]]:
        """A count and the places of each kind of fault."""
        kinds = sorted({entry.kind for entry in self.entries})
        return [_describe(kind, [e for e in self.entries if e.kind == kind]) for kind in kinds]


def _describe(kind: str, entries: list[Dirt]) -> dict[str, Any]:
    places = [{name: value for name, value in asdict(e).items() if name != "kind"} for e in entries]
    return {"kind": kind, "count": len(entries), "places": places}


@dataclass
class Spoiler:
    """Spoils the text of one file. `top` is the row of the first record; no row is spoiled twice."""

    frame: pl.DataFrame
    file: str
    top: int
    ledger: Ledger
    rng: np.random.Generator
    headings: dict[str, str] = field(default_factory=dict)
    _free: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._free = self.rng.permutation(self.frame.height).tolist()

    def pick(self, count: int, *, among: Iterable[int] | None = None) -> list[int]:
        """At most `count` rows that nobody spoiled yet."""
        allowed = None if among is None else set(among)
        rows = [row for row in self._free if allowed is None or row in allowed][:count]
        taken = set(rows)
        self._free = [row for row in self._free if row not in taken]
        return rows

    def pick_filled(self, column: str, count: int) -> list[int]:
        """At most `count` unspoiled rows in which `column` is filled."""
        filled = self.frame[column].is_not_null().fill_null(value=False).to_numpy()
        return self.pick(count, among=np.flatnonzero(filled).tolist())

    def change(self, kind: str, column: str, rows: list[int], how: Callable[[str], str | None]) -> None:
        """Replace the text of `column` in `rows`, and write it down."""
        values = self.frame[column].to_list()
        for row in rows:
            values[row] = how(values[row] or "")
            self.note(kind, row, column)
        self.frame = self.frame.with_columns(pl.Series(column, values, dtype=pl.String))

    def empty_half(self, kind: str, columns: list[str], rows: list[int]) -> None:
        """Leave the last half of `columns` open in `rows`: somebody stopped half-way."""
        is_spoiled = pl.int_range(pl.len()).is_in(rows)
        last = columns[len(columns) // 2 :]
        self.frame = self.frame.with_columns(pl.when(~is_spoiled).then(pl.col(last)))
        for row in rows:
            self.note(kind, row, None)

    def repeat(self, kind: str, rows: list[int]) -> None:
        """Add `rows` once more at the end; notes the copies."""
        for row in rows:
            self.frame = pl.concat([self.frame, self.frame[[row]]])
            self.note(kind, self.frame.height - 1, None)

    def answer_again(self, kind: str, rows: list[int], *, at: str, moments: list[str]) -> None:
        """Add `rows` once more at the end, sent in later; notes the first ones, which then count no more."""
        copies = self.frame[rows].with_columns(pl.Series(at, moments, dtype=pl.String))
        self.frame = pl.concat([self.frame, copies])
        for row in rows:
            self.note(kind, row, None)

    def append_row(self, kind: str, column: str, **changes: str) -> None:
        """Add a copy of some unspoiled row with other values; notes the new one, at `column`."""
        rows = self.pick(1)
        if rows:
            changed = self.frame[rows].with_columns(pl.lit(v).alias(name) for name, v in changes.items())
            self.frame = pl.concat([self.frame, changed])
            self.note(kind, self.frame.height - 1, column)

    def note(self, kind: str, row: int, column: str | None) -> None:
        """Write down a fault in record `row` (from 0)."""
        heading = self.headings.get(column, column) if column else None
        self.ledger.note(kind, file=self.file, row=self.top + row, column=heading)


def mistype(label: str) -> str:
    """`label` without its third letter from the end: "Helemaal ens"."""
    return label[:-3] + label[-2:]


def widen_spaces(label: str) -> str:
    """`label` with no-break spaces and one trailing space: looks the same, is not the same."""
    return label.replace(" ", "\u00a0") + " "


def replace_by(text: str) -> Callable[[str], str]:
    """A change to `text`, whatever stood there."""
    return lambda _: text
