"""The same question put to a solver of whole-number programmes, as a check from outside.

A violation is a combination of cells v ≠ 0 that lives on atoms of together fewer than k people. Divide it by
its largest number: then one small atom has v = 1, and no atom is beyond −1 … 1. So it is enough to ask, for
each small atom in turn, for such a v with binary marks z_a ≥ |v_a| and Σ n_a z_a < k. No big constant is
needed, so the question is exact but for the solver's tolerances: what it finds is checked over fractions,
and "none" is proved for every atom, or counts for nothing.
"""

from dataclasses import dataclass
from typing import Literal, cast

import highspy
import numpy as np

from etl.disclosure.atoms import Atoms
from etl.disclosure.modular import Ints
from etl.disclosure.rational import can_be_singled_out

Outcome = Literal["separated", "violated", "not_proved"]
_TOUCHED = 1e-7


@dataclass(frozen=True)
class Checked:
    """The outcome, and the atoms of a violation (else empty). Only `separated` lets anything be published."""

    outcome: Outcome
    atoms: Ints


@dataclass(frozen=True)
class _Programme:
    """The solver's model; `seconds` a question; the first columns of the atoms' v and z."""

    solver: highspy.Highs
    small: Ints
    first_value: int
    first_mark: int
    seconds: float


def check_separation(atoms: Atoms, *, k: int, seconds: float = 60.0) -> Checked:
    """Whether the cells of `atoms` are k-separated, by the solver alone.

    Args:
        atoms: the published cells.
        k: the smallest group that may be told.
        seconds: what each question may take; a solver that runs out of time has proved nothing.
    """
    programme = _build(atoms, k=k, seconds=seconds)
    proved = True
    for place in range(programme.small.size):
        found = _ask(programme, place=place)
        if found is None:
            proved = False
        elif found.size:
            return _recheck(found, atoms=atoms, k=k)
    return Checked(outcome="separated" if proved else "not_proved", atoms=np.empty(0, dtype=np.int64))


def _recheck(found: Ints, *, atoms: Atoms, k: int) -> Checked:
    small = int(atoms.sizes[found].sum()) < k
    real = small and can_be_singled_out(found, matrix=atoms.matrix)
    return Checked(outcome="violated" if real else "not_proved", atoms=found)


def _build(atoms: Atoms, *, k: int, seconds: float) -> _Programme:
    small = np.flatnonzero(atoms.sizes < k)
    cells, count = atoms.matrix.shape[0], small.size
    lp = highspy.HighsLp()
    free = np.full(cells, highspy.kHighsInf)
    ones, zeros = np.ones(count), np.zeros(count)
    matrix, equal = _constrain(atoms, small=small)
    lp.num_col_, lp.num_row_ = matrix.shape[1], matrix.shape[0]
    lp.col_cost_ = np.concatenate([np.zeros(cells + count), atoms.sizes[small].astype(float)])
    lp.col_lower_ = np.concatenate([-free, -ones, zeros])
    lp.col_upper_ = np.concatenate([free, ones, ones])
    lp.row_lower_ = np.where(equal, 0.0, -highspy.kHighsInf)
    lp.row_upper_ = np.concatenate([np.zeros(matrix.shape[0] - 1), [float(k - 1)]])
    _fill(lp, matrix)
    whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    lp.integrality_ = [real] * (cells + count) + [whole] * count
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.passModel(lp)
    return _Programme(
        solver=solver, small=small, first_value=cells, first_mark=cells + count, seconds=seconds
    )


def _constrain(atoms: Atoms, *, small: Ints) -> tuple[np.ndarray, np.ndarray]:
    """Rows: v = λA on every atom (0 on large ones), v ≤ z, −v ≤ z, Σ n z; and which are equations."""
    cells, count = atoms.matrix.shape[0], small.size
    chosen, here = np.zeros((atoms.sizes.size, count)), np.eye(count)
    chosen[small] = here
    none = np.zeros((count, cells))
    weights = atoms.sizes[small].astype(float)[None, :]
    matrix = np.block(
        [
            [atoms.matrix.T.astype(float), -chosen, np.zeros_like(chosen)],
            [none, here, -here],
            [none, -here, -here],
            [np.zeros((1, cells)), np.zeros((1, count)), weights],
        ]
    )
    equal = np.arange(matrix.shape[0]) < atoms.sizes.size
    return matrix, equal


def _fill(lp: highspy.HighsLp, matrix: np.ndarray) -> None:
    rows, columns = np.nonzero(matrix)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.searchsorted(rows, np.arange(matrix.shape[0] + 1)).astype(np.int32)
    lp.a_matrix_.index_ = columns.astype(np.int32)
    lp.a_matrix_.value_ = matrix[rows, columns]


def _ask(programme: _Programme, *, place: int) -> Ints | None:
    """The atoms of a violation whose largest is the small atom at `place`; empty if none; None if unknown."""
    solver, value = programme.solver, programme.first_value + place
    solver.changeColBounds(value, 1.0, 1.0)
    # The clock runs on from one question to the next.
    solver.setOptionValue("time_limit", solver.getRunTime() + programme.seconds)
    solver.run()
    status = solver.getModelStatus()
    numbers = np.array(solver.getSolution().col_value) if _has_solution(solver) else None
    solver.changeColBounds(value, -1.0, 1.0)
    if numbers is not None:
        values = numbers[programme.first_value : programme.first_mark]
        return cast(Ints, programme.small[np.abs(values) > _TOUCHED])
    return np.empty(0, dtype=np.int64) if status == highspy.HighsModelStatus.kInfeasible else None


def _has_solution(solver: highspy.Highs) -> bool:
    return bool(solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible)
