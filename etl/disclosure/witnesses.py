"""Worlds that fit everything published, and what they already prove of each small group."""

from dataclasses import dataclass

import numpy as np

from etl.disclosure.atoms import Flags
from etl.disclosure.linear_model import NEAR
from etl.disclosure.rounding import Floats
from etl.disclosure.states import States
from etl.disclosure.targets import Targets


@dataclass(frozen=True)
class Open:
    """A question that is not settled: which target and reading, and its costs (classes × states)."""

    target: int
    reading: int
    needs_most: bool
    costs: Floats


class Witnesses:
    """The least and most total of each reading in each target that is not yet settled.

    A target is settled when, for each reading that must stay open, the totals seen span a point a
    person, and for every answer a world was seen in which nobody in the group gave it. Only totals that are
    whole grains count.
    """

    def __init__(self, targets: Targets, *, states: States) -> None:
        names = [*states.spans, *states.certain]
        self.values = np.array([states.readings[name] for name in names])
        # 0 for a reading of which a group must be able to have none.
        self._points = np.array([states.spans.get(name, 0.0) for name in names])
        self._grains = np.array([states.grains[name] for name in names])
        self._groups, self._sizes = targets.groups, targets.sizes
        self._targets = np.arange(targets.sizes.size)
        shape = (targets.sizes.size, len(names))
        self._least, self._most = np.full(shape, np.inf), np.full(shape, -np.inf)
        self._closed = np.ones(shape, dtype=bool)

    def see(self, people: Floats) -> None:
        """Take in a world (classes × states)."""
        totals = self._groups @ (people @ self.values.T)
        self._least, self._most = np.minimum(self._least, totals), np.maximum(self._most, totals)
        closed = self._list_closed()
        waiting = np.flatnonzero(closed.any(axis=1))
        self._closed, self._targets = closed[waiting], self._targets[waiting]
        self._least, self._most = self._least[waiting], self._most[waiting]
        self._groups, self._sizes = self._groups[waiting], self._sizes[waiting]

    def find_open(self) -> Open | None:
        """The first question that is not settled."""
        found = np.argwhere(self._closed)
        if not found.size:
            return None
        row, reading = (int(place) for place in found[0])
        group = self._groups[[row]].toarray()[0]
        return Open(
            target=int(self._targets[row]),
            reading=reading,
            needs_most=self.needs_most(reading),
            costs=np.outer(group, self.values[reading]),
        )

    def is_settled(self, question: Open) -> bool:
        """Whether what was asked has been answered."""
        row = np.flatnonzero(self._targets == question.target)
        return not (row.size and self._closed[row[0], question.reading])

    def needs_most(self, reading: int) -> bool:
        """Whether the largest total matters too, and not only whether there can be none."""
        return bool(self._points[reading] > 0)

    def count(self, reading: int) -> int:
        """The targets not settled in a reading."""
        return int(self._closed[:, reading].sum())

    def list_apart(self, reading: int) -> Floats:
        """Groups not settled in a reading, of which no two share anybody: groups × classes."""
        groups = self._groups[np.flatnonzero(self._closed[:, reading])].toarray()
        taken = np.zeros(groups.shape[1], dtype=bool)
        chosen = []
        for group in groups:
            if not taken[group > 0].any():
                taken |= group > 0
                chosen.append(group)
        return np.array(chosen).reshape(len(chosen), groups.shape[1])

    def _list_closed(self) -> Flags:
        least = np.ceil(self._least / self._grains - NEAR) * self._grains
        most = np.floor(self._most / self._grains + NEAR) * self._grains
        narrow = most - least < self._sizes[:, None] * self._points - NEAR
        return np.where(self._points > 0, narrow, least > NEAR)
