"""One indicator, with everything stated of it that shares answers: judged by itself, in a process of its own.

First membership: which of the offered cells stay k-separated over the union of all who stand behind the
indicator, with what earlier releases told. Then the linear gate over what is left and what these releases
told: that stays known, so what would have to be withheld with it is withheld now. Nothing here depends on
another indicator, so units can be judged side by side, and a unit that is the same as last time need not be
judged again.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from scipy.sparse import csr_array, vstack

from etl.disclosure.linear_gate import gate_statements
from etl.disclosure.linear_model import Statement, UnsolvedError
from etl.disclosure.membership import Cell, People
from etl.disclosure.programmes import TOLD, Programmes, Write
from etl.disclosure.rounding import Floats
from etl.disclosure.separation import Separation
from etl.disclosure.states import States
from etl.disclosure.unit import Line, Stated, Unit

Offered = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Judged:
    """`accepted`: offers that keep everything separated, with the reason; `refused`: the others, with theirs.

    `dropped`: bundles that the gate took out. `groups` and `questions`: what the gate looked at and asked.
    """

    indicator_id: str
    accepted: tuple[tuple[int, int, str], ...]
    refused: tuple[tuple[int, int, str], ...]
    dropped: tuple[int, ...]
    groups: int
    questions: int


class CirculatingError(ValueError):
    """What earlier releases told already singles out a small group: nothing more can be promised."""


def judge_unit(unit: Unit, *, cells: Sequence[Cell], k: int) -> Judged:
    """Which cells, and which statements in them, may be published.

    Raises:
        CirculatingError: if earlier releases together single out a group.
        UnsolvedError: if the solver fails; then publish nothing.
    """
    people = People.of([*unit.bases, *unit.circulating])
    accepted, refused = _separate(unit, cells=cells, people=people, k=k)
    standing = {(base, cell) for base, cell, _ in accepted}
    lines = [line for line in unit.lines if (line.base, line.cell) in standing]
    again, before = _divide_told(unit, lines=lines, cells=cells)
    told = [*before, *unit.implied]
    rows = [people.mark_cells(cells, bases=unit.bases)]
    rows += [csr_array(people.mark(one.leaders)[None]) for one in told]
    programmes = Programmes(unit=unit, people=people, rows=csr_array(vstack(rows)), told=_write_told(told))
    course = _Course(programmes, lines=lines, k=k, kept=again)
    course.run()
    return Judged(
        unit.indicator_id, accepted, refused, tuple(sorted(course.dropped)), course.groups, course.questions
    )


class _Course:
    """The gates of a unit, one after another. What one drops, others lose too: those look again."""

    def __init__(self, programmes: Programmes, *, lines: Sequence[Line], k: int, kept: Set[int]) -> None:
        self._programmes, self._lines, self._k = programmes, lines, k
        self._kept = kept | {line.bundle for line in programmes.told}
        self.dropped: set[int] = set()
        self.groups = self.questions = 0

    def run(self) -> None:
        """Gate every programme until nothing has fallen since it was gated."""
        gates = list(self._programmes.list_all())
        seen: dict[int, tuple[int, int]] = {}
        known: list[set[bytes]] = [set() for _ in gates]
        waiting = True
        while waiting:
            waiting = False
            for place, (write, states, truth) in enumerate(gates):
                statements, cells = self._size_up(write)
                if seen.get(place) != (statements, cells):
                    self._gate(write, states=states, truth=truth, known=known[place])
                    # A cell of which nothing is left merges atoms: then it looks again itself.
                    seen[place] = (self._size_up(write)[0], cells)
                    waiting = True

    def _size_up(self, write: Write) -> tuple[int, int]:
        """How many statements a programme has, and of how many cells anything is stated: both only shrink."""
        return len(self._write(write)), len(self._list_rows())

    def _list_standing(self) -> list[Line]:
        return [line for line in self._lines if line.bundle not in self.dropped]

    def _list_rows(self) -> list[int]:
        lines = (*self._list_standing(), *self._programmes.told)
        return sorted({self._programmes.find_row(line) for line in lines})

    def _write(self, write: Write) -> list[Statement]:
        return write(self._list_standing())

    def _gate(self, write: Write, *, states: States, truth: Floats, known: set[bytes]) -> None:
        statements = self._write(write)
        if statements:
            gated = gate_statements(
                self._programmes.rows,
                statements=statements,
                states=states,
                truth=truth,
                k=self._k,
                beside=self._list_rows(),
                known=known,
                kept=self._kept,
            )
            self.dropped.update(gated.dropped)
            self.groups, self.questions = self.groups + gated.targets, self.questions + gated.questions


def _divide_told(
    unit: Unit, *, lines: Sequence[Line], cells: Sequence[Cell]
) -> tuple[frozenset[int], list[Stated]]:
    """The bundles of `lines` that say what was told before and nothing else; and what was told besides."""
    if not unit.stated:
        return frozenset(), []
    names = {one.name for one in unit.stated}
    places = {(line.base, line.cell) for line in lines}
    leaders = {place: unit.find_leaders(*place, cells=cells) for place in places}
    said = [
        (line, Stated(leaders[line.base, line.cell], line.reading, line.least, line.most).name)
        for line in lines
    ]
    new = {line.bundle for line, name in said if name not in names}
    again = frozenset(line.bundle for line, _ in said) - new
    repeated = {name for line, name in said if line.bundle in again}
    besides = {one.name: one for one in unit.stated if one.name not in repeated}
    return again, list(besides.values())


def _write_told(told: Sequence[Stated]) -> tuple[Line, ...]:
    """Lines that never fall, each of a bundle of its own."""
    return tuple(
        Line(TOLD, place, one.reading, one.least, one.most, worth=0.0, bundle=-1 - place)
        for place, one in enumerate(told)
    )


def _separate(unit: Unit, *, cells: Sequence[Cell], people: People, k: int) -> tuple[Offered, Offered]:
    separation = Separation(people=people.leaders.size, k=k)
    for leaders in unit.circulating:
        if not separation.offer(people.mark(leaders)).accepted:
            raise CirculatingError(unit.indicator_id)
    found: dict[bool, list[tuple[int, int, str]]] = {True: [], False: []}
    for base, cell in unit.offers:
        verdict = separation.offer(people.mark(cells[cell].leaders, base=unit.bases[base]))
        found[verdict.accepted].append((base, cell, verdict.reason))
    if not separation.is_proved():
        raise UnsolvedError(f"{unit.indicator_id}: the rank is not certified")
    return tuple(found[True]), tuple(found[False])
