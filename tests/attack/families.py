"""A scale and its questions attacked together: one linear programme over the answers to every question.

The score of a scale is the mean of the answers that somebody gave, so everything that is told of the scale is
told of these answers too. The attacker knows who answered which question, and bounds small groups with all of
it: the mean score, and the mean and the answers of each question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import coo_array, csr_array

from etl.measures.measured import Measured
from tests.attack.attacker import Found, Sight, choose_groups
from tests.attack.bounds import NEAR, POINTS

OPTIONS = (("output_flag", False), ("threads", 1), ("presolve", "off"), ("simplex_strategy", 4))


@dataclass(frozen=True)
class Family:
    """A scale and its questions at a moment, as they are seen.

    `answered` (questions × people): who answered. `signs`: of each question 1, or −1 where it is asked in
    reverse.
    """

    scale: Sight
    questions: tuple[Sight, ...]
    answered: np.ndarray
    signs: np.ndarray


def list_families(sights: Sequence[Sight], *, measured: Measured) -> Iterator[Family]:
    """The scales of which something is seen at a wave, with their questions."""
    known = {(sight.indicator_id, sight.moment): sight for sight in sights}
    count = measured.lattice.leaders.height
    asked = measured.book.items.drop_nulls("scale_id")
    for (scale, wave), rows in asked.group_by("scale_id", "wave", maintain_order=True):
        items = rows["item_id"].to_list()
        seen = [known.get((item, str(wave))) for item in items]
        whole = known.get((str(scale), str(wave)))
        if whole is None or None in seen:
            continue
        given = measured.book.read_items(str(wave)).select("item_id", "leader")
        answered = np.zeros((len(items), count), dtype=bool)
        for (item,), part in given.group_by("item_id"):
            if item in items:
                answered[items.index(item), part["leader"].to_numpy()] = True
        signs = np.where(rows["reverse"].to_numpy(), -1.0, 1.0)
        yield Family(whole, tuple(one for one in seen if one), answered, signs)


def attack_family(family: Family, *, k: int, most: int) -> Iterator[Found]:
    """What is found of `most` groups of fewer than `k` people: atoms of all rows, and pairs of these."""
    known = _Known(family)
    inside = np.flatnonzero(known.is_inside).tolist()
    for chosen in choose_groups(inside, sizes=known.sizes.tolist(), k=k)[:most]:
        group = np.array(chosen)
        people = tuple(np.flatnonzero(np.isin(known.of_person, group)).tolist())
        yield from (Found(name, family.scale.moment, how, people) for name, how in known.bound(group))


class _Known:
    """All answers that fit what is seen: how many people of each atom gave each answer to each question."""

    def __init__(self, family: Family) -> None:
        self._family = family
        rows = [family.answered, family.scale.rows, *(one.rows for one in family.questions)]
        columns, self.of_person = np.unique(np.concatenate(rows), axis=1, return_inverse=True)
        self.of_person = self.of_person.ravel()
        self.sizes = np.bincount(self.of_person)
        count = len(family.questions)
        self._answered = columns[:count]
        self.is_inside = columns[count:].any(axis=0)
        self._codes = np.array(family.questions[0].codes, dtype=float)
        self._shape = (count, self.sizes.size, self._codes.size)
        self._entries: list[tuple[np.ndarray, np.ndarray]] = []
        self._bounds: list[tuple[float, float]] = []
        for question in range(count):
            for atom in np.flatnonzero(self._answered[question]):
                size = float(self.sizes[atom])
                self._add(self._mark(question, np.array([atom]), np.ones(self._codes.size)), size, size)
        self._tell_questions()
        self._tell_scale()
        self._solver = self._open()

    def bound(self, group: np.ndarray) -> Iterator[tuple[str, str]]:
        """Of which indicators a group (atoms) is known too well, and how."""
        scale = self._family.scale
        whole = np.isin(np.arange(self.sizes.size), group)
        scored = np.flatnonzero(whole & self._answered.any(axis=0) & self.is_inside)
        n = float(self.sizes[scored].sum())
        if n and self._span(self._score(scored)) < n * (scale.high - scale.low) / POINTS - NEAR:
            yield scale.indicator_id, "mean"
        for place, question in enumerate(self._family.questions):
            own = np.flatnonzero(whole & self._answered[place])
            n = float(self.sizes[own].sum())
            if not n:
                continue
            if (
                self._span(self._mark(place, own, self._codes))
                < n * (question.high - question.low) / POINTS - NEAR
            ):
                yield question.indicator_id, "mean"
            one = (self._mark(place, own, (self._codes == code).astype(float)) for code in self._codes)
            if any(self._ask(cost) > NEAR for cost in one):
                yield question.indicator_id, "answer"

    def _mark(self, question: int, atoms: np.ndarray, reading: np.ndarray) -> np.ndarray:
        table = np.zeros(self._shape)
        table[question, atoms] = reading
        return table.ravel()

    def _score(self, atoms: np.ndarray) -> np.ndarray:
        """The sum of the scores of these atoms, but for a number that is the same in every world."""
        table = np.zeros(self._shape)
        given = self._answered[:, atoms].sum(axis=0)
        for question, sign in enumerate(self._family.signs):
            own = self._answered[question, atoms]
            table[question, atoms[own]] = sign * self._codes / given[own, None]
        return table.ravel()

    def _tell_questions(self) -> None:
        for place, question in enumerate(self._family.questions):
            inside = self._list_atoms(question.rows)
            highest = (self._codes >= self._codes[-2]).astype(float)
            readings = {"mean": self._codes, "top2": highest}
            readings |= {f"share_{int(code)}": (self._codes == code).astype(float) for code in self._codes}
            for clue in question.clues:
                n = float(self.sizes[inside[clue.row]].sum())
                cost = self._mark(place, inside[clue.row], readings[clue.reading])
                self._add(cost, clue.low * n, clue.high * n)

    def _tell_scale(self) -> None:
        scale, signs = self._family.scale, self._family.signs
        inside = self._list_atoms(scale.rows)
        turned = scale.low + scale.high
        for clue in scale.clues:
            if clue.reading == "mean":
                atoms = inside[clue.row]
                given = self._answered[:, atoms].sum(axis=0)
                reverse = (self._answered[:, atoms] & (signs < 0)[:, None]).sum(axis=0)
                fixed = float((self.sizes[atoms] * turned * reverse / given).sum())
                n = float(self.sizes[atoms].sum())
                self._add(self._score(atoms), clue.low * n - fixed, clue.high * n - fixed)

    def _list_atoms(self, rows: np.ndarray) -> list[np.ndarray]:
        return [np.unique(self.of_person[row]) for row in rows]

    def _add(self, row: np.ndarray, low: float, high: float) -> None:
        places = np.flatnonzero(row)
        self._entries.append((places, row[places]))
        self._bounds.append((low - NEAR, high + NEAR))

    def _open(self) -> highspy.Highs:
        rows = np.repeat(np.arange(len(self._entries)), [places.size for places, _ in self._entries])
        columns = np.concatenate([places for places, _ in self._entries])
        numbers = np.concatenate([values for _, values in self._entries])
        shape = (len(self._entries), int(np.prod(self._shape)))
        matrix = csr_array(coo_array((numbers, (rows, columns)), shape=shape))
        solver = highspy.Highs()
        for option, value in OPTIONS:
            solver.setOptionValue(option, value)
        lp = highspy.HighsLp()
        lp.num_row_, lp.num_col_ = shape
        lp.col_cost_ = np.zeros(shape[1])
        lp.col_lower_ = np.zeros(shape[1])
        lp.col_upper_ = np.full(shape[1], highspy.kHighsInf)
        bounds = np.array(self._bounds)
        lp.row_lower_, lp.row_upper_ = bounds[:, 0], bounds[:, 1]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = matrix.indptr.astype(np.int32)
        lp.a_matrix_.index_ = matrix.indices.astype(np.int32)
        lp.a_matrix_.value_ = matrix.data
        solver.passModel(lp)
        return solver

    def _span(self, costs: np.ndarray) -> float:
        return -self._ask(-costs) - self._ask(costs)

    def _ask(self, costs: np.ndarray) -> float:
        self._solver.changeColsCost(costs.size, np.arange(costs.size, dtype=np.int32), costs)
        self._solver.run()
        assert self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return float(self._solver.getInfo().objective_function_value)
