"""Puts units together, one by one: from what is told, who stands behind it, and what was told before."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import csr_array, vstack

from etl.audit.earlier import Earlier, Number
from etl.audit.implied import ByCell, Questions
from etl.audit.places import Flags, Numbers
from etl.audit.readings import FROM, TO, find_step, list_corners, make_ladder
from etl.audit.standing import Stand
from etl.audit.statements import Told
from etl.audit.units import Line, Moment, Pair, Unit
from etl.audit.values import Values

_DIRECTIONS = ("improved", "same", "worse")
_ENDS = {"mean_from": (FROM, "mean"), "mean_to": (TO, "mean"), "ceiling": (FROM, "ceiling")}
_TIES = {"change": "mean", "top2_change": "top2"}
_NEAR = 1e-6
_PLAIN = {"mean": "mean", "mean_programme": "mean", "top2": "top2", "nps": "nps"}


def draft_units(
    told: Sequence[Told], *, values: Values, stands: dict[tuple[str, str], Stand], earlier: Earlier
) -> list["Draft"]:
    """The units of a release, of every indicator of which something is shown; they are made one by one."""
    by_stand: dict[int, list[Told]] = {}
    for one in told:
        by_stand.setdefault(id(stands[one.indicator_id, one.wave]), []).append(one)
    questions = Questions(values=values, stands=stands, told=sort_told(told))
    every = {id(stand): stand for stand in stands.values()}
    linked = (group for group in _link(list(every.values())) if any(id(s) in by_stand for s in group))
    return [
        Draft(group, told=[by_stand.get(id(s), []) for s in group], questions=questions, earlier=earlier)
        for group in linked
    ]


def sort_told(told: Sequence[Told]) -> dict[tuple[str, str], ByCell]:
    """What is told, by indicator and wave (or contrast), and by cell and statistic."""
    sorted_out: dict[tuple[str, str], ByCell] = {}
    for one in told:
        by_cell = sorted_out.setdefault((one.indicator_id, one.wave), {})
        by_cell.setdefault(one.cell, {})[one.statistic] = one
    return sorted_out


def _link(stands: list[Stand]) -> Iterator[list[Stand]]:
    """Stands of one indicator that share a moment, directly or through others."""
    left = list(stands)
    while left:
        group, moments = [left.pop(0)], set()
        while True:
            moments = {m for s in group for m in s.moments}
            more = [s for s in left if s.indicator_id == group[0].indicator_id and s.moments & moments]
            if not more:
                break
            group += more
            left = [s for s in left if not any(s is one for one in more)]
        yield group


class Draft:
    """Puts one unit together. `weight`: how much there is to audit, roughly; `count`: of how many numbers."""

    def __init__(
        self, stands: list[Stand], *, told: list[list[Told]], questions: Questions, earlier: Earlier
    ) -> None:
        self._stands, self._told, self._questions = stands, told, questions
        self._values = values = questions.values
        self.count = sum(len(one) for one in told)
        self.weight = self.count * len({moment for stand in stands for moment in stand.moments})
        self._name = stands[0].indicator_id
        self._row: dict[str, Any] = values.rows[self._name]
        self._earlier = earlier.list_cells(self._name, {m for stand in stands for m in stand.moments})
        self._numbers = earlier.list_numbers(self._name, {m for stand in stands for m in stand.moments})
        whole = [s.people | s.total for s in stands] + self._earlier
        self._people = np.flatnonzero(np.any(whole, axis=0))
        self._rows: dict[bytes, int] = {}
        self._kept: list[Flags] = []
        self._moments: dict[str, tuple[Numbers, list[Stand]]] = {}
        self._pairs: dict[str, Pair] = {}
        self._contrasts = {c.id: (c.from_wave, c.to_wave) for c in values.programme.contrasts}

    def make(self) -> Unit:
        """The unit."""
        lines = [
            line
            for stand, told in zip(self._stands, self._told, strict=True)
            for line in self._write(stand, told)
        ]
        moments = tuple(self._describe(name) for name in sorted(self._moments))
        lines += self._write_earlier({moment.name: moment for moment in moments}, known=set(lines))
        told = len(self._kept)
        lines += self._write_implied(moments)
        rows = np.array(self._kept, dtype=bool).reshape(len(self._kept), self._people.size)
        earlier = np.array([people[self._people] for people in self._earlier], dtype=bool)
        shape = (len(self._earlier), self._people.size)
        return Unit(self._name, rows, told, earlier.reshape(shape), moments, tuple(lines), self._pairs)

    def _mark(self, people: Flags) -> int:
        row = people[self._people]
        key = np.packbits(row).tobytes()
        if key not in self._rows:
            self._rows[key] = len(self._kept)
            self._kept.append(row)
        return self._rows[key]

    def _write(self, stand: Stand, told: list[Told]) -> Iterator[Line]:
        places = self._values.places
        rows = {
            cell: self._mark(places.mark(cell) & stand.of_kind(places.kinds[cell]))
            for cell in dict.fromkeys(one.cell for one in told)
        }
        for one in told:
            yield from self._read(one, row=rows[one.cell], stand=stand)

    def _write_earlier(self, moments: dict[str, Moment], *, known: set[Line]) -> list[Line]:
        """What earlier releases told and is still true: it binds as what is told now."""
        read = (self._read_earlier(one, moments=moments) for one in self._numbers)
        return [line for line in read if line is not None and line not in known]

    def _write_implied(self, moments: Sequence[Moment]) -> Iterator[Line]:
        """What questions tell of the scale that they make up."""
        if self._row["kind"] != "scale":
            return
        inside = np.zeros(self._values.places.count, dtype=bool)
        inside[self._people] = True
        for moment in moments:
            wave, _, contrast = moment.name.partition("/")
            also = next((w for w in self._contrasts.get(contrast, ()) if w != wave), wave)
            scored = inside & ~np.isnan(self._moments[moment.name][0])
            for one in self._questions.bound_scale(self._name, wave, also=also, scored=scored):
                yield Line(self._mark(one.people), "mean", moment.name, one.least, one.most)

    def _read_earlier(self, one: Number, *, moments: dict[str, Moment]) -> Line | None:
        """The line of an earlier number; None if it is no longer true, or of what this unit does not hold."""
        own, contrast = one.people[self._people], self._contrasts.get(one.moment)
        before, after = ("", one.moment) if contrast is None else self._name_sides(one.moment, contrast)
        reading = one.reading if contrast is None else _TIES.get(one.reading, "")
        asked = [name for name in (after, before) if name]
        found = (_find_mean(moments.get(name), reading, people=own) for name in asked)
        means = [mean for mean in found if mean is not None]
        if len(means) < len(asked) or own.sum() < one.people.sum():
            return None
        true = means[0] - sum(means[1:])
        if not one.least - _NEAR <= true <= one.most + _NEAR:
            return None
        return Line(self._mark(one.people), reading, after, one.least, one.most, before=before)

    def _read(self, one: Told, *, row: int, stand: Stand) -> Iterator[Line]:
        bounds = (one.least, one.most)
        if self._row["kind"] == "response":
            return
        if one.wave not in self._contrasts:
            reading = _PLAIN.get(one.statistic, one.statistic if one.statistic.startswith("share_") else "")
            name = self._open(one.wave, stand=stand)
            if reading:
                yield Line(row, reading, name, *bounds)
            return
        before, after = self._open_pair(one.wave, self._contrasts[one.wave], stand=stand)
        if one.statistic in _ENDS:
            side, reading = _ENDS[one.statistic]
            yield Line(row, reading, before if side == FROM else after, *bounds)
        elif one.statistic in _TIES:
            yield Line(row, _TIES[one.statistic], after, *bounds, before=before)
        elif one.statistic in _DIRECTIONS and self._row["kind"] == "scale":
            self._pairs.setdefault(one.wave, self._corner(before, after))
            yield Line(row, one.statistic, after, *bounds, pair=one.wave)

    def _open(self, wave: str, *, stand: Stand, name: str = "", side: Numbers | None = None) -> str:
        given = self._values.at_wave(self._name, wave) if side is None else side
        known = self._moments.setdefault(name or wave, (given, []))
        if not any(one is stand for one in known[1]):
            known[1].append(stand)
        return name or wave

    def _open_pair(self, contrast: str, waves: tuple[str, str], *, stand: Stand) -> tuple[str, str]:
        names, sides = self._name_sides(contrast, waves), self._values.of_contrast(self._name, waves)
        for wave, name, side in zip(waves, names, sides, strict=True):
            self._open(wave, stand=stand, name=name, side=None if name == wave else side)
        return names

    def _name_sides(self, contrast: str, waves: tuple[str, str]) -> tuple[str, str]:
        """The moments of both sides of a contrast."""
        sides = self._values.of_contrast(self._name, waves)
        before, after = (
            self._values.name_moment(self._name, wave, contrast=contrast, side=side)
            for wave, side in zip(waves, sides, strict=True)
        )
        return before, after

    def _corner(self, before: str, after: str) -> Pair:
        step = find_step(self._values.count_items(self._name))
        low, high = float(self._row["low"]), float(self._row["high"])
        return Pair(before, after, list_corners(low=low, high=high, step=step))

    def _describe(self, name: str) -> Moment:
        values, stands = self._moments[name]
        own = values[self._people]
        counts = self._values.count_items(self._name) if self._row["kind"] == "scale" else []
        ladder = make_ladder(self._row, values=own[~np.isnan(own)], counts=counts)
        whole = {people.tobytes(): people for stand in stands for people in (stand.people, stand.total)}
        parts = [self._list_rows(people) for people in whole.values()]
        return Moment(name, own, ladder, _list_distinct(csr_array(vstack(parts))))

    def _list_rows(self, people: Flags) -> csr_array:
        """Every cell, on these people: cells × people of the unit."""
        counted = np.flatnonzero(people[self._people])
        inside = self._values.places.matrix[:, self._people[counted]].tocoo()
        shape = (inside.shape[0], self._people.size)
        return csr_array((inside.data, (inside.row, counted[inside.col])), shape=shape)


def _list_distinct(rows: csr_array) -> csr_array:
    """Each row that holds anybody, once."""
    rows.sort_indices()
    held, ends = rows.indices, rows.indptr
    named = {held[a:b].tobytes(): place for place, (a, b) in enumerate(pairwise(ends))}
    named.pop(b"", None)
    return csr_array(rows[np.array(sorted(named.values()), dtype=np.int64)])


def _find_mean(moment: Moment | None, reading: str, *, people: Flags) -> float | None:
    """The true mean of a reading over these people of a unit; None if not all of them have one there."""
    if moment is None or reading not in moment.ladder.readings or not people.any():
        return None
    values = moment.values[people]
    if np.isnan(values).any():
        return None
    return float((moment.ladder.mix(values) @ moment.ladder.readings[reading]).mean())
