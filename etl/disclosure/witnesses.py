"""Worlds that fit everything published, and what they already prove of each small group.

Nothing published tells people of one class apart. So in any world a group that is part of a class can be
those of its people who answered lowest, or highest.
"""

from dataclasses import dataclass

import numpy as np

from etl.disclosure.atoms import Flags
from etl.disclosure.linear_model import NEAR
from etl.disclosure.modular import Ints
from etl.disclosure.rounding import Floats
from etl.disclosure.states import States

_AT_ONCE = 400
"""So many questions are looked through for one that shares nobody with those chosen."""

_OFTEN = 0.8
"""The settled are forgotten when no more than this share is left: to do so costs as much as to see them."""


@dataclass(frozen=True)
class Open:
    """A question that is not settled: which group and reading, and its costs (classes × states)."""

    group: int
    reading: int
    needs_most: bool
    costs: Floats


class Witnesses:
    """The least and most total of each reading in each group that is not yet settled.

    A group is settled when, for each reading that must stay open, the totals seen span a point a
    person, and for every answer a world was seen in which nobody in the group gave it. Only totals that are
    whole grains count.
    """

    def __init__(self, groups: Ints, *, states: States) -> None:
        """`groups`: groups × classes, how many of its people are in each class."""
        names = [*states.spans, *states.certain]
        self._values = np.array([states.readings[name] for name in names])
        # 0 for a reading of which a group must be able to have none.
        self._points = np.array([states.spans.get(name, 0.0) for name in names])
        self._grains = np.array([states.grains[name] for name in names])
        # The most of a reading is the least of its opposite.
        self._spanned = np.flatnonzero(self._points > 0)
        ends = np.vstack([self._values, -self._values[self._spanned]])
        self._order = np.argsort(ends, axis=1, kind="stable")
        self._ends = np.take_along_axis(ends, self._order, axis=1)
        self._left = np.arange(groups.shape[0])
        self._passed: set[tuple[int, int]] = set()
        shape = (groups.shape[0], len(names))
        self._least, self._most = np.full(shape, np.inf), np.full(shape, -np.inf)
        self._closed = np.ones(shape, dtype=bool)
        self.divide(groups)

    def divide(self, groups: Ints) -> None:
        """Tell the same groups that are left in other classes: groups × classes."""
        self._groups = groups
        self._sizes = groups.sum(axis=1)
        row, self._class = np.nonzero(groups)
        self._many = groups[row, self._class]
        self._starts = np.searchsorted(row, np.arange(groups.shape[0] + 1))

    def see(self, people: Floats) -> None:
        """Take in a world (classes × states)."""
        if not self._left.size:
            return
        ordered = people[:, self._order]
        before = np.cumsum(ordered, axis=2) - ordered
        many = np.arange(self._many.max() + 1)[:, None, None, None]
        table = np.einsum("mces,es->mce", np.clip(many - before, 0, ordered), self._ends)
        totals = np.add.reduceat(table[self._many, self._class], self._starts[:-1], axis=0)
        readings = self._points.size
        self._least = np.minimum(self._least, totals[:, :readings])
        most = self._most[:, self._spanned]
        self._most[:, self._spanned] = np.maximum(most, -totals[:, readings:])
        self._closed = self._list_closed()
        if self._closed.any(axis=1).mean() < _OFTEN:
            self._forget_settled()

    def find_open(self) -> Open | None:
        """The question that is furthest from settled; each group left has to be whole classes.

        What it makes fall often settles others.
        """
        found = np.argwhere(self._closed)
        if not found.size:
            return None
        row, reading = (int(place) for place in found[np.argmin(self._measure_room()[self._closed])])
        return Open(
            group=int(self._left[row]),
            reading=reading,
            # Whether the largest total matters too, and not only whether there can be none.
            needs_most=bool(self._points[reading] > 0),
            costs=np.outer(self._groups[row] > 0, self._values[reading]),
        )

    def _measure_room(self) -> Floats:
        """How much of what has to be open was seen to be, from 0 to 1 (groups left × readings)."""
        people = self._sizes[:, None]
        points = np.where(self._points > 0, self._points, 1.0)
        return np.where(
            self._points > 0, (self._most - self._least) / (people * points), 1 - self._least / people
        )

    def is_settled(self, question: Open) -> bool:
        """Whether what was asked has been answered."""
        row = np.flatnonzero(self._left == question.group)
        return not (row.size and self._closed[row[0], question.reading])

    def pass_over(self, question: Open) -> None:
        """Ask this no more: nothing can be done about it."""
        self._passed.add((question.group, question.reading))
        self._closed = self._list_closed()

    def list_left(self) -> Ints:
        """The groups that are not settled; only these are divided."""
        self._forget_settled()
        return self._left

    def count(self) -> int:
        """How many questions are not settled."""
        return int(self._closed.sum())

    def draw_questions(self, draw: np.random.Generator) -> tuple[Floats, Floats]:
        """Costs (classes × states) that put groups that share nobody at an end, each for a question that
        is not settled; in the second those whose mean must stay open lie at the other end.
        """
        classes = self._groups.shape[1]
        found = np.argwhere(self._closed)
        taken = np.zeros(classes, dtype=bool)
        one, other = np.zeros((2, classes, self._values.shape[1]))
        for row, reading in found[draw.permutation(found.shape[0])[:_AT_ONCE]]:
            own = self._class[self._starts[row] : self._starts[row + 1]]
            if not taken[own].any():
                taken[own] = True
                sign = draw.choice((-1.0, 1.0)) if self._points[reading] > 0 else 1.0
                one[own] = sign * self._values[reading]
                other[own] = (-sign if self._points[reading] > 0 else 1.0) * self._values[reading]
        return one, other

    def _forget_settled(self) -> None:
        left = np.flatnonzero(self._closed.any(axis=1))
        if left.size < self._left.size:
            self._closed, self._left = self._closed[left], self._left[left]
            self._least, self._most = self._least[left], self._most[left]
            self.divide(self._groups[left])

    def _list_closed(self) -> Flags:
        least = np.ceil(self._least / self._grains - NEAR) * self._grains
        most = np.floor(self._most / self._grains + NEAR) * self._grains
        narrow = most - least < self._sizes[:, None] * self._points - NEAR
        closed = np.where(self._points > 0, narrow, least > NEAR)
        for group, reading in self._passed:
            closed[self._left == group, reading] = False
        return closed
