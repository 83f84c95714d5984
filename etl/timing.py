"""What may be stated when, and on whom: while a moment is open, and after its cells were told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from etl.circulation import Ledger
from etl.disclosure.modular import Ints
from etl.groups import Group
from etl.respondents import PEOPLE, Respondents
from schemas.programme import Programme


@dataclass(frozen=True)
class Calendar:
    """`today` decides which waves are open; `stamp` says until when what goes on growing was counted."""

    programme: Programme
    today: date
    stamp: str

    def is_open(self, group: Group) -> bool:
        """Whether people may still answer at one of the moments of a group."""
        return any(self._is_wave_open(moment) for moment in group.moments)

    def list_open(self) -> tuple[str, ...]:
        """The waves that are open, and the contrasts with one of them."""
        waves = [w.id for w in self.programme.waves if self._is_wave_open(w.id)]
        pairs = [c.id for c in self.programme.contrasts if {c.from_wave, c.to_wave} & set(waves)]
        return (*waves, *pairs)

    def _is_wave_open(self, wave_id: str) -> bool:
        wave = next((w for w in self.programme.waves if w.id == wave_id), None)
        if wave is None:
            return False
        if wave.asked_at is not None:
            return self._is_wave_open(wave.asked_at)
        return wave.closes is not None and self.today <= wave.closes


def make_calendar(programme: Programme, *, sessions: pl.DataFrame, today: date) -> Calendar:
    """The calendar of a build on `today`; attendance counts until the last of the `sessions` (held_on)."""
    last = sessions["held_on"].max()
    return Calendar(
        programme=programme, today=today, stamp=f" {last:%Y-%m}" if isinstance(last, date) else ""
    )


def hold_respondents(respondents: Respondents, *, calendar: Calendar, ledger: Ledger, k: int) -> Respondents:
    """The respondents on whom may be stated, after what the ledger says was told.

    Once the cells of a group were told, they stay on the same people. The total takes in those who came later
    when they are at least `k`, and else stays where it was.
    """
    found = _divide(respondents.people)
    held: dict[int, Ints] = {}
    totals: dict[int, Ints] = {}
    for place, group in enumerate(respondents.groups):
        now = found.get(place, np.empty(0, dtype=np.int64))
        if group.is_roster:
            held[place] = totals[place] = now
            continue
        base = ledger.find_base(group, stamp=calendar.stamp)
        total = ledger.find_total(group, stamp=calendar.stamp)
        held[place] = now if base is None else np.intersect1d(base, now)
        totals[place] = now if total is None else _grow(total, now=now, k=k)
        if base is None and not calendar.is_open(group):
            # The cells are told for the first time, with the total on the same people.
            held[place] = totals[place]
    return respondents.keep(people=_join(held), totals=_join(totals))


def _grow(total: Ints, *, now: Ints, k: int) -> Ints:
    new = np.setdiff1d(now, total)
    return now if new.size >= k else np.intersect1d(total, now)


def _divide(people: pl.DataFrame) -> dict[int, Ints]:
    return {
        int(str(group)): part["leader"].cast(pl.Int64).sort().to_numpy()
        for (group,), part in people.group_by("group")
    }


def _join(people: Mapping[int, Ints]) -> pl.DataFrame:
    parts = [
        pl.DataFrame({"leader": leaders}).select(group=pl.lit(place), leader="leader").cast(PEOPLE)
        for place, leaders in people.items()
    ]
    return pl.concat([pl.DataFrame(schema=PEOPLE), *parts])
