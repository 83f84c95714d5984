"""One indicator, with everything stated of it that shares answers: what is judged at once."""

import hashlib
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from etl.disclosure.membership import Cell, keep_in
from etl.disclosure.modular import Ints
from etl.disclosure.rounding import Floats
from etl.disclosure.states import States

DIRECTIONS = ("improved", "same", "worse")


@dataclass(frozen=True)
class Line:
    """A statement that could be published: `base` and `cell` are places, `least` … `most` what it allows.

    `reading`: `mean@end`, `share_4@begin`, `change@begin-end`, or `improved@begin-end`. `bundle`: what is
    shown or withheld with it, a number of its own for each base, cell and bundle.
    """

    base: int
    cell: int
    reading: str
    least: float
    most: float
    worth: float
    bundle: int


@dataclass(frozen=True)
class Stated:
    """A statement that an earlier release told of `leaders`, and that still goes round; as in `Line`."""

    leaders: Ints
    reading: str
    least: float
    most: float

    @property
    def name(self) -> tuple[bytes, str, float, float]:
        """What tells it apart."""
        return self.leaders.tobytes(), self.reading, self.least, self.most


@dataclass(frozen=True)
class Answers:
    """Everybody's value of the indicator at one moment: `leaders`, sorted, and their `values`."""

    leaders: Ints
    values: Floats


@dataclass(frozen=True)
class Unit:
    """What is to be judged of one indicator.

    `bases`: for each group of respondents its leaders, sorted. `offers`: (base, cell) in order. `lines`: what
    would be stated in these. `states`: what a person can answer at each moment. `contrasts`: id → its two
    moments. `directions`: contrasts of which improved, same and worse are stated, with base and the step of
    the scores. `circulating`: leaders of each cell of an earlier release. `stated`: what these told of them.
    `implied`: what the questions of a scale tell of it (`etl.disclosure.families`).
    """

    indicator_id: str
    bases: tuple[Ints, ...]
    offers: tuple[tuple[int, int], ...]
    lines: tuple[Line, ...]
    states: dict[str, States]
    answers: dict[str, Answers]
    contrasts: dict[str, tuple[str, str]]
    directions: dict[str, tuple[int, float]] = field(default_factory=dict)
    circulating: tuple[Ints, ...] = ()
    stated: tuple[Stated, ...] = ()
    implied: tuple[Stated, ...] = ()

    def identify(self, cells: Sequence[Cell], *, k: int) -> str:
        """SHA-256 of all that the judgement depends on, but for what earlier releases told."""
        members = [cell.leaders.tobytes() for cell in cells]
        new = replace(self, circulating=(), stated=())
        return hashlib.sha256(pickle.dumps((new, members, k), protocol=5)).hexdigest()

    def covers(
        self, accepted: Iterable[tuple[int, int]], *, dropped: Iterable[int], cells: Sequence[Cell]
    ) -> bool:
        """Whether all that earlier releases told is told too where `accepted` (base, cell) stand, and the
        bundles `dropped` do not.
        """
        places, gone = set(accepted), set(dropped)
        rows = {place: self.find_leaders(*place, cells=cells) for place in places}
        again = {
            Stated(rows[line.base, line.cell], line.reading, line.least, line.most).name
            for line in self.lines
            if (line.base, line.cell) in places and line.bundle not in gone
        }
        shown = {leaders.tobytes() for leaders in rows.values()}
        return all(told.tobytes() in shown for told in self.circulating) and all(
            told.name in again for told in self.stated
        )

    def find_leaders(self, base: int, cell: int, *, cells: Sequence[Cell]) -> Ints:
        """Who is in a cell of a base, sorted."""
        return keep_in(cells[cell].leaders, self.bases[base])
