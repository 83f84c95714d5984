"""Whole-number linear algebra modulo a prime, and the proof that the rank is the rational one.

The prime is below 2^31, so every product of two remainders stays below 2^62 and fits a 64-bit integer.
"""

from typing import cast

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

PRIME = 2147483629
_LARGEST_LIFT = 10**6
_LARGEST_DIVISOR = 60


def invert(number: int) -> int:
    """The number that gives 1 when multiplied by `number`, modulo the prime.

    Raises:
        ValueError: if `number` is a multiple of the prime.
    """
    return pow(int(number), -1, PRIME)


def eliminate(target: Ints, *, column: Ints, factors: Ints) -> Ints:
    """`target` − `column` ⊗ `factors`, modulo the prime; all are remainders."""
    return cast(Ints, (target - np.multiply.outer(column, factors) % PRIME) % PRIME)


def find_rank(matrix: Ints) -> int:
    """The rank of a matrix of whole numbers modulo the prime: at most the rational rank."""
    rest = np.array(matrix, dtype=np.int64) % PRIME
    rank = 0
    while rest.size:
        filled = np.flatnonzero(rest[:, 0])
        if filled.size:
            pivot = rest[filled[0]]
            factors = pivot * invert(pivot[0]) % PRIME
            rest = np.delete(eliminate(rest, column=rest[:, 0], factors=factors), filled[0], axis=0)
            rank += 1
        rest = rest[:, 1:]
    return rank


def is_rational_basis(null: Ints, *, matrix: Ints) -> bool:
    """Whether the columns of `null`, read as fractions, are null vectors of `matrix` over the rationals.

    Each column is multiplied by the smallest divisor that makes it whole numbers of modest size; then
    `matrix` times these numbers is computed exactly. When all vanish, the rational null space is at
    least as large as the one modulo the prime; as the rank modulo a prime is never larger than the
    rational rank, the two are equal.

    Args:
        null: (columns of `matrix`) × nullity, a basis of the null space modulo the prime.
        matrix: 0/1.
    """
    lifted = [_lift(column) for column in null.T]
    if any(column is None for column in lifted):
        return False
    whole = np.array(lifted, dtype=np.int64).reshape(null.shape[1], null.shape[0])
    return not np.any(matrix.astype(np.int64) @ whole.T)


def _lift(column: Ints) -> Ints | None:
    for divisor in range(1, _LARGEST_DIVISOR + 1):
        scaled = column * divisor % PRIME
        signed = np.where(scaled > PRIME // 2, scaled - PRIME, scaled)
        if np.abs(signed).max(initial=0) <= _LARGEST_LIFT:
            return cast(Ints, signed)
    return None
