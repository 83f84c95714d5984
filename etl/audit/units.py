"""What shares answers is audited together: an indicator with all moments whose people are linked."""

import hashlib
import pickle
from dataclasses import dataclass

from scipy.sparse import csr_array

from etl.audit.places import Flags, Numbers
from etl.audit.readings import Corners, Ladder


@dataclass(frozen=True)
class Moment:
    """A moment of an indicator: `values` of the people of the unit (NaN: did not answer), and the ladder.

    `rows`: every cell of the lattice, published or not, as the people who count in it (cells × people, sparse
    0/1).
    """

    name: str
    values: Numbers
    ladder: Ladder
    rows: csr_array


@dataclass(frozen=True)
class Line:
    """The mean of `reading` over the people of a published row, at a moment, is within `least` … `most`.

    `before`: the line is about the difference with this moment. `pair`: it is about a contrast's directions.
    """

    row: int
    reading: str
    moment: str
    least: float
    most: float
    before: str = ""
    pair: str = ""


@dataclass(frozen=True)
class Pair:
    """A contrast of which directions are told: its two moments and the corners of pairs of answers."""

    before: str
    after: str
    corners: Corners


@dataclass(frozen=True)
class Unit:
    """What is audited together.

    `rows`: rows × people, each different, that lines are about; the first `told` of them are published, and
    of the others only questions tell (`etl.audit.implied`). `earlier`: rows that were ever told of these
    answers.
    """

    indicator_id: str
    rows: Flags
    told: int
    earlier: Flags
    moments: tuple[Moment, ...]
    lines: tuple[Line, ...]
    pairs: dict[str, Pair]

    @property
    def published(self) -> Flags:
        """The rows of which something is told itself."""
        return self.rows[: self.told]

    def identify(self, *, k: int, thorough: bool) -> str:
        """SHA-256 of all that its audit depends on."""
        return hashlib.sha256(pickle.dumps((self, k, thorough), protocol=5)).hexdigest()
