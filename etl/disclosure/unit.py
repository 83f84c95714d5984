"""One indicator, with everything stated of it that shares answers: what is judged at once."""

import hashlib
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from etl.disclosure.membership import Cell
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
    the scores. `circulating`: leaders of each cell of an earlier release.
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

    def identify(self, cells: Sequence[Cell], *, k: int) -> str:
        """SHA-256 of all that the judgement depends on, but for what earlier releases told."""
        members = [cell.leaders.tobytes() for cell in cells]
        new = replace(self, circulating=())
        return hashlib.sha256(pickle.dumps((new, members, k), protocol=5)).hexdigest()

    def covers(self, accepted: Iterable[tuple[int, int]], *, cells: Sequence[Cell]) -> bool:
        """Whether all that earlier releases told is told by the `accepted` (base, cell) too."""
        rows = {np.intersect1d(cells[cell].leaders, self.bases[base]).tobytes() for base, cell in accepted}
        return all(told.tobytes() in rows for told in self.circulating)
