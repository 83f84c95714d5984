"""Every number of a release computed once more, for all cells at a time."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from etl.audit.places import Flags, Numbers

_TINY = 1e-9
_DIGITS = 9
_MANY = 2000
"""Above so many people the median of all pairs is not computed again: it says nothing of a small group."""
NOT_AGAIN = ("p_adjusted", "p_signed_rank")
"""Of these only place and form are checked: they are no sum over people."""


@dataclass(frozen=True)
class Sample:
    """Cells × people who count (0/1), and the values of the indicator of these people (of both moments)."""

    inside: Numbers
    values: Numbers
    later: Numbers

    @property
    def n(self) -> Numbers:
        """The people in each cell."""
        return self.inside.sum(axis=1)

    def average(self, numbers: Numbers) -> Numbers:
        """The mean of `numbers` in each cell; NaN where nobody is."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(self.inside @ numbers / self.n, dtype=np.float64)

    def deviate(self, numbers: Numbers) -> Numbers:
        """The standard deviation of `numbers` in each cell; NaN below two people."""
        squares = self.average(numbers**2) - self.average(numbers) ** 2
        with np.errstate(invalid="ignore", divide="ignore"):
            spread = np.sqrt(np.maximum(squares, 0) * self.n / (self.n - 1))
        return np.where(self.n > 1, spread, np.nan)


def sample_cells(matrix: Flags, *, people: Flags, values: Numbers, later: Numbers | None = None) -> Sample:
    """The cells of `matrix` (cells × leaders) on these people."""
    second = values if later is None else later
    return Sample(matrix[:, people].astype(float), values[people], second[people])


def compute(statistic: str, sample: Sample, *, high: float, codes: list[int]) -> Numbers | None:
    """A statistic in each cell, or None where it is not computed again.

    Args:
        statistic: as in `schemas.release.Statements`.
        sample: the cells and people.
        high: the highest answer (NaN where there is none).
        codes: the answers of an item.
    """
    if statistic.startswith("share_"):
        return sample.average((sample.values == float(statistic.removeprefix("share_"))).astype(float))
    if statistic == "ceiling":
        return sample.average((sample.values >= high - _TINY).astype(float))
    if statistic in ("top2", "top2_change"):
        top = sorted(codes)[-2:][0] if codes else high
        first, second = ((v >= top).astype(float) for v in (sample.values, sample.later))
        return sample.average(first if statistic == "top2" else second - first)
    plain = _PLAIN.get(statistic)
    return None if plain is None else plain(sample)


def _compute_nps(sample: Sample) -> Numbers:
    values = sample.values
    return 100 * sample.average((values >= 9).astype(float) - (values <= 6))


def _standardise(sample: Sample, *, spread: Numbers) -> Numbers:
    with np.errstate(invalid="ignore", divide="ignore"):
        sizes = sample.average(sample.later - sample.values) / spread
    return np.where(spread > _TINY, sizes, np.nan)


def _compute_d_av(sample: Sample) -> Numbers:
    return _standardise(sample, spread=(sample.deviate(sample.values) + sample.deviate(sample.later)) / 2)


def _compute_d_z(sample: Sample) -> Numbers:
    return _standardise(sample, spread=sample.deviate(sample.later - sample.values))


def _compute_each(sample: Sample, rank: Callable[[Numbers], float]) -> Numbers:
    moved = np.round(sample.later - sample.values, _DIGITS)
    return np.array([rank(moved[row > 0]) for row in sample.inside], dtype=np.float64)


def _find_middle(moved: Numbers) -> float:
    """Hodges–Lehmann: the median of the means of all pairs."""
    if not 0 < moved.size <= _MANY:
        return float("nan")
    one, other = np.triu_indices(moved.size)
    return float(np.median((moved[one] + moved[other]) / 2))


def _correlate_ranks(moved: Numbers) -> float:
    signs = moved[moved != 0]
    if not signs.size:
        return float("nan")
    ranks = rankdata(np.abs(signs))
    return float((ranks * np.sign(signs)).sum() / ranks.sum())


def _count_direction(sample: Sample, *, sign: int) -> Numbers:
    moved = sample.later - sample.values
    directions = np.where(np.abs(moved) <= _TINY, 0, np.sign(moved))
    return sample.average((directions == sign).astype(float))


_PLAIN: dict[str, Callable[[Sample], Numbers]] = {
    "mean": lambda sample: sample.average(sample.values),
    "mean_programme": lambda sample: sample.average(sample.values),
    "mean_from": lambda sample: sample.average(sample.values),
    "mean_to": lambda sample: sample.average(sample.later),
    "change": lambda sample: sample.average(sample.later - sample.values),
    "nps": _compute_nps,
    "d_av": _compute_d_av,
    "d_z": _compute_d_z,
    "improved": lambda sample: _count_direction(sample, sign=1),
    "same": lambda sample: _count_direction(sample, sign=0),
    "worse": lambda sample: _count_direction(sample, sign=-1),
    "hl": lambda sample: _compute_each(sample, _find_middle),
    "rank_biserial": lambda sample: _compute_each(sample, _correlate_ranks),
}
RANKED = ("hl", "rank_biserial")
"""Costly, so only computed in cells of one dimension; elsewhere they have no place."""
