"""What was ever told, and of whom, read from the ledger beside the warehouse."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl

from etl.audit.places import Flags, Places
from etl.circulation import Ledger

_BASE, _TOTAL, _LINK, _GROWING = "", "total", "+", "all"


@dataclass(frozen=True)
class Number:
    """A number that was told of `people`: the mean of a reading at a moment is within `least` … `most`."""

    people: Flags
    reading: str
    moment: str
    least: float
    most: float


@dataclass(frozen=True)
class Earlier:
    """The ledger's rows, over the leaders of a release. `stamp`: until when attendance was counted.

    `told`: by indicator and moments (joined): the cell (empty: everybody whose cells were told) and its
    people. `numbers`: by the same what was told of people who are all still there.
    """

    told: dict[tuple[str, str], list[tuple[str, Flags]]]
    stamp: str
    numbers: dict[tuple[str, str], list[Number]] = field(default_factory=dict)

    def hold(self, indicator_id: str, moments: Iterable[str], *, now: Flags) -> tuple[Flags, Flags]:
        """Who stands behind the cells and who behind the total: of whom they were told, if they were."""
        found = dict(self.told.get((indicator_id, self._join(moments)), []))
        total = found[_TOTAL] & now if _TOTAL in found else now
        return (found[_BASE] & now if _BASE in found else total), total

    def list_cells(self, indicator_id: str, moments: set[str]) -> list[Flags]:
        """The people of each cell that was told of an indicator at one of `moments`."""
        own = {self._join((moment,)) for moment in moments}
        return [
            people
            for (name, joined), cells in self.told.items()
            if name == indicator_id and own & set(joined.split(_LINK))
            for cell, people in cells
            if cell != _BASE
        ]

    def list_numbers(self, indicator_id: str, moments: set[str]) -> list[Number]:
        """What was told of an indicator at one of `moments`."""
        own = {self._join((moment,)) for moment in moments}
        return [
            number
            for (name, joined), numbers in self.numbers.items()
            if name == indicator_id and own & set(joined.split(_LINK))
            for number in numbers
        ]

    def _join(self, moments: Iterable[str]) -> str:
        return _LINK.join(f"{moment}{self.stamp}" if moment == _GROWING else moment for moment in moments)


def read_earlier(ledger: Ledger | None, *, places: Places, sessions: pl.DataFrame) -> Earlier:
    """What the ledger says, in the order of the leaders of a release; people who are gone are left out."""
    last = sessions["held_on"].max()
    stamp = f" {last:%Y-%m}" if isinstance(last, date) else ""
    if ledger is None:
        return Earlier({}, stamp)
    where = {name: place for place, name in enumerate(places.leaders["leader_id"].to_list())}
    numbers = np.array([where.get(name, -1) for name in ledger.names])
    told: dict[tuple[str, str], list[tuple[str, Flags]]] = {}
    for name, moments, cell, people in ledger.told.iter_rows():
        marked = np.zeros(places.count, dtype=bool)
        marked[(known := numbers[people])[known >= 0]] = True
        told.setdefault((name, moments), []).append((cell, marked))
    kept: dict[tuple[str, str], list[Number]] = {}
    for name, moments, people, line, least, most in ledger.stated.iter_rows():
        known = numbers[people]
        if (known >= 0).all():
            marked = np.zeros(places.count, dtype=bool)
            marked[known] = True
            reading, _, moment = line.partition("@")
            kept.setdefault((name, moments), []).append(Number(marked, reading, moment, least, most))
    return Earlier(told, stamp, kept)
