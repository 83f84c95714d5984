"""The small groups whose answers must stay open, whatever else is known."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from etl.disclosure.atoms import Atoms, Flags
from etl.disclosure.modular import Ints

_AT_ONCE = 20_000
"""So many groups fit in the cache of a processor."""


@dataclass(frozen=True)
class Targets:
    """`groups` (targets × classes, sparse 0/1) and `sizes` (people in each), smallest groups first."""

    groups: csr_array
    sizes: Ints


def list_targets(classes: Atoms, *, published: Ints, k: int, every: bool = True) -> Targets:
    """Every cell below `k`, difference of two cells, published atom, and pair of published atoms below `k`.

    Args:
        classes: the atoms of all cells, published or not.
        published: which rows of `classes.matrix` are published.
        k: the smallest group that may be told.
        every: also those that do not depend on what is published: the cells and their differences.
    """
    cells = classes.matrix.astype(bool)
    shown = find_published_atoms(classes, published=published)
    found = [
        _keep_small(shown, sizes=classes.sizes, k=k),
        _list_pairs(shown, sizes=classes.sizes, k=k),
    ]
    if every:
        small = _keep_small(cells, sizes=classes.sizes, k=k)
        found = [small, _list_differences(cells, sizes=classes.sizes, k=k), *found]
    groups = _list_distinct(np.vstack(found))
    sizes = groups @ classes.sizes
    order = np.argsort(sizes, kind="stable")
    return Targets(groups=csr_array(groups[order].astype(float)), sizes=sizes[order])


def find_published_atoms(classes: Atoms, *, published: Ints) -> Flags:
    """The atoms of the published cells alone: published atoms × classes."""
    labels = np.unique(classes.matrix[published], axis=1, return_inverse=True)[1].ravel()
    return np.arange(labels.max(initial=-1) + 1)[:, None] == labels


def _keep_small(groups: Flags, *, sizes: Ints, k: int) -> Flags:
    people = groups @ sizes
    return groups[(people > 0) & (people < k)]


def _list_differences(cells: Flags, *, sizes: Ints, k: int) -> Flags:
    # Whole numbers below 2**53 are exact as floats, whose product is many times as fast.
    weighted = (cells * sizes).astype(float)
    shared = weighted @ cells.T.astype(float)
    left = weighted.sum(axis=1)[:, None] - shared
    # A small cell less one that it shares nobody with is that small cell.
    one, other = np.nonzero((left > 0.5) & (left < k - 0.5) & (shared > 0.5))
    parts = [np.zeros((0, cells.shape[1]), dtype=bool)]
    for start in range(0, one.size, _AT_ONCE):
        own = slice(start, start + _AT_ONCE)
        parts.append(_list_distinct(cells[one[own]] & ~cells[other[own]]))
    return _list_distinct(np.vstack(parts))


def _list_pairs(atoms: Flags, *, sizes: Ints, k: int) -> Flags:
    people = atoms @ sizes
    small = np.flatnonzero(people < k - 1)
    first, second = np.triu_indices(small.size, k=1)
    fits = people[small[first]] + people[small[second]] < k
    return atoms[small[first[fits]]] | atoms[small[second[fits]]]


def _list_distinct(groups: Flags) -> Flags:
    """Each row once, in the order of its first."""
    return groups[sorted(name_rows(groups).values())]


def name_rows(groups: Flags) -> dict[bytes, int]:
    """A name for each different row, and the place of the first: much faster than sorting rows."""
    packed = np.packbits(groups, axis=1)
    width, whole = packed.shape[1], packed.tobytes()
    names = [whole[start : start + width] for start in range(0, len(whole), width)] if width else []
    return dict(zip(reversed(names), range(len(names) - 1, -1, -1), strict=True))
