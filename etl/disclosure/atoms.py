"""Atoms: classes of people with the same membership in every cell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

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


def count_in(atoms: Atoms, *, groups: Flags) -> Ints:
    """How many people of each group (groups × people) are in each atom: groups × atoms."""
    inside = atoms.of_person[:, None] == np.arange(atoms.sizes.size)
    return np.rint(groups.astype(np.float32) @ inside.astype(np.float32)).astype(np.int64)
