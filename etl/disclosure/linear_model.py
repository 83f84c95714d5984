"""All that statements leave possible, as one linear programme that is asked many questions.

Columns: people of a class in a state. Rows: each class has its people; each statement's total lies between
its bounds. One model is made and kept warm: a question changes costs only, so that the last answer is a
starting point for the primal simplex, and a statement that is dropped becomes a row without bounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csr_array, eye_array, kron, vstack

from etl.disclosure.atoms import Atoms
from etl.disclosure.modular import Ints
from etl.disclosure.rounding import Floats
from etl.disclosure.states import States

_OPTIONS = (
    ("output_flag", False),
    ("presolve", "off"),
    ("solver", "simplex"),
    ("simplex_strategy", 4),
    ("threads", 1),
)
_DUAL = 1e-7
NEAR = 1e-6
"""What counts as nothing, in people or in grains."""


class UnsolvedError(RuntimeError):
    """The solver gave no optimum: nothing is known, so nothing may be published."""


@dataclass(frozen=True)
class Statement:
    """One published number: the mean of a reading over the people of a cell lies in `low` … `high`.

    `cell`: the row of the matrix of cells. `worth`: what it is worth to readers; the cheapest falls first.
    `bundle`: statements of one bundle are shown or dropped together, such as the answers of an item.
    """

    cell: int
    reading: str
    low: float
    high: float
    worth: float
    bundle: int


@dataclass(frozen=True)
class Answer:
    """An optimum: people (classes × states), and which statements hold it back."""

    people: Floats
    binding: Ints


class LinearModel:
    """The linear programme of one indicator on one base."""

    def __init__(self, classes: Atoms, *, statements: Sequence[Statement], states: States) -> None:
        self._shape = (classes.sizes.size, states.count)
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in _OPTIONS:
            self._solver.setOptionValue(option, value)
        self._solver.passModel(_write(classes, statements=statements, states=states))
        self._columns = np.arange(classes.sizes.size * states.count, dtype=np.int32)

    def minimise(self, costs: Floats) -> Answer:
        """The people (classes × states) with the least total cost (classes × states).

        Raises:
            UnsolvedError: if the solver does not reach an optimum.
        """
        self._solver.changeColsCost(self._columns.size, self._columns, costs.ravel())
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise UnsolvedError(str(self._solver.getModelStatus()))
        solution = self._solver.getSolution()
        duals = np.array(solution.row_dual)[self._shape[0] :]
        return Answer(
            people=np.array(solution.col_value).reshape(self._shape),
            binding=np.flatnonzero(np.abs(duals) > _DUAL),
        )

    def drop(self, statement: int) -> None:
        """Forget a statement: its row stays, without bounds."""
        row = self._shape[0] + statement
        self._solver.changeRowBounds(row, -highspy.kHighsInf, highspy.kHighsInf)


def weigh_statements(classes: Atoms, *, statements: Sequence[Statement], states: States) -> csr_array:
    """The statements' totals as rows over (classes × states)."""
    if not statements:
        return csr_array((0, classes.sizes.size * states.count))
    order, parts = [], []
    for reading in dict.fromkeys(one.reading for one in statements):
        own = [place for place, one in enumerate(statements) if one.reading == reading]
        members = csr_array(classes.matrix[[statements[place].cell for place in own]].astype(float))
        parts.append(kron(members, csr_array(states.readings[reading][None]), format="csr"))
        order += own
    rows = csr_array(vstack(parts, format="csr")[np.argsort(order)])
    rows.eliminate_zeros()
    rows.sort_indices()
    return rows


def bound_totals(classes: Atoms, *, statements: Sequence[Statement], states: States) -> tuple[Floats, Floats]:
    """The least and most that each statement's total can be, given that it is a multiple of its grain."""
    sizes = classes.matrix @ classes.sizes
    grains = np.array([states.grains[one.reading] for one in statements])
    low = np.array([one.low * sizes[one.cell] for one in statements])
    high = np.array([one.high * sizes[one.cell] for one in statements])
    return np.ceil(low / grains - NEAR) * grains, np.floor(high / grains + NEAR) * grains


def _write(classes: Atoms, *, statements: Sequence[Statement], states: States) -> highspy.HighsLp:
    whole = kron(eye_array(classes.sizes.size), csr_array(np.ones((1, states.count))), format="csr")
    matrix = csr_array(vstack([whole, weigh_statements(classes, statements=statements, states=states)]))
    low, high = bound_totals(classes, statements=statements, states=states)
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    lp.col_cost_ = np.zeros(matrix.shape[1])
    lp.col_lower_ = np.zeros(matrix.shape[1])
    lp.col_upper_ = np.full(matrix.shape[1], highspy.kHighsInf)
    lp.row_lower_ = np.concatenate([classes.sizes.astype(float), low])
    lp.row_upper_ = np.concatenate([classes.sizes.astype(float), high])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = matrix.indptr.astype(np.int32)
    lp.a_matrix_.index_ = matrix.indices.astype(np.int32)
    lp.a_matrix_.value_ = matrix.data
    return lp
