"""Which small groups need no linear programme: people in the same published cells can change places.

Nothing published changes when two people of one atom of the published cells exchange their answers. So the
true answers are a witness for every way to deal them out within the atoms: a group of t people of an atom can
have the t lowest of its answers, or the t highest. Only groups that (nearly) fill their atoms are left.
"""

from dataclasses import dataclass

import numpy as np

from etl.disclosure.atoms import Flags, Pieces
from etl.disclosure.linear_model import NEAR
from etl.disclosure.modular import Ints
from etl.disclosure.rounding import Floats
from etl.disclosure.states import States


def find_unsettled(groups: Ints, *, pieces: Pieces, atoms: Ints, truth: Floats, states: States) -> Ints:
    """The places of the groups that exchanges within atoms do not leave open.

    Args:
        groups: groups × (k − 1), pieces, as in `etl.disclosure.targets`.
        pieces: the atoms of all cells.
        atoms: the published atom in which each piece lies.
        truth: people × states, the true answers as mixtures of states.
        states: what must stay open.
    """
    parts = _count_people(groups, pieces=pieces, atoms=atoms)
    closed = _find_closed(parts, of_person=atoms[pieces.of_person], truth=truth, states=states)
    return np.flatnonzero(closed)


def find_narrow(*, pieces: Pieces, atoms: Ints, truth: Floats, states: States, k: int) -> Flags:
    """Which pieces lie in an atom of which some group below `k` is not left open by exchanges within it.

    A group without any of these pieces is left open: the more people of an atom are in a group, the closer
    their mean can lie to that of the atom, and exchanges in one atom do not hinder those in another.
    """
    sizes = np.bincount(atoms, weights=pieces.sizes).astype(np.int64)
    every = np.arange(sizes.size)
    parts = _Parts(sizes.size, every, every, np.minimum(sizes, k - 1))
    closed = _find_closed(parts, of_person=atoms[pieces.of_person], truth=truth, states=states, near=NEAR / k)
    return np.asarray(closed[atoms] | (sizes < k)[atoms])


def _find_closed(
    parts: "_Parts", *, of_person: Ints, truth: Floats, states: States, near: float = NEAR
) -> Flags:
    sizes = parts.add_up(parts.many)
    closed = np.zeros(parts.count, dtype=bool)
    for name in (*states.spans, *states.certain):
        values = truth @ states.readings[name]
        least, most = _find_ends(values, parts=parts, of_person=of_person)
        if name in states.spans:
            closed |= most - least < sizes * states.spans[name] - near
        else:
            closed |= least > near
    return closed


@dataclass(frozen=True)
class _Parts:
    """How `many` people of a `group` (of `count`) are in an `atom`, for each of its atoms."""

    count: int
    group: Ints
    atom: Ints
    many: Ints

    def add_up(self, values: Ints | Floats) -> Floats:
        """The total of `values` (one for each part) in each group."""
        totals = np.bincount(self.group, weights=values, minlength=self.count)
        return np.asarray(totals, dtype=np.float64)


def _count_people(groups: Ints, *, pieces: Pieces, atoms: Ints) -> _Parts:
    group, place = np.nonzero(groups < pieces.sizes.size)
    piece, width = groups[group, place], int(atoms.max(initial=-1)) + 1
    keys, which = np.unique(group * width + atoms[piece], return_inverse=True)
    many = np.bincount(which.ravel(), weights=pieces.sizes[piece], minlength=keys.size).astype(np.int64)
    return _Parts(groups.shape[0], keys // max(width, 1), keys % max(width, 1), many)


def _find_ends(values: Floats, *, parts: _Parts, of_person: Ints) -> tuple[Floats, Floats]:
    """The least and most total that each group can have when `values` (people) are dealt out within atoms.

    Args:
        values: (people,).
        parts: how many people of a group are in an atom.
        of_person: (people,) the atom of each.
    """
    order = np.lexsort((values, of_person))
    first, last = (np.searchsorted(of_person[order], parts.atom, side=side) for side in ("left", "right"))
    sums = np.concatenate([[0.0], np.cumsum(values[order])])
    least = sums[first + parts.many] - sums[first]
    most = sums[last] - sums[last - parts.many]
    return parts.add_up(least), parts.add_up(most)
