"""The last gate: with everything that is published as constraints, no small group is known too well.

Every group below k keeps at least one scale point between the least and the most that its mean can be, and
for each answer it is possible that nobody in the group gave it. Where that fails, the statement that is worth
least among those that hold the answer back is dropped, until it holds.

Each solution of the programme is a *witness*: a world that fits everything published. A group needs no
question of its own once the witnesses so far, the true answers among them, lie a point apart and show a zero
for each answer. Most groups need none at all: people who are in the same published cells can change places
(`etl.disclosure.screen`). A dropped statement only makes more worlds fit, so witnesses stay valid.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from etl.disclosure.atoms import Atoms, Flags, Pieces, count_pieces, divide, find_atoms
from etl.disclosure.linear_model import (
    NEAR,
    Answer,
    LinearModel,
    Statement,
    UnsolvedError,
    bound_totals,
    weigh_statements,
)
from etl.disclosure.modular import Ints
from etl.disclosure.rounding import Floats
from etl.disclosure.screen import find_narrow, find_unsettled
from etl.disclosure.states import States
from etl.disclosure.targets import find_published_atoms, list_targets, mark_people, name_groups
from etl.disclosure.witnesses import Witnesses

_WORTHWHILE = 30
"""Two questions about many groups at once must settle as many, or each is asked alone."""


@dataclass(frozen=True)
class Gated:
    """`dropped`: the bundles that may not be published; `questions`: how often the solver was asked.

    `targets`: how many small groups were looked at: those that exchanges do not leave open at first sight.
    """

    dropped: tuple[int, ...]
    questions: int
    targets: int


def gate_statements(
    cells: csr_array | Flags,
    *,
    statements: Sequence[Statement],
    states: States,
    truth: Floats,
    k: int,
    beside: Sequence[int] = (),
    known: set[bytes] | None = None,
    kept: Set[int] = frozenset(),
) -> Gated:
    """Which bundles of `statements` have to be dropped, so that every small group stays open.

    Args:
        cells: cells × people of the base, 0/1; all cells of the lattice and the pools, published or not.
        statements: what would be published of one indicator.
        states: what a person can answer.
        truth: people × states, the true answers as mixtures of states.
        k: the smallest group that may be told.
        beside: cells of which something else is published: they name small groups too.
        known: the groups that were found open in the same cells with these statements and others; those
            of now are added.
        kept: the bundles that were told before: to drop them would make nobody forget them.

    Raises:
        ValueError: if the statements contradict the true answers.
        UnsolvedError: if the solver fails; then publish nothing.
    """
    sparse = csr_array(cells)
    pieces = divide(sparse)
    _check_truth(_Published.read(sparse, statements), states=states, truth=truth)
    known = set() if known is None else known
    before = len(known)
    dropped: set[int] = set()
    questions = 0
    # What falls merges atoms of what is published, and so makes new groups: until there are none.
    while True:
        own = _Published.read(sparse, [one for one in statements if one.bundle not in dropped])
        atoms = find_published_atoms(pieces, published=own.rows)
        narrow = find_narrow(pieces=pieces, atoms=atoms, truth=truth, states=states, k=k)
        around = np.union1d(own.rows, np.array(beside, dtype=np.int64))
        every = [
            atoms,
            *(find_published_atoms(pieces, published=n) for n in [around] if n.size > own.rows.size),
        ]
        groups = _list_new(pieces, atoms=every, k=k, known=known, about=narrow)
        if not groups.size:
            return Gated(dropped=tuple(sorted(dropped)), questions=questions, targets=len(known) - before)
        unsettled = find_unsettled(groups, pieces=pieces, atoms=atoms, truth=truth, states=states)
        gate = _Gate(own, groups=groups[unsettled], pieces=pieces, states=states, kept=kept)
        gate.see_truth(truth)
        gate.ask_together()
        gate.divide()
        gate.ask_each()
        dropped |= gate.dropped
        questions += gate.questions


@dataclass(frozen=True)
class _Published:
    """What is published: the places of its cells, these × people, and the statements in terms of them."""

    rows: Ints
    cells: Flags
    statements: tuple[Statement, ...]

    @classmethod
    def read(cls, cells: csr_array, statements: Sequence[Statement]) -> "_Published":
        """What is published by `statements` about rows of `cells`."""
        rows = np.unique(np.array([one.cell for one in statements], dtype=np.int64))
        places = dict(zip(rows.tolist(), range(rows.size), strict=True))
        stated = tuple(replace(one, cell=places[one.cell]) for one in statements)
        return cls(rows, cells[rows].toarray().astype(bool), stated)


def _check_truth(published: _Published, *, states: States, truth: Floats) -> None:
    atoms, statements = find_atoms(published.cells), published.statements
    low, high = bound_totals(atoms, statements=statements, states=states)
    rows = weigh_statements(atoms, statements=statements, states=states)
    totals = rows @ _count_people(atoms, truth=truth).ravel()
    wrong = np.flatnonzero((totals < low - NEAR) | (totals > high + NEAR))
    if wrong.size:
        raise ValueError(f"the true {statements[wrong[0]].reading} is not within its bounds")


def _count_people(classes: Atoms, *, truth: Floats) -> Floats:
    """The people of each class in each state: classes × states."""
    people = np.zeros((classes.sizes.size, truth.shape[1]))
    np.add.at(people, classes.of_person, truth)
    return people


def _list_new(pieces: Pieces, *, atoms: Sequence[Ints], k: int, known: set[bytes], about: Flags) -> Ints:
    """The groups (groups × (k − 1), pieces) that are not yet `known`; they are from then on.

    `atoms`: those of what is published, and of what is told besides. `about`: the pieces that a cell or a
    difference must have some of to be looked at.
    """
    turns = zip((not known, False), atoms, strict=False)
    found = [list_targets(pieces, atoms=own, k=k, every=first, about=about).groups for first, own in turns]
    groups = np.vstack(found)
    new = {name: place for name, place in name_groups(groups).items() if name not in known}
    known.update(new)
    return groups[sorted(new.values())]


class _Gate:
    """The programme, the witnesses so far, and what was dropped.

    Its classes are the atoms of what is published; then these, divided by the `groups` that are left.
    """

    def __init__(
        self, published: _Published, *, groups: Ints, pieces: Pieces, states: States, kept: Set[int]
    ) -> None:
        """`groups`: groups × (k − 1), pieces."""
        self._cells, self._statements = published.cells, published.statements
        self._groups, self._pieces, self._states, self._kept = groups, pieces, states, kept
        self._open(find_atoms(self._cells))
        self._witnesses = Witnesses(count_pieces(groups, pieces=pieces, atoms=self._classes), states=states)
        self.dropped: set[int] = set()
        self.questions = 0

    def _open(self, classes: Atoms) -> None:
        self._classes = classes
        self._model = LinearModel(classes, statements=self._statements, states=self._states)

    def see_truth(self, truth: Floats) -> None:
        """The true answers are the first witness."""
        self._witnesses.see(_count_people(self._classes, truth=truth))

    def divide(self) -> None:
        """Set the groups that are left apart, so that each can be asked about by itself."""
        groups = self._groups[self._witnesses.list_left()]
        if groups.size:
            self._open(find_atoms(np.vstack([self._cells, mark_people(groups, pieces=self._pieces)])))
            self._witnesses.divide(count_pieces(groups, pieces=self._pieces, atoms=self._classes))

    def ask_together(self) -> None:
        """Worlds in which many groups lie at an end at once: most targets need no question after these."""
        draw = np.random.default_rng(0)
        before = np.inf
        while (left := self._witnesses.count()) and before - left >= _WORTHWHILE:
            before = left
            for costs in self._witnesses.draw_questions(draw):
                self._ask(costs)

    def ask_each(self) -> None:
        """Ask what the witnesses have not settled, and drop statements until it is."""
        while (question := self._witnesses.find_open()) is not None:
            held: dict[float, Ints] = {}
            asked: tuple[float, ...] = (1.0, -1.0) if question.needs_most else (1.0,)
            while asked:
                held |= {sign: self._ask(sign * question.costs).binding for sign in asked}
                if self._witnesses.is_settled(question):
                    break
                fallen = self._drop_cheapest(np.concatenate(list(held.values())))
                if not fallen:
                    self._witnesses.pass_over(question)
                    break
                # An end that was not held back by what fell is where it was.
                asked = tuple(sign for sign, rows in held.items() if np.isin(rows, fallen).any())

    def _ask(self, costs: Floats) -> Answer:
        self.questions += 1
        answer = self._model.minimise(costs)
        self._witnesses.see(answer.people)
        return answer

    def _drop_cheapest(self, rows: Ints) -> list[int]:
        """Drop the bundle that is worth least of those of `rows`; the rows that fell.

        Where only what was told before holds a group back, everything new about these answers falls: then no
        new cell names the group. None, when nothing new is left.
        """
        holding = {self._statements[row].bundle for row in rows} - self.dropped
        if not holding:
            raise UnsolvedError("nothing left to drop")
        standing = holding - self._kept
        if not standing:
            return self._drop_all_new()
        cheapest = min(standing, key=lambda bundle: (self._find_worth(bundle), bundle))
        return self._drop(cheapest)

    def _drop_all_new(self) -> list[int]:
        new = sorted({one.bundle for one in self._statements} - self._kept - self.dropped)
        return [row for bundle in new for row in self._drop(bundle)]

    def _drop(self, cheapest: int) -> list[int]:
        self.dropped.add(cheapest)
        fallen = [place for place, one in enumerate(self._statements) if one.bundle == cheapest]
        for place in fallen:
            self._model.drop(place)
        return fallen

    def _find_worth(self, bundle: int) -> float:
        return max(one.worth for one in self._statements if one.bundle == bundle)
