"""The same questions over exact fractions: slow, plain, and independent of the arithmetic modulo a prime."""

from fractions import Fraction

import numpy as np

from etl.disclosure.modular import Ints


def find_rational_rank(matrix: Ints) -> int:
    """The rank of a matrix of whole numbers, by elimination over fractions."""
    rows = [[Fraction(int(value)) for value in row] for row in matrix]
    rank = 0
    for column in range(matrix.shape[1]):
        pivot = next((n for n in range(rank, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for n in range(rank + 1, len(rows)):
            rows[n] = _clear(rows[n], by=rows[rank], column=column)
        rank += 1
    return rank


def can_be_singled_out(atoms: Ints, *, matrix: Ints) -> bool:
    """Whether a non-zero combination of the rows of `matrix` vanishes on every atom but `atoms`.

    It does exactly when leaving these columns out lowers the rank.

    Args:
        atoms: numbers of columns.
        matrix: cells × atoms.
    """
    rest = np.delete(matrix, atoms, axis=1)
    return find_rational_rank(rest) < find_rational_rank(matrix)


def _clear(row: list[Fraction], *, by: list[Fraction], column: int) -> list[Fraction]:
    if not row[column]:
        return row
    factor = row[column] / by[column]
    return [value - factor * pivot for value, pivot in zip(row, by, strict=True)]
