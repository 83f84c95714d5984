"""The small groups whose answers must stay open, whatever else is known.

A group below k has pieces (`etl.disclosure.atoms.Pieces`) of together fewer than k people: it is kept as the
numbers of these, lowest first, in k − 1 places; what is left of these holds the number of pieces, which is no
piece.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from etl.disclosure.atoms import Flags, Pieces
from etl.disclosure.modular import Ints

_AT_ONCE = 20_000
"""So many groups fit in the cache of a processor."""


@dataclass(frozen=True)
class Targets:
    """`groups` (targets × (k − 1), pieces) and `sizes` (people in each), smallest groups first."""

    groups: Ints
    sizes: Ints


def list_targets(
    pieces: Pieces, *, atoms: Ints, k: int, every: bool = True, about: Flags | None = None
) -> Targets:
    """Every cell below `k`, difference of two cells, published atom, and pair of published atoms below `k`.

    Args:
        pieces: the atoms of all cells, published or not.
        atoms: the published atom in which each piece lies.
        k: the smallest group that may be told.
        every: also those that do not depend on what is published: the cells and their differences.
        about: of these only the ones that hold a piece that is marked here; all of them when None.
    """
    people = np.append(pieces.sizes, 0)
    shown = _list_small_atoms(pieces, atoms=atoms, k=k)
    found = [shown, _list_pairs(shown, people=people, k=k)]
    if every:
        marked = np.append(np.ones(pieces.sizes.size) if about is None else about, 0)
        rows = np.flatnonzero(pieces.cells @ marked[:-1])
        own = [_list_small_cells(pieces, rows=rows, k=k), _list_differences(pieces, rows=rows, k=k)]
        found = [*(groups[marked[groups].any(axis=1)] for groups in own), *found]
    groups = _list_distinct(np.vstack(found))
    sizes = people[groups].sum(axis=1)
    order = np.argsort(sizes, kind="stable")
    return Targets(groups=groups[order], sizes=sizes[order])


def find_published_atoms(pieces: Pieces, *, published: Ints) -> Ints:
    """The atom of the published cells alone in which each piece lies."""
    packed = np.packbits(pieces.cells[published].astype(bool).toarray(), axis=0)
    return np.asarray(np.unique(packed, axis=1, return_inverse=True)[1], dtype=np.int64).ravel()


def mark_people(groups: Ints, *, pieces: Pieces) -> Flags:
    """The people of each group: groups × people."""
    marked = np.zeros((groups.shape[0], pieces.sizes.size + 1), dtype=bool)
    marked[np.arange(groups.shape[0])[:, None], groups] = True
    return marked[:, pieces.of_person]


def name_groups(groups: Ints) -> dict[bytes, int]:
    """A name for each different group, and the place of the first: much faster than sorting rows."""
    whole, width = np.ascontiguousarray(groups).tobytes(), groups.shape[1] * groups.itemsize
    names = [whole[start : start + width] for start in range(0, len(whole), width)] if width else []
    return dict(zip(reversed(names), range(len(names) - 1, -1, -1), strict=True))


def _list_small_cells(pieces: Pieces, *, rows: Ints, k: int) -> Ints:
    people = pieces.cells @ pieces.sizes
    return _read_rows(pieces.cells[rows[(people[rows] > 0) & (people[rows] < k)]], k=k)


def _list_differences(pieces: Pieces, *, rows: Ints, k: int) -> Ints:
    """What a cell of `rows` leaves of another."""
    cells = pieces.cells
    shared = csr_array(cells[rows] * pieces.sizes @ cells.T)
    shared.sort_indices()
    one = np.repeat(rows, np.diff(shared.indptr))
    # A small cell less one that it shares nobody with is that small cell.
    left = (cells @ pieces.sizes)[one] - shared.data
    fits = np.flatnonzero((left > 0) & (left < k))
    parts = [np.zeros((0, k - 1), dtype=np.int64)]
    for start in range(0, fits.size, _AT_ONCE):
        own = fits[start : start + _AT_ONCE]
        first, second = cells[one[own]], cells[shared.indices[own]]
        parts.append(_list_distinct(_read_rows(csr_array(first - first * second), k=k)))
    return _list_distinct(np.vstack(parts))


def _list_small_atoms(pieces: Pieces, *, atoms: Ints, k: int) -> Ints:
    people = np.bincount(atoms, weights=pieces.sizes)
    small = np.flatnonzero(people < k)
    order = np.argsort(atoms, kind="stable")
    starts = np.searchsorted(atoms[order], np.arange(people.size + 1))
    groups = np.full((small.size, k - 1), pieces.sizes.size, dtype=np.int64)
    for place, atom in enumerate(small):
        own = order[starts[atom] : starts[atom + 1]]
        groups[place, : own.size] = own
    return groups


def _list_pairs(atoms: Ints, *, people: Ints, k: int) -> Ints:
    sizes = people[atoms].sum(axis=1)
    first, second = np.triu_indices(atoms.shape[0], k=1)
    fits = sizes[first] + sizes[second] < k
    both = np.concatenate([atoms[first[fits]], atoms[second[fits]]], axis=1)
    return np.sort(both, axis=1)[:, : k - 1]


def _read_rows(rows: csr_array, *, k: int) -> Ints:
    """Rows (groups × pieces) with people in fewer than `k` pieces."""
    rows.eliminate_zeros()
    rows.sort_indices()
    groups = np.full((rows.shape[0], k - 1), rows.shape[1], dtype=np.int64)
    group = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    groups[group, np.arange(group.size) - rows.indptr[group]] = rows.indices
    return groups


def _list_distinct(groups: Ints) -> Ints:
    """Each group once, in the order of its first."""
    return groups[sorted(name_groups(groups).values())]
