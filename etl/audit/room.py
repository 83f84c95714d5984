"""The small groups at one moment, and the least and most that was seen of each."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from etl.audit.places import Flags, Numbers
from etl.audit.small_groups import Groups, Ints, list_groups
from etl.audit.units import Moment
from etl.audit.worlds import NEAR

_MEAN = -1
_HALF = 0.5
_AT_ONCE = 400
"""So many questions are looked through for one that shares no atom with those chosen."""


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

    def __init__(self, moment: Moment, *, atoms: Ints, k: int, every: bool = False) -> None:
        """`every`: also the groups of which exchanges within atoms say at first sight that they are open."""
        self.moment = moment
        self.atoms, self._k = atoms, k
        self._answered: Flags = ~np.isnan(moment.values)
        about = None if every else find_tight(moment, atoms=atoms, k=k)
        self.groups: Groups = list_groups(moment.rows, atoms=atoms, answered=self._answered, k=k, about=about)
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
        count = int(self.atoms.max()) + 1
        tables = np.zeros((2, count, self._k))
        for atom in np.unique(self.atoms[self._answered]):
            own = np.sort(self.moment.values[self._answered & (self.atoms == atom)])
            for turn, ordered in enumerate((own, own[::-1])):
                sums = np.concatenate([[0.0], np.cumsum(ordered[: self._k - 1])])
                tables[turn, atom] = np.pad(sums, (0, self._k - sums.size), mode="edge")
        self._take(*tables)
        people = np.zeros((count, self.moment.ladder.rungs.size))
        np.add.at(
            people, self.atoms[self._answered], self.moment.ladder.mix(self.moment.values[self._answered])
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

    def count_questions(self) -> int:
        """How many questions are not settled: an interval that is narrow, an answer that is certain."""
        return int(self._list_narrow().sum() + (self._given > NEAR).sum())

    def list_closed(self) -> list[int]:
        """The groups that are not settled."""
        return [int(group) for group in np.flatnonzero(self._list_closed())]

    def is_closed(self, group: int) -> bool:
        """Whether a group is not settled."""
        return bool(self._list_narrow()[group] or (self._given[:, group] > NEAR).any())

    def find_narrowest(self) -> float:
        """The narrowest interval seen of a group, in scale points."""
        point = self.moment.ladder.point
        return float((self._list_widths() / point).min(initial=np.inf)) if point > 0 else np.inf

    def draw_costs(self, draw: np.random.Generator) -> tuple[Numbers, Numbers]:
        """Costs that put groups that share no atom at an end, each for a question that is not settled; in the
        second those that are about the mean lie at the other end.
        """
        count, rungs = int(self.atoms.max()) + 1, self.moment.ladder.rungs
        taken = np.zeros(count, dtype=bool)
        one, other = np.zeros((2, count, rungs.size))
        narrow = np.flatnonzero(self._list_narrow())
        code, certain = np.nonzero(self._given > NEAR)
        groups = np.concatenate([narrow, certain])
        about = np.concatenate([np.full(narrow.size, _MEAN), code])
        for place in draw.permutation(groups.size)[:_AT_ONCE]:
            own, _ = self.groups.of(int(groups[place]))
            if taken[own].any():
                continue
            taken[own] = True
            if about[place] == _MEAN:
                sign = 1.0 if draw.random() < _HALF else -1.0
                one[own], other[own] = sign * rungs, -sign * rungs
            else:
                one[own] = other[own] = self._codes[about[place]]
        return one, other

    def find_people(self, groups: list[int]) -> Flags:
        """The people of some groups (groups × people): of each atom the first who answered."""
        people = np.zeros((len(groups), self.atoms.size), dtype=bool)
        first = self._list_first()
        for place, group in enumerate(groups):
            for atom, n in zip(*self.groups.of(group), strict=True):
                people[place, first[atom][:n]] = True
        return people

    def divide(self, atoms: Ints) -> None:
        """Tell the groups in `atoms`, which divide those of now."""
        first = self._list_first()
        of = self.groups
        pairs, place = np.unique(np.array([of.atom, of.many]), axis=1, return_inverse=True)
        parts = [
            np.unique(atoms[first[atom][:n]], return_counts=True) for atom, n in zip(*pairs, strict=True)
        ]
        widths = np.array([own.size for own, _ in parts], dtype=np.int64)[place.ravel()]
        self.groups = Groups(
            sizes=of.sizes,
            group=np.repeat(of.group, widths),
            atom=np.concatenate([parts[n][0] for n in place.ravel()]),
            many=np.concatenate([parts[n][1] for n in place.ravel()]),
        )
        self.atoms = atoms

    def list_costs(self, group: int, *, thorough: bool) -> Iterator[Numbers]:
        """What to ask about a group of whole atoms: its least, its most, and each answer, while it is not
        settled.
        """
        inside = np.zeros(int(self.atoms.max()) + 1)
        inside[self.groups.of(group)[0]] = 1.0
        for sign in (1.0, -1.0):
            if self.moment.ladder.point > 0 and (thorough or self._list_narrow()[group]):
                yield np.outer(inside, sign * self.moment.ladder.rungs)
        for place, code in enumerate(self._codes):
            if thorough or self._given[place, group] > NEAR:
                yield np.outer(inside, code)

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

    def _list_first(self) -> list[Ints]:
        """Of each atom, those who answered."""
        own = np.where(self._answered, self.atoms, -1)
        return [np.flatnonzero(own == atom) for atom in range(int(self.atoms.max()) + 1)]

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

    def _list_narrow(self) -> Flags:
        point = self.moment.ladder.point
        if point <= 0:
            return np.zeros(self.groups.count, dtype=bool)
        return np.asarray(self._list_widths() < point - NEAR)

    def _list_closed(self) -> Flags:
        return np.asarray(self._list_narrow() | (self._given > NEAR).any(axis=0))


def find_tight(moment: Moment, *, atoms: Ints, k: int) -> Flags:
    """Who is in an atom of which some k − 1 people, or all if it has fewer, are not open by the true answers.

    Its people can change places: some k − 1 of them can have its lowest answers, or its highest, or as few of
    an answer as there are others. Fewer than k − 1 people have more room still, and atoms do not hinder each
    other: so a group of people who are in no such atom is open.
    """
    ladder, tight = moment.ladder, np.zeros(atoms.size, dtype=bool)
    people = np.flatnonzero(~np.isnan(moment.values))
    order = people[np.lexsort((moment.values[people], atoms[people]))]
    starts = np.flatnonzero(np.diff(atoms[order], prepend=-1))
    codes = np.array([ladder.readings[code] for code in ladder.codes]).reshape(-1, ladder.rungs.size)
    for own in np.split(order, starts[1:]) if order.size else []:
        values, many = moment.values[own], min(k - 1, own.size)
        width = values[-many:].sum() - values[:many].sum()
        given = ladder.mix(values) @ codes.T
        forced = (many - (own.size - given.sum(axis=0)) > NEAR).any()
        narrow = ladder.point > 0 and width < many * ladder.point - NEAR / k
        tight[own] = own.size < k or bool(forced) or narrow
    return tight
