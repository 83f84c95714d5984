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
    """What is still open. `atoms` may still enter; `null` (atoms × vectors) and `weights` are theirs.

    `values` (vectors) must vanish, at the cost of at most `budget` people.
    """

    atoms: Ints
    null: Ints
    weights: Ints
    values: Ints
    budget: int


def find_small_group(*, null: Ints, values: Ints, weights: Ints, budget: int) -> Ints | None:
    """The atoms of one group of at most `budget` people that makes all `values` vanish, or None.

    Args:
        null: atoms × vectors, remainders: a basis of the null space of the published cells.
        values: (vectors,) the new cell's value on each of them.
        weights: (atoms,) people in each atom, at least 1.
        budget: the most people that such a group may have.
    """
    if not values.any():
        return np.empty(0, dtype=np.int64)
    small = np.flatnonzero(weights <= budget)
    found = _search(
        _State(atoms=small, null=null[small], weights=weights[small], values=values, budget=budget)
    )
    return None if found is None else np.sort(found)


def _search(state: _State) -> Ints | None:
    """A group that makes the values vanish; they do not yet, so it has at least one atom."""
    unsolved = np.flatnonzero(state.values)
    reach = state.null[:, unsolved] != 0
    order = np.argsort(reach.sum(axis=0), kind="stable")
    reach, vector = reach[:, order], int(unsolved[order[0]])
    needed = np.flatnonzero(reach[:, 0])
    alone = _find_single(state, vector=vector, atoms=needed)
    if alone is not None:
        return np.array([state.atoms[alone]])
    if needed.size == 0 or _costs_more(reach, weights=state.weights, budget=state.budget):
        return None
    return _branch(state, vector=vector, atoms=needed)


def _find_single(state: _State, *, vector: int, atoms: Ints) -> int | None:
    """The first of `atoms` that does it alone: its row of the null space is a multiple of the values."""
    rows = state.null[atoms]
    multiples = rows * state.values[vector] % PRIME == rows[:, [vector]] * state.values % PRIME
    alone = np.flatnonzero(multiples.all(axis=1))
    return int(atoms[alone[0]]) if alone.size else None


def _costs_more(reach: Flags, *, weights: Ints, budget: int) -> bool:
    """Whether vectors that share no atom cost more together: each has an atom of its own to pay for.

    Args:
        reach: atoms × vectors that must vanish: whether the atom can change it; the barest vector first.
        weights: (atoms,) people.
        budget: the most people.
    """
    lightest = np.where(reach, weights[:, None], weights.max()).min(axis=0).tolist()
    width, packed = -(-weights.size // 8), np.packbits(reach.T, axis=1).tobytes()
    taken = cost = 0
    # Sets of atoms as whole numbers, which are compared faster than arrays of flags.
    for place, people in enumerate(lightest):
        own = int.from_bytes(packed[place * width : (place + 1) * width], "big")
        if not own & taken:
            cost += people
            taken |= own
            if cost > budget:
                return True
    return False


def _branch(state: _State, *, vector: int, atoms: Ints) -> Ints | None:
    """One of `atoms` must be in the group, and not alone: try each, never again those tried before."""
    lightest = int(state.weights.min())
    open_ = np.ones(state.weights.size, dtype=bool)
    for atom in atoms:
        open_[atom] = False
        left = state.budget - int(state.weights[atom])
        if left < lightest:
            continue
        found = _search(_take(state, vector=vector, atom=int(atom), usable=open_ & (state.weights <= left)))
        if found is not None:
            return np.append(found, state.atoms[atom])
    return None


def _take(state: _State, *, vector: int, atom: int, usable: Flags) -> _State:
    """The rest of the question once `atom` is in the group, its number chosen to make `vector` vanish."""
    factors = state.null[atom] * invert(int(state.null[atom, vector])) % PRIME
    touched = np.flatnonzero(factors)
    null, values = state.null[usable], state.values.copy()
    null[:, touched] = eliminate(null[:, touched], column=null[:, vector], factors=factors[touched])
    values[touched] = (values[touched] - state.values[vector] * factors[touched]) % PRIME
    return _State(
        atoms=state.atoms[usable],
        null=null,
        weights=state.weights[usable],
        values=values,
        budget=state.budget - int(state.weights[atom]),
    )
