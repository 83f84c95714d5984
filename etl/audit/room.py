"""The small groups at one moment, and the least and most that was seen of each."""

from dataclasses import dataclass

import numpy as np

from etl.audit.places import Flags, Numbers
from etl.audit.small_groups import Groups, list_groups
from etl.audit.units import Moment
from etl.audit.worlds import NEAR


@dataclass(frozen=True)
class Closed:
    """A small group of `size` people whose mean stays open by `points` only, or that certainly gave
    `answer`.
    """

    moment: str
    size: int
    points: float | None
    answer: str | None


class Room:
    """Groups at a moment. A group is named by its place in `groups`."""

    def __init__(self, moment: Moment, *, atoms: np.ndarray, k: int) -> None:
        self.moment = moment
        self._atoms, self._k = atoms, k
        self._answered: Flags = ~np.isnan(moment.values)
        self.groups: Groups = list_groups(moment.rows, atoms=atoms, answered=self._answered, k=k)
        ladder = moment.ladder
        self._codes = np.array([ladder.readings[code] for code in ladder.codes]).reshape(
            len(ladder.codes), ladder.rungs.size
        )
        self._least = np.full(self.groups.count, np.inf)
        self._most = np.full(self.groups.count, -np.inf)
        self._given = np.full((self._codes.shape[0], self.groups.count), np.inf)

    @property
    def has_questions(self) -> bool:
        """Whether something has to stay open: an order of answers, or the answers themselves."""
        return bool(self.moment.ladder.point > 0 or self.moment.ladder.codes)

    def see_truth(self) -> None:
        """Take in the true answers, person by person."""
        count = int(self._atoms.max()) + 1
        tables = np.zeros((2, count, self._k))
        for atom in np.unique(self._atoms[self._answered]):
            own = np.sort(self.moment.values[self._answered & (self._atoms == atom)])
            for turn, ordered in enumerate((own, own[::-1])):
                sums = np.concatenate([[0.0], np.cumsum(ordered[: self._k - 1])])
                tables[turn, atom] = np.pad(sums, (0, self._k - sums.size), mode="edge")
        self._take(*tables)
        people = np.zeros((count, self.moment.ladder.rungs.size))
        np.add.at(
            people, self._atoms[self._answered], self.moment.ladder.mix(self.moment.values[self._answered])
        )
        self._count_answers(people)

    def see(self, table: Numbers) -> None:
        """Take in a world (atoms × rungs)."""
        rungs = self.moment.ladder.rungs
        many = np.arange(self._k, dtype=float)
        ends = []
        for order in (slice(None), slice(None, None, -1)):
            ordered = table[:, order]
            before = np.cumsum(ordered, axis=1) - ordered
            taken = np.clip(many[None, None, :] - before[:, :, None], 0, ordered[:, :, None])
            ends.append(np.einsum("ars,r->as", taken, rungs[order]))
        self._take(*ends)
        self._count_answers(table)

    def count_closed(self) -> int:
        """How many groups are not settled."""
        return int(self._list_closed().sum())

    def list_closed(self) -> list[int]:
        """The groups that are not settled."""
        return [int(group) for group in np.flatnonzero(self._list_closed())]

    def is_closed(self, group: int) -> bool:
        """Whether a group is not settled."""
        return bool(self._list_closed()[group])

    def find_narrowest(self) -> float:
        """The narrowest interval seen of a group, in scale points."""
        point = self.moment.ladder.point
        return float((self._list_widths() / point).min(initial=np.inf)) if point > 0 else np.inf

    def draw_costs(self, draw: np.random.Generator) -> Numbers:
        """Costs that put about half of the closed groups low and the others high, none sharing an atom."""
        count, rungs = int(self._atoms.max()) + 1, self.moment.ladder.rungs
        signs, taken = np.zeros(count), np.zeros(count, dtype=bool)
        for group in draw.permutation(np.flatnonzero(self._list_closed()))[:400]:
            own, _ = self.groups.of(int(group))
            if not taken[own].any():
                taken[own] = True
                signs[own] = 1.0 if draw.random() < 0.5 else -1.0
        return np.outer(signs, rungs)

    def divide(self, group: int) -> np.ndarray | None:
        """Atoms in which the group stands apart; None when it is whole atoms already."""
        own, many = self.groups.of(group)
        sizes = np.bincount(self._atoms, minlength=int(self._atoms.max()) + 1)
        if np.array_equal(many, sizes[own]):
            return None
        labels, new = self._atoms.copy(), int(self._atoms.max()) + 1
        for atom, n in zip(own, many, strict=True):
            inside = np.flatnonzero((self._atoms == atom) & self._answered)[:n]
            labels[inside] = new
            new += 1
        return np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.int64).ravel()

    def list_costs(self, group: int, *, atoms: np.ndarray, thorough: bool) -> list[Numbers]:
        """What to ask about a group: its least, its most, and each answer that is not settled."""
        inside = self._mark(group, atoms=atoms)
        asked = (
            [np.outer(inside, s * self.moment.ladder.rungs) for s in (1.0, -1.0)]
            if self.moment.ladder.point
            else []
        )
        open_ = thorough | (self._given[:, group] > NEAR)
        return [
            *asked,
            *(np.outer(inside, code) for code, wanted in zip(self._codes, open_, strict=True) if wanted),
        ]

    def note(self, group: int, *, table: Numbers, atoms: np.ndarray) -> None:
        """Take in what a world says of a group that stands apart in its atoms."""
        inside = self._mark(group, atoms=atoms) > 0
        mean = float((table[inside] @ self.moment.ladder.rungs).sum())
        self._least[group], self._most[group] = min(self._least[group], mean), max(self._most[group], mean)
        if self._codes.size:
            given = table[inside].sum(axis=0) @ self._codes.T
            self._given[:, group] = np.minimum(self._given[:, group], given)

    def list_faults(self, group: int) -> list[Closed]:
        """What is wrong with a group once it was asked about."""
        size, name, point = int(self.groups.sizes[group]), self.moment.name, self.moment.ladder.point
        width = float(self._list_widths()[group])
        narrow = [Closed(name, size, width / point, None)] if point > 0 and width < point - NEAR else []
        certain = [
            Closed(name, size, None, code)
            for code, given in zip(self.moment.ladder.codes, self._given[:, group], strict=True)
            if given > NEAR
        ]
        return narrow + certain

    def _mark(self, group: int, *, atoms: np.ndarray) -> Numbers:
        """The atoms that a group consists of, when it stands apart in them."""
        own, many = self.groups.of(group)
        people = np.zeros(atoms.size, dtype=bool)
        for atom, n in zip(own, many, strict=True):
            people[np.flatnonzero((self._atoms == atom) & self._answered)[:n]] = True
        return (np.bincount(atoms[people], minlength=int(atoms.max()) + 1) > 0).astype(float)

    def _take(self, least: Numbers, most: Numbers) -> None:
        of = self.groups
        for table, kept, better in ((least, self._least, np.minimum), (most, self._most, np.maximum)):
            totals = np.bincount(of.group, weights=table[of.atom, of.many], minlength=of.count)
            better(kept, totals, out=kept)

    def _count_answers(self, table: Numbers) -> None:
        of, sizes = self.groups, table.sum(axis=1)
        for place, code in enumerate(self._codes):
            others = sizes - table @ code
            forced = np.maximum(of.many - others[of.atom], 0)
            totals = np.bincount(of.group, weights=forced, minlength=of.count)
            np.minimum(self._given[place], totals, out=self._given[place])

    def _list_widths(self) -> Numbers:
        grain = self.moment.ladder.grain
        least = np.ceil(self._least / grain - NEAR) * grain
        most = np.floor(self._most / grain + NEAR) * grain
        return np.asarray((most - least) / self.groups.sizes, dtype=np.float64)

    def _list_closed(self) -> Flags:
        narrow = np.zeros(self.groups.count, dtype=bool)
        if self.moment.ladder.point > 0:
            narrow = self._list_widths() < self.moment.ladder.point - NEAR
        return np.asarray(narrow | (self._given > NEAR).any(axis=0))
