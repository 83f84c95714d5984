"""Atoms: classes of people with the same membership in every cell."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from etl.disclosure.modular import Ints

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Atoms:
    """The people of a matrix of cells, put together.

    `of_person` (people): the atom of each person. `sizes` (atoms): people in it. `matrix`
    (cells × atoms): 0/1, whether the atom lies in the cell.
    """

    of_person: Ints
    sizes: Ints
    matrix: Ints


def find_atoms(cells: Flags) -> Atoms:
    """The atoms of `cells` (cells × people), in the order of their first person."""
    columns, first, labels, sizes = np.unique(
        np.packbits(cells, axis=0), axis=1, return_index=True, return_inverse=True, return_counts=True
    )
    order = np.argsort(first, kind="stable")
    rank = np.empty(columns.shape[1], dtype=np.int64)
    rank[order] = np.arange(order.size)
    return Atoms(
        of_person=rank[labels.ravel()],
        sizes=sizes[order].astype(np.int64),
        matrix=cells[:, first[order]].astype(np.int64),
    )


@dataclass(frozen=True)
class Pieces:
    """The atoms of many cells, most of them small: as `Atoms`, with sparse `cells` (cells × pieces, 0/1)."""

    of_person: Ints
    sizes: Ints
    cells: csr_array


def divide(cells: csr_array) -> Pieces:
    """The atoms of `cells` (cells × people, 0/1 or bool), in the order of their first person."""
    columns = cells.tocsc()
    columns.sort_indices()
    held, ends = columns.indices, columns.indptr
    places: dict[bytes, int] = {}
    names = (held[start:end].tobytes() for start, end in pairwise(ends))
    of_person = np.array([places.setdefault(name, len(places)) for name in names], dtype=np.int64)
    first = np.unique(of_person, return_index=True)[1]
    return Pieces(
        of_person=of_person,
        sizes=np.bincount(of_person, minlength=len(places)),
        cells=csr_array(columns[:, first], dtype=np.int64),
    )


def count_pieces(groups: Ints, *, pieces: Pieces, atoms: Atoms) -> Ints:
    """How many people of each group are in each atom: groups × atoms.

    Args:
        groups: groups × places, the numbers of their pieces; the number of pieces where there is none.
        pieces: the atoms of more cells: each lies in one of `atoms`.
        atoms: see there.
    """
    of_piece = atoms.of_person[np.unique(pieces.of_person, return_index=True)[1]]
    counts = np.zeros((groups.shape[0], atoms.sizes.size), dtype=np.int64)
    group, place = np.nonzero(groups < pieces.sizes.size)
    piece = groups[group, place]
    np.add.at(counts, (group, of_piece[piece]), pieces.sizes[piece])
    return counts
