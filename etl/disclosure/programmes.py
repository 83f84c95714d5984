"""The linear programmes of a unit: one for each moment, and one for each contrast that tells directions.

A mean change ties two moments. Instead of one large programme over all moments, each has its own, in which
the other moments are held at the true answers: every world that such a programme finds is one that fits
everything published, so what it leaves open is open. It can drop a little more than one large programme
would.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array

from etl.disclosure.linear_model import Statement
from etl.disclosure.membership import People
from etl.disclosure.modular import Ints
from etl.disclosure.rounding import Floats
from etl.disclosure.states import States, list_paired_states, mix_paired, mix_single
from etl.disclosure.unit import Line, Unit

Write = Callable[[Sequence[Line]], list[Statement]]
TOLD = -1
_NEAR = 1e-6
_TIES = {"change": "mean", "top2_change": "top2"}
"""A statement of the difference of two moments, and the reading that it is the difference of."""


@dataclass(frozen=True)
class Programmes:
    """`rows`: every cell of every base (bases · cells), and then whom `told` is about, × people; sparse.

    `told`: what earlier releases told and this one need not tell: lines of base `TOLD`, whose cell is the
    place among these.
    """

    unit: Unit
    people: People
    rows: csr_array
    told: tuple[Line, ...] = ()

    def list_all(self) -> Iterator[tuple[Write, States, Floats]]:
        """For each programme: what turns lines into its statements, its states, and the true answers."""
        for moment, states in self.unit.states.items():
            readings = {f"{name}@{moment}": name for name in states.readings}
            truth = mix_single(states, self._values[moment])
            yield self._writer(readings, ends={moment: ""}, states=states, truth=truth), states, truth
        for contrast in self.unit.directions:
            yield self._tell_directions(contrast)

    def find_row(self, line: Line) -> int:
        """The place in `rows` of the cell that a line is about."""
        own = self.rows.shape[0] - len(self.told)
        return own + line.cell if line.base == TOLD else line.base * (own // len(self.unit.bases)) + line.cell

    def _find_people(self, row: int) -> Ints:
        return np.sort(self.rows.indices[self.rows.indptr[row] : self.rows.indptr[row + 1]])

    @cached_property
    def _values(self) -> dict[str, Floats]:
        """The values of all people at each moment, in order; who gave none has the lowest."""
        return {moment: self._spread(moment) for moment in self.unit.states}

    def _spread(self, moment: str) -> Floats:
        answers = self.unit.answers[moment]
        lowest = float(self.unit.states[moment].readings["mean"].min())
        values = np.full(self.people.leaders.size, lowest)
        known = np.isin(answers.leaders, self.people.leaders)
        values[np.searchsorted(self.people.leaders, answers.leaders[known])] = answers.values[known]
        return values

    def _tell_directions(self, contrast: str) -> tuple[Write, States, Floats]:
        base, step = self.unit.directions[contrast]
        before, after = self.unit.contrasts[contrast]
        first = self.unit.states[before]
        ends = first.readings["mean"]
        states = list_paired_states(
            lowest=float(ends[0]), highest=float(ends[-1]), step=step, point=first.spans["mean"]
        )
        readings = {f"{name}@{contrast}": name for name in ("change", "improved", "same", "worse")}
        readings |= {f"mean@{before}": "mean_from", f"mean@{after}": "mean_to"}
        inside = np.isin(self.people.leaders, self.unit.bases[base])
        # Who is not in the base answered something, of which this contrast states nothing.
        held = [np.where(inside, self._values[moment], ends[0]) for moment in (before, after)]
        truth = mix_paired(states, before=held[0], after=held[1])
        ends_of = {before: "_from", after: "_to"}
        write = self._writer(readings, ends=ends_of, states=states, truth=truth, only=base)
        return write, states, truth

    def _writer(
        self,
        readings: dict[str, str],
        *,
        ends: dict[str, str],
        states: States,
        truth: Floats,
        only: int | None = None,
    ) -> Write:
        """What turns lines into statements about `readings`; ties to a moment that is not in `ends` are
        bounds.

        What was told and is no longer true (an answer was put right since) tells nothing of those of now.
        `only`: the base that the programme is about; others state the same people in part only.
        """
        value = {name: truth @ states.readings[name] for name in readings.values() if name in states.readings}

        def still_holds(one: Statement) -> bool:
            mean = float(value[one.reading][self._find_people(one.cell)].mean())
            return one.low - _NEAR <= mean <= one.high + _NEAR

        def read_told() -> Iterator[Statement]:
            for line in self.told:
                if only is None or self._is_within(line, base=only):
                    read = self._read_line(line, readings=readings, ends=ends)
                    yield from (one for one in read if still_holds(one))

        told = list(read_told())

        def write(lines: Sequence[Line]) -> list[Statement]:
            own = [line for line in lines if only is None or line.base == only]
            read = [one for line in own for one in self._read_line(line, readings=readings, ends=ends)]
            if read:
                read += told
            # The mean of a wave is the first or second mean of a change too. In another bundle it stays: one
            # can fall without the other.
            return list({replace(one, worth=0.0): one for one in read}.values())

        return write

    def _is_within(self, line: Line, *, base: int) -> bool:
        inside = np.isin(self.people.leaders, self.unit.bases[base])
        return bool(inside[self._find_people(self.find_row(line))].all())

    def _read_line(
        self, line: Line, *, readings: dict[str, str], ends: dict[str, str]
    ) -> Iterator[Statement]:
        row = self.find_row(line)
        if line.reading in readings:
            name = readings[line.reading]
            yield Statement(row, name, line.least, line.most, line.worth, line.bundle)
            return
        statistic, _, contrast = line.reading.partition("@")
        if statistic not in _TIES or contrast not in self.unit.contrasts:
            return
        before, after = self.unit.contrasts[contrast]
        for own, other, sign in ((after, before, 1), (before, after, -1)):
            if own in ends and other not in ends:
                name = f"{_TIES[statistic]}{ends[own]}"
                fixed = self._find_true(_TIES[statistic], moment=other, row=row)
                low, high = sorted((sign * line.least, sign * line.most))
                yield Statement(row, name, fixed + low, fixed + high, line.worth, line.bundle)

    def _find_true(self, reading: str, *, moment: str, row: int) -> float:
        """The true mean of a reading at a moment in a cell."""
        states = self.unit.states[moment]
        values = self._values[moment][self._find_people(row)]
        return float((mix_single(states, values) @ states.readings[reading]).mean())
