"""Is there a group of fewer than k people that a further cell would single out?

A group T is singled out when the numbers t on T can be chosen such that s_j = Σ_{a∈T} t_a N[a, j] for every
null vector j, with s the values of the new cell on the null vectors. The search is exact: it looks at every
group that could do so, and prunes only branches that cannot stay small enough.
"""

from dataclasses import dataclass

import numpy as np

from etl.disclosure.atoms import Flags
from etl.disclosure.modular import PRIME, Ints, eliminate, invert


@dataclass(frozen=True)
class _State:
    """What is still open. `null` (atoms × vectors), `values` (vectors), `weights` and `allowed` (atoms)."""

    null: Ints
    values: Ints
    weights: Ints
    allowed: Flags
    budget: int


def find_small_group(*, null: Ints, values: Ints, weights: Ints, budget: int) -> Ints | None:
    """The atoms of one group of at most `budget` people that makes all `values` vanish, or None.

    Args:
        null: atoms × vectors, remainders: a basis of the null space of the published cells.
        values: (vectors,) the new cell's value on each of them.
        weights: (atoms,) people in each atom, at least 1.
        budget: the most people that such a group may have.
    """
    small = np.flatnonzero(weights <= budget)
    state = _State(
        null=null[small],
        values=values,
        weights=weights[small],
        allowed=np.ones(small.size, dtype=bool),
        budget=budget,
    )
    found = _search(state)
    return None if found is None else np.sort(small[found])


def _search(state: _State) -> Ints | None:
    if not state.values.any():
        return np.empty(0, dtype=np.int64)
    open_vectors = np.flatnonzero(state.values)
    usable = state.allowed & (state.weights <= state.budget)
    reach = (state.null[:, open_vectors] != 0) & usable[:, None]
    order = np.argsort(reach.sum(axis=0), kind="stable")
    if _least_cost(reach[:, order], weights=state.weights) > state.budget:
        return None
    return _branch(state, vector=int(open_vectors[order[0]]), atoms=np.flatnonzero(reach[:, order[0]]))


def _least_cost(reach: Flags, *, weights: Ints) -> int:
    """What vectors that share no atom cost together at least; more than any budget if one has no atom."""
    if not reach[:, 0].any():
        return int(weights.sum()) + 1
    taken = np.zeros(weights.size, dtype=bool)
    cost = 0
    for column in reach.T:
        if not (column & taken).any():
            cost += int(weights[column].min())
            taken |= column
    return cost


def _branch(state: _State, *, vector: int, atoms: Ints) -> Ints | None:
    """One of `atoms` must be in the group: try each, and never again those tried before."""
    allowed = state.allowed.copy()
    for atom in atoms:
        allowed[atom] = False
        found = _search(_take(state, vector=vector, atom=int(atom), allowed=allowed.copy()))
        if found is not None:
            return np.append(found, atom)
    return None


def _take(state: _State, *, vector: int, atom: int, allowed: Flags) -> _State:
    """The rest of the question once `atom` is in the group, its number chosen to make `vector` vanish."""
    factors = state.null[atom] * invert(state.null[atom, vector]) % PRIME
    touched = np.flatnonzero(factors)
    null, values = state.null.copy(), state.values.copy()
    null[:, touched] = eliminate(null[:, touched], column=state.null[:, vector], factors=factors[touched])
    values[touched] = (values[touched] - state.values[vector] * factors[touched]) % PRIME
    return _State(
        null=null,
        values=values,
        weights=state.weights,
        allowed=allowed,
        budget=state.budget - int(state.weights[atom]),
    )
