"""Every small group that must stay open: cells, differences of two cells, atoms and pairs of atoms below k.

A group is known by how many of its people are in each atom of what is published: people of one atom are in
the same published rows, so nothing that is published tells them apart.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from etl.audit.places import Flags

Ints = NDArray[np.int64]
_NONE = -1
_AT_ONCE = 20_000


@dataclass(frozen=True)
class Groups:
    """`sizes` (groups); and for every group and atom with people in it `group` (in order), `atom` and how
    `many`.
    """

    sizes: Ints
    group: Ints
    atom: Ints
    many: Ints

    @property
    def count(self) -> int:
        """The number of groups."""
        return int(self.sizes.size)

    def of(self, place: int) -> tuple[Ints, Ints]:
        """The atoms of one group, and how many of its people are in each."""
        own = slice(self._starts[place], self._starts[place + 1])
        return self.atom[own], self.many[own]

    @cached_property
    def _starts(self) -> Ints:
        return np.searchsorted(self.group, np.arange(self.count + 1))


def label_atoms(published: Flags) -> Ints:
    """The atom of each person: the same rows, the same atom (rows × people)."""
    if not published.shape[0]:
        return np.zeros(published.shape[1], dtype=np.int64)
    packed = np.packbits(published, axis=0)
    return np.asarray(np.unique(packed, axis=1, return_inverse=True)[1], dtype=np.int64).ravel()


def list_groups(
    rows: csr_array, *, atoms: Ints, answered: Flags, k: int, about: Flags | None = None
) -> Groups:
    """The small groups among those who answered a moment.

    Args:
        rows: every cell, as the people who count in it (cells × people, sparse 0/1).
        atoms: the atom of each person.
        answered: who answered at the moment (people).
        k: the smallest group that may be told.
        about: only cells and differences of cells with some of these people; with any when None.
    """
    marked = np.ones(atoms.size, dtype=bool) if about is None else about
    near = np.flatnonzero(rows.astype(np.int64) @ marked.astype(np.int64))
    sizes = np.diff(rows.indptr)
    small = rows[near[sizes[near] < k]]
    found = [_name(small, atoms=atoms, k=k), *_differ(rows, near=near, atoms=atoms, marked=marked, k=k)]
    count = int(atoms.max(initial=-1)) + 1
    people = np.bincount(atoms[answered], minlength=count)
    found.append(_name_atoms(people, k=k))
    return _gather(np.unique(np.concatenate(found), axis=0))


def _name(groups: csr_array, *, atoms: Ints, k: int) -> Ints:
    """Each group (groups × people, at most k − 1 in each) as the atoms of its people, in order."""
    named = np.full((groups.shape[0], k - 1), _NONE, dtype=np.int64)
    group = np.repeat(np.arange(groups.shape[0]), np.diff(groups.indptr))
    named[group, np.arange(group.size) - groups.indptr[group]] = atoms[groups.indices]
    return -np.sort(-named, axis=1)


def _differ(rows: csr_array, *, near: Ints, atoms: Ints, marked: Flags, k: int) -> list[Ints]:
    """What the rows `near` leave of others: where it has some people who are `marked`."""
    counts = rows.astype(np.int64)
    shared = csr_array(counts[near] @ counts.T)
    one, other = np.repeat(near, np.diff(shared.indptr)), shared.indices
    # A cell less one that it shares nobody with is that cell.
    left = np.diff(rows.indptr)[one] - shared.data
    fits = np.flatnonzero((left > 0) & (left < k))
    parts = []
    for start in range(0, fits.size, _AT_ONCE):
        own = fits[start : start + _AT_ONCE]
        groups = _subtract(counts[one[own]], counts[other[own]])
        looked_at = groups[np.flatnonzero(groups @ marked.astype(np.int64))]
        parts.append(np.unique(_name(looked_at, atoms=atoms, k=k), axis=0))
    return parts


def _subtract(rows: csr_array, others: csr_array) -> csr_array:
    """Who is in a row and not in the other beside it."""
    left = csr_array(rows - rows * others)
    left.eliminate_zeros()
    return left


def _name_atoms(people: Ints, *, k: int) -> Ints:
    small = np.flatnonzero((people > 0) & (people < k))
    first, second = np.triu_indices(small.size, k=1)
    fits = people[small[first]] + people[small[second]] < k
    whole = [(a,) for a in small] + list(zip(small[first[fits]], small[second[fits]], strict=True))
    named = np.full((len(whole), k - 1), _NONE, dtype=np.int64)
    for place, atoms in enumerate(whole):
        people_of = np.repeat(np.array(atoms), people[list(atoms)])
        named[place, : people_of.size] = people_of
    return -np.sort(-named, axis=1)


def _gather(named: Ints) -> Groups:
    filled = named != _NONE
    new = filled & np.concatenate(
        [np.ones((named.shape[0], 1), dtype=bool), named[:, 1:] != named[:, :-1]], axis=1
    )
    group, place = np.nonzero(new)
    atom = named[group, place]
    many = (named[group] == atom[:, None]).sum(axis=1)
    return Groups(filled.sum(axis=1), group, atom, many)
