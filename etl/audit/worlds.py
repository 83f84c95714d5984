"""All worlds that fit what is published: one linear programme over every moment of a unit together.

Columns: for each moment, atom and rung of the ladder how many people of the atom are there; for each
contrast of which directions are told, atom and corner the same. Rows: each atom has its people; each
published number lies between its bounds; a change ties the two moments of the same people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np
from scipy.sparse import coo_array, csr_array

from etl.audit.places import Flags, Numbers
from etl.audit.small_groups import Ints
from etl.audit.units import Line, Moment, Pair, Unit

NEAR = 1e-6
_OPTIONS = (("output_flag", False), ("threads", 1), ("presolve", "off"), ("simplex_strategy", 4))


class NoWorldError(RuntimeError):
    """The solver found no optimum: nothing is known, and so nothing is proved."""


@dataclass(frozen=True)
class Block:
    """The columns of one moment (or contrast): from `start`, atoms × `width`."""

    start: int
    width: int


class Worlds:
    """The programme of a unit over given atoms, kept warm between questions."""

    def __init__(self, unit: Unit, *, atoms: Ints) -> None:
        self.unit = unit
        self.atoms = atoms
        self.sizes = np.bincount(atoms)
        self.blocks: dict[str, Block] = {}
        self._start = 0
        for moment in unit.moments:
            self._open(moment.name, moment.ladder.rungs.size)
        for name, pair in unit.pairs.items():
            self._open(f"pair {name}", pair.corners.first.size)
        self._matrix, self._low, self._high = self._write()

    def ask(self, costs: dict[str, Numbers]) -> dict[str, Numbers]:
        """The world (moment → atoms × rungs) of the least cost (moment → atoms × rungs).

        Raises:
            NoWorldError: if the solver does not reach an optimum.
        """
        whole = np.zeros(self._start)
        for name, table in costs.items():
            block = self.blocks[name]
            whole[block.start : block.start + table.size] = table.ravel()
        solver = self._solver
        solver.changeColsCost(whole.size, np.arange(whole.size, dtype=np.int32), whole)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise NoWorldError(self.unit.indicator_id)
        found = np.array(solver.getSolution().col_value)
        return {moment.name: self._cut(found, moment.name) for moment in self.unit.moments}

    def holds(self, world: Numbers) -> bool:
        """Whether a world (all columns) fits everything published."""
        totals = self._matrix @ world
        return bool(np.all((totals >= self._low - NEAR) & (totals <= self._high + NEAR)))

    def find_truth(self) -> Numbers:
        """The true answers as a world; who did not answer has the lowest."""
        world = np.zeros(self._start)
        given = {m.name: np.where(np.isnan(m.values), m.ladder.rungs[0], m.values) for m in self.unit.moments}
        for moment in self.unit.moments:
            self._fill(world, moment.name, moment.ladder.mix(given[moment.name]))
        for name, pair in self.unit.pairs.items():
            mixed = _mix_corners(pair, first=given[pair.before], second=given[pair.after])
            self._fill(world, f"pair {name}", mixed)
        return world

    def _fill(self, world: Numbers, name: str, people: Numbers) -> None:
        block = self.blocks[name]
        table = np.zeros((self.sizes.size, block.width))
        np.add.at(table, self.atoms, people)
        world[block.start : block.start + table.size] = table.ravel()

    def _cut(self, world: Numbers, name: str) -> Numbers:
        block = self.blocks[name]
        return np.asarray(world[block.start : block.start + block.width * self.sizes.size]).reshape(
            -1, block.width
        )

    def _open(self, name: str, width: int) -> None:
        self.blocks[name] = Block(self._start, width)
        self._start += width * self.sizes.size

    @cached_property
    def _solver(self) -> highspy.Highs:
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in _OPTIONS:
            solver.setOptionValue(option, value)
        lp = highspy.HighsLp()
        lp.num_row_, lp.num_col_ = self._matrix.shape
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_, lp.col_upper_ = np.zeros(lp.num_col_), np.full(lp.num_col_, highspy.kHighsInf)
        lp.row_lower_, lp.row_upper_ = self._low, self._high
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = self._matrix.indptr.astype(np.int32)
        lp.a_matrix_.index_ = self._matrix.indices.astype(np.int32)
        lp.a_matrix_.value_ = self._matrix.data
        solver.passModel(lp)
        return solver

    def _write(self) -> tuple[csr_array, Numbers, Numbers]:
        rows = _Rows()
        every = np.arange(self.sizes.size)
        for block in self.blocks.values():
            for atom, size in enumerate(self.sizes):
                rows.add(
                    [(self._columns(block, every[[atom]]), np.ones(block.width))], float(size), float(size)
                )
        for line in self.unit.lines:
            self._write_line(line, rows=rows)
        for name, pair in self.unit.pairs.items():
            for moment, corner in ((pair.before, pair.corners.first), (pair.after, pair.corners.second)):
                self._tie(name, moment=moment, corner=corner, rows=rows)
        return rows.close(self._start)

    def _columns(self, block: Block, atoms: Ints) -> Ints:
        return (block.start + atoms[:, None] * block.width + np.arange(block.width)).ravel()

    def _inside(self, row: Flags) -> Ints:
        return np.unique(self.atoms[row])

    def _write_line(self, line: Line, *, rows: "_Rows") -> None:
        people = self.unit.rows[line.row]
        inside, n = self._inside(people), int(people.sum())
        moment = next(m for m in self.unit.moments if m.name == line.moment)
        if line.pair:
            marks, block = (
                self.unit.pairs[line.pair].corners.marks[line.reading],
                self.blocks[f"pair {line.pair}"],
            )
            rows.add(
                [(self._columns(block, inside), np.tile(marks, inside.size))], *_bound(line, n=n, grain=1.0)
            )
            return
        reading = moment.ladder.readings[line.reading]
        parts = [(self._columns(self.blocks[line.moment], inside), np.tile(reading, inside.size))]
        if line.before:
            earlier = next(m for m in self.unit.moments if m.name == line.before).ladder.readings[
                line.reading
            ]
            parts.append((self._columns(self.blocks[line.before], inside), np.tile(-earlier, inside.size)))
        rows.add(parts, *_bound(line, n=n, grain=_find_grain(moment, line.reading)))

    def _tie(self, name: str, *, moment: str, corner: Numbers, rows: "_Rows") -> None:
        """The pairs of answers have the means of the moment."""
        ladder = next(m.ladder for m in self.unit.moments if m.name == moment)
        for atom in range(self.sizes.size):
            one = np.array([atom])
            rows.add(
                [
                    (self._columns(self.blocks[f"pair {name}"], one), corner),
                    (self._columns(self.blocks[moment], one), -ladder.rungs),
                ],
                0.0,
                0.0,
            )


def _find_grain(moment: Moment, reading: str) -> float:
    if reading == "mean":
        return moment.ladder.grain
    return 100.0 if reading == "nps" else 1.0


def _bound(line: Line, *, n: int, grain: float) -> tuple[float, float]:
    """The least and most total: a multiple of the grain."""
    return (
        float(np.ceil(line.least * n / grain - NEAR) * grain) if np.isfinite(line.least) else -np.inf,
        float(np.floor(line.most * n / grain + NEAR) * grain) if np.isfinite(line.most) else np.inf,
    )


class _Rows:
    """Rows of a sparse matrix, one after another."""

    def __init__(self) -> None:
        self._columns: list[Ints] = []
        self._numbers: list[Numbers] = []
        self._places: list[Ints] = []
        self._low: list[float] = []
        self._high: list[float] = []

    def add(self, parts: Sequence[tuple[Ints, Numbers]], low: float, high: float) -> None:
        """A row of columns and numbers, and its bounds."""
        for columns, numbers in parts:
            self._columns.append(columns)
            self._numbers.append(numbers)
            self._places.append(np.full(columns.size, len(self._low), dtype=np.int64))
        self._low.append(low)
        self._high.append(high)

    def close(self, width: int) -> tuple[csr_array, Numbers, Numbers]:
        """The matrix and the bounds."""
        places, columns, numbers = (
            np.concatenate(x) if x else np.empty(0) for x in (self._places, self._columns, self._numbers)
        )
        shape = (len(self._low), width)
        matrix = csr_array(coo_array((numbers, (places.astype(int), columns.astype(int))), shape=shape))
        return matrix, np.array(self._low), np.array(self._high)


def _mix_corners(pair: Pair, *, first: Numbers, second: Numbers) -> Numbers:
    """People × corners: each pair of answers as a mixture of the corners of its own region."""
    corners = pair.corners
    mixed = np.zeros((first.size, corners.first.size))
    moved = np.round(second - first, 9)
    for direction, sign in (("same", 0), ("improved", 1), ("worse", -1)):
        places = np.flatnonzero(corners.marks[direction])
        people = np.flatnonzero(np.sign(moved) == sign)
        table = np.array([corners.first[places], corners.second[places], np.ones(places.size)])
        for person in people:
            goal = np.array([first[person], second[person], 1.0])
            mixed[person, places] = _solve(table, goal)
    return mixed


def _solve(table: Numbers, goal: Numbers) -> Numbers:
    exact = np.flatnonzero(np.abs(table - goal[:, None]).max(axis=0) < NEAR)
    if exact.size:
        return np.eye(table.shape[1])[exact[0]]
    return np.asarray(np.linalg.lstsq(table, goal, rcond=None)[0].clip(0), dtype=np.float64)
