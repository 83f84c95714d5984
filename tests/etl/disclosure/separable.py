"""Is a group of fewer than k people singled out? By trying every group, over fractions: slow and plain."""

from itertools import combinations

import numpy as np

from etl.disclosure.atoms import find_atoms
from etl.disclosure.rational import can_be_singled_out


def is_separated(cells: np.ndarray, *, k: int) -> bool:
    """Whether `cells` (cells × people) single out no group of atoms of together fewer than `k` people."""
    atoms = find_atoms(cells)
    small = np.flatnonzero(atoms.sizes < k)
    groups = (
        np.array(group)
        for size in range(1, k)
        for group in combinations(small, size)
        if atoms.sizes[list(group)].sum() < k
    )
    return not any(can_be_singled_out(group, matrix=atoms.matrix) for group in groups)


def draw_cells(rng: np.random.Generator, *, people: int, cells: int) -> np.ndarray:
    """A total and random cells of all sizes, some of them differences and unions of others."""
    rows = [np.ones(people, dtype=bool)]
    for _ in range(cells):
        way = rng.integers(6)
        one, other = (rows[n] for n in rng.integers(len(rows), size=2))
        if way == 0:
            rows.append(rng.random(people) < rng.uniform(0.2, 0.9))
        elif way == 1:
            start, stop = np.sort(rng.integers(0, people + 1, size=2))
            rows.append((np.arange(people) >= start) & (np.arange(people) < stop))
        else:
            few = rng.random(people) < rng.uniform(0, 0.1)
            rows.append((one & ~other, one | other, one ^ few, (one | other) ^ few)[way - 2])
    return np.array(rows)
