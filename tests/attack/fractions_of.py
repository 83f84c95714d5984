"""Linear combinations of published sums over exact fractions: does one live on fewer than k people?"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

Row = dict[int, Fraction]
"""A vector by its places that are not zero."""


def find_circuit(matrix: np.ndarray, *, sizes: Sequence[int], k: int) -> tuple[int, ...] | None:
    """Atoms of together fewer than `k` people of which some combination of rows (rows × atoms) is a sum.

    Such a combination is orthogonal to every null vector, so the atoms' rows of the null space are
    dependent; and a null vector that touches one of them touches a second. The search follows that, and
    tries every such set.
    """
    search = _Search(_list_null(matrix), sizes=sizes, k=k)
    for atom, size in enumerate(sizes):
        found = search.grow(frozenset({atom})) if size < k and matrix[:, atom].any() else None
        if found:
            return found
    return None


class _Search:
    """Grows sets of atoms along the null vectors that they touch."""

    def __init__(self, null: list[Row], *, sizes: Sequence[int], k: int) -> None:
        self._sizes, self._k = sizes, k
        self._rows: list[Row] = [{} for _ in sizes]
        for place, vector in enumerate(null):
            for atom, value in vector.items():
                self._rows[atom][place] = value
        self._touching = [{atom for atom in vector if sizes[atom] < k} for vector in null]
        self._seen: set[frozenset[int]] = set()

    def grow(self, chosen: frozenset[int]) -> tuple[int, ...] | None:
        """A dependent set that holds `chosen`, or None."""
        if chosen in self._seen:
            return None
        self._seen.add(chosen)
        if _are_dependent([self._rows[atom] for atom in sorted(chosen)]):
            return tuple(sorted(chosen))
        left = self._k - 1 - sum(self._sizes[atom] for atom in chosen)
        fitting = [atom for atom in sorted(self._list_options(chosen)) if self._sizes[atom] <= left]
        found = (self.grow(chosen | {atom}) for atom in fitting)
        return next((one for one in found if one), None)

    def _list_options(self, chosen: frozenset[int]) -> set[int]:
        """What may join: whatever shares a vector that only one of `chosen` touches, else any vector."""
        touched = [place for atom in chosen for place in self._rows[atom]]
        lonely = [place for place in set(touched) if touched.count(place) == 1]
        if lonely:
            return min((self._touching[place] for place in lonely), key=len) - chosen
        return set().union(*(self._touching[place] for place in touched)) - chosen


def _list_null(matrix: np.ndarray) -> list[Row]:
    """A basis of the vectors that every row vanishes on."""
    reduced = _reduce([{int(n): Fraction(1) for n in np.flatnonzero(row)} for row in matrix])
    free = [n for n in range(matrix.shape[1]) if n not in reduced]
    basis = []
    for column in free:
        vector: Row = {column: Fraction(1)}
        for pivot, row in reduced.items():
            if column in row:
                vector[pivot] = -row[column]
        basis.append(vector)
    return basis


def _reduce(rows: list[Row]) -> dict[int, Row]:
    """The reduced echelon form: by pivot, each row 1 there and 0 at the other pivots."""
    reduced: dict[int, Row] = {}
    for row in rows:
        left = row
        for pivot, other in reduced.items():
            left = _subtract(left, other, at=pivot)
        if left:
            pivot = min(left)
            whole = {place: value / left[pivot] for place, value in left.items()}
            reduced = {at: _subtract(other, whole, at=pivot) for at, other in reduced.items()}
            reduced[pivot] = whole
    return reduced


def _subtract(row: Row, other: Row, *, at: int) -> Row:
    factor = row.get(at)
    if not factor:
        return row
    changed = dict(row)
    for place, value in other.items():
        left = changed.get(place, Fraction(0)) - factor * value
        if left:
            changed[place] = left
        else:
            changed.pop(place, None)
    return changed


def _are_dependent(rows: list[Row]) -> bool:
    return len(_reduce(rows)) < len(rows)
