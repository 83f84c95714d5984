"""Small random draws, vectorised over groups."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def draw_categories(odds: Floats, rng: np.random.Generator) -> Ints:
    """One category a row of `odds` (rows × categories), as its index."""
    cumulative = np.cumsum(odds, axis=1)
    return (rng.random(len(odds))[:, None] * cumulative[:, -1:] > cumulative).sum(axis=1).astype(np.int64)


def list_odds(odds: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    """The odds of `names`, a row a mapping."""
    return np.array([[row.get(name, 0.0) for name in names] for row in odds])


def rank_within(groups: Ints, rng: np.random.Generator) -> Ints:
    """A random rank (from 0) of each row within its group."""
    order = np.lexsort((rng.random(len(groups)), groups))
    starts = np.concatenate(([True], groups[order][1:] != groups[order][:-1]))
    first = np.maximum.accumulate(np.where(starts, np.arange(len(groups)), 0))
    ranks = np.empty(len(groups), dtype=np.int64)
    ranks[order] = np.arange(len(groups)) - first
    return ranks


def count_off(groups: Ints) -> Ints:
    """The place (from 0) of each row within its group; `groups` is sorted."""
    starts = np.concatenate(([True], groups[1:] != groups[:-1]))
    return np.arange(len(groups)) - np.maximum.accumulate(np.where(starts, np.arange(len(groups)), 0))


def standardise(values: Floats) -> Floats:
    """`values` with mean 0 and variance 1."""
    return np.asarray((values - values.mean()) / values.std())


def number_ids(prefix: str, count: int, *, digits: int) -> npt.NDArray[np.object_]:
    """`prefix` with a running number from 1, such as `DEMO-00001`."""
    return np.array([f"{prefix}{n:0{digits}d}" for n in range(1, count + 1)], dtype=object)
