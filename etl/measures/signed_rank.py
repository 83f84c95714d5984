"""Change by ranks: Wilcoxon's signed rank test and the Hodges–Lehmann change, from counted differences."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

Numbers = npt.NDArray[np.float64]

MOST_EXACT = 50
"""Up to so many people the test counts every way in which the signs could have fallen."""
_HALVINGS = 50
_DECIMALS = 9


@dataclass(frozen=True)
class SignedRank:
    """Hodges–Lehmann change, two-sided p and rank-biserial correlation (null when nobody changed)."""

    hodges_lehmann: float
    p: float | None
    rank_biserial: float | None


def rank_changes(differences: Numbers, *, counts: Numbers) -> SignedRank:
    """The signed rank test on differences that `counts` people have, in time that does not grow with people.

    Zeros are left out and ties get their middle rank (Wilcoxon 1945); exact up to fifty people, ties
    and all, and the normal approximation beyond. The rank-biserial correlation is (R₊ − R₋)/(R₊ + R₋)
    (Kerby 2014); the Hodges–Lehmann change is the median of the means of all pairs, zeros included
    (Hodges & Lehmann 1963).

    Args:
        differences: distinct values, ascending.
        counts: how many people have each; at least 1 in all.
    """
    moved = differences != 0
    middle = find_hodges_lehmann(differences, counts=counts)
    if not moved.any():
        return SignedRank(middle, None, None)
    ranks = _rank(differences[moved], counts[moved])
    exact = counts.sum() <= MOST_EXACT
    p = _count_signs(ranks) if exact else _approximate(ranks)
    return SignedRank(middle, p, 2 * ranks.up / ranks.total - 1)


def find_hodges_lehmann(differences: Numbers, *, counts: Numbers) -> float:
    """The median of (dᵢ + dⱼ)/2 over all i ≤ j, found by halving: k log k for k distinct differences."""
    people = float(counts.sum())
    pairs = people * (people + 1) / 2
    lower, upper = (pairs + 1) // 2, (pairs + 2) // 2
    first, reached = _find_pair(differences, counts, place=lower)
    last = first if reached >= upper else _find_pair(differences, counts, place=upper)[0]
    return round((first + last) / 2, _DECIMALS) + 0.0


def _find_pair(values: Numbers, counts: Numbers, *, place: float) -> tuple[float, float]:
    """The mean of the pair at `place` (from 1) among all pairs in order, and how many are at most that."""
    running = np.concatenate(([0.0], np.cumsum(counts)))
    low, at = float(values[0]) - 1.0, float(values[-1])
    reached = running[-1] * (running[-1] + 1) / 2
    for _ in range(_HALVINGS):
        middle = (low + at) / 2
        found = _count_pairs(values, counts, running, most=middle)
        if found >= place:
            at, reached = middle, found
        else:
            low = middle
    return at, float(reached)


def _count_pairs(values: Numbers, counts: Numbers, running: Numbers, *, most: float) -> float:
    """How many pairs (each person with itself too) have a mean of at most `most`."""
    partners = running[np.searchsorted(values, 2 * most - values, side="right")]
    itself = counts[values <= most].sum()
    return float((counts * partners).sum() + itself) / 2


@dataclass(frozen=True)
class _Ranks:
    """Middle ranks of the sizes of change, how many people share each, and the rank sum of who went up."""

    ranks: Numbers
    shared: Numbers
    up: float

    @property
    def total(self) -> float:
        return float((self.shared * self.ranks).sum())


def _rank(differences: Numbers, counts: Numbers) -> _Ranks:
    sizes, place = np.unique(np.abs(differences), return_inverse=True)
    shared: Numbers = np.bincount(place, weights=counts, minlength=len(sizes)).astype(np.float64)
    ranks: Numbers = np.cumsum(shared) - (shared - 1) / 2
    return _Ranks(ranks, shared, float((counts * ranks[place])[differences > 0].sum()))


def _approximate(ranks: _Ranks) -> float:
    variance = (ranks.shared * ranks.ranks**2).sum() / 4
    return float(2 * special.ndtr(-abs(ranks.up - ranks.total / 2) / np.sqrt(variance)))


def _count_signs(ranks: _Ranks) -> float:
    """The share of all sign patterns whose rank sum lies as far out, two-sided; ranks doubled to be whole."""
    ways = np.zeros(round(2 * ranks.total) + 1)
    ways[0] = 1.0
    for rank in np.repeat(np.rint(2 * ranks.ranks).astype(int), ranks.shared.astype(int)):
        ways[rank:] = (ways[rank:] + ways[:-rank]) / 2
        ways[:rank] /= 2
    at = round(2 * ranks.up)
    return min(1.0, 2 * float(min(ways[: at + 1].sum(), ways[at:].sum())))
