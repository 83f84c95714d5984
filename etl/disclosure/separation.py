"""k-separation: which cells may be published together, one cell after another, exactly.

Published sums give an attacker every linear combination of cells. The cells are k-separated when no
combination but zero lives on fewer than k people; equivalently, for every set T of atoms with together fewer
than k people the rows N[T] of a basis N of the null space are linearly independent.

A person stands for one value that nobody may learn: the answer to one indicator at one wave. Every cell of
every base (the respondents of the wave, each pair of waves) that states this value is a set of these people,
so the union over bases needs nothing special: people are columns, each base × cell is a row, atoms are
classes over all rows. That is exact, because a combination of published sums is a combination of these rows.
Two indicators, or two waves, have different values: no combination of sums of one says anything of the
other, so each is judged on its own respondents. A change is judged as its two means, which say at least as
much. A scale and its items do share values: see `etl.disclosure.membership`.

The basis is kept modulo a prime. Let v be a combination of cells over fractions, in smallest whole numbers,
that lives on a small group. When the rank modulo the prime is the rational rank, v modulo the prime is a
combination modulo the prime, and not zero: so what is separated modulo the prime is separated over fractions.
`is_proved` certifies that the ranks are equal.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from etl.disclosure.atoms import Flags
from etl.disclosure.modular import PRIME, Ints, eliminate, invert, is_rational_basis
from etl.disclosure.search import find_small_group

Reason = Literal["follows", "safe_by_size", "searched", "refused", "too_few"]


@dataclass(frozen=True)
class Verdict:
    """Whether a cell may be published, and why. `group`: people that it would single out (else empty)."""

    accepted: bool
    reason: Reason
    group: Ints


_NOBODY = np.empty(0, dtype=np.int64)


class Separation:
    """The cells accepted so far over `people` people, and whether the next one keeps them k-separated."""

    def __init__(self, *, people: int, k: int) -> None:
        self.k = k
        self._labels = np.zeros(people, dtype=np.int64)
        self._sizes = np.full(min(people, 1), people, dtype=np.int64)
        self._null = np.ones((min(people, 1), min(people, 1)), dtype=np.int64)
        self._rows: list[Flags] = []

    @property
    def labels(self) -> Ints:
        """The atom of each person."""
        return self._labels.copy()

    @property
    def sizes(self) -> Ints:
        """The people in each atom."""
        return self._sizes.copy()

    @property
    def matrix(self) -> Ints:
        """Accepted cells × atoms, 0/1."""
        first = np.unique(self._labels, return_index=True)[1]
        rows = np.array(self._rows, dtype=np.int64).reshape(len(self._rows), self._labels.size)
        return rows[:, first]

    @property
    def rank(self) -> int:
        """The rank of the accepted cells modulo the prime."""
        return self._null.shape[0] - self._null.shape[1]

    def is_proved(self) -> bool:
        """Whether the rank modulo the prime is certified to be the rational one."""
        return is_rational_basis(self._null, matrix=self.matrix)

    def offer(self, cell: Flags) -> Verdict:
        """Accept `cell` (people, bool) if all accepted cells stay k-separated with it.

        A refused cell changes nothing. The answer depends on membership alone, and on nobody's answers.
        """
        if int(cell.sum()) < self.k:
            return Verdict(accepted=False, reason="too_few", group=np.flatnonzero(cell))
        inside = np.bincount(self._labels[cell], minlength=self._sizes.size)
        split = np.flatnonzero((inside > 0) & (inside < self._sizes))
        labels, sizes, null = self._split(cell, split=split, inside=inside)
        values = null[np.unique(labels[cell])].sum(axis=0) % PRIME
        verdict = self._judge(labels, sizes, null, values, split=split, inside=inside)
        if verdict.accepted:
            self._rows.append(cell.copy())
        if verdict.accepted and verdict.reason != "follows":
            self._labels, self._sizes, self._null = labels, sizes, _pivot(null, values)
        return verdict

    def _split(self, cell: Flags, *, split: Ints, inside: Ints) -> tuple[Ints, Ints, Ints]:
        """Labels, sizes and null space once each atom of `split` is divided; its rest gets a new number."""
        count, new = self._sizes.size, split.size
        numbers = np.arange(count)
        numbers[split] = count + np.arange(new)
        labels = np.where(cell, self._labels, numbers[self._labels])
        sizes = np.concatenate([self._sizes, self._sizes[split] - inside[split]])
        sizes[split] = inside[split]
        null = np.zeros((count + new, self._null.shape[1] + new), dtype=np.int64)
        null[:count, : self._null.shape[1]] = self._null
        added = self._null.shape[1] + np.arange(new)
        null[split, added] = 1
        null[count + np.arange(new), added] = PRIME - 1
        return labels, sizes, null

    def _judge(
        self, labels: Ints, sizes: Ints, null: Ints, values: Ints, *, split: Ints, inside: Ints
    ) -> Verdict:
        if not values.any():
            return Verdict(accepted=True, reason="follows", group=_NOBODY)
        if int(np.minimum(inside, self._sizes - inside)[split].sum()) >= self.k:
            return Verdict(accepted=True, reason="safe_by_size", group=_NOBODY)
        found = find_small_group(null=null, values=values, weights=sizes, budget=self.k - 1)
        if found is None:
            return Verdict(accepted=True, reason="searched", group=_NOBODY)
        group = np.flatnonzero(np.isin(labels, found))
        return Verdict(accepted=False, reason="refused", group=group)


def _pivot(null: Ints, values: Ints) -> Ints:
    """A basis of the null vectors on which the new cell vanishes: one vector is used up."""
    touched = np.flatnonzero(values)
    filled = (null[:, touched] != 0).sum(axis=0)
    # A sparse vector with value ±1 keeps the others sparse, and whole.
    plain = np.isin(values[touched], (1, PRIME - 1))
    used = touched[np.lexsort((filled, ~plain))[0]]
    others = touched[touched != used]
    factors = values[others] * invert(values[used]) % PRIME
    held = np.flatnonzero(null[:, used])
    block = np.ix_(held, others)
    rest = null.copy()
    rest[block] = eliminate(null[block], column=null[held, used], factors=factors)
    return np.delete(rest, used, axis=1)
