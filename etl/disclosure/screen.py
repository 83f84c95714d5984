"""Which small groups need no linear programme: people in the same published cells can change places.

Nothing published changes when two people of one atom of the published cells exchange their answers. So the
true answers are a witness for every way to deal them out within the atoms: a group of t people of an atom can
have the t lowest of its answers, or the t highest. Only groups that (nearly) fill their atoms are left.
"""

import numpy as np

from etl.disclosure.atoms import Flags, count_in, find_atoms
from etl.disclosure.linear_model import NEAR
from etl.disclosure.modular import Ints
from etl.disclosure.rounding import Floats
from etl.disclosure.states import States


def find_unsettled(groups: Flags, *, cells: Flags, truth: Floats, states: States) -> Ints:
    """The places of the groups that exchanges within atoms do not leave open.

    Args:
        groups: groups × people.
        cells: published cells × people.
        truth: people × states, the true answers as mixtures of states.
        states: what must stay open.
    """
    atoms = find_atoms(cells)
    in_atom = count_in(atoms, groups=groups)
    sizes = in_atom.sum(axis=1)
    closed = np.zeros(groups.shape[0], dtype=bool)
    for name in (*states.spans, *states.certain):
        values = truth @ states.readings[name]
        least, most = _find_ends(values, in_atom=in_atom, of_person=atoms.of_person)
        if name in states.spans:
            closed |= most - least < sizes * states.spans[name] - NEAR
        else:
            closed |= least > NEAR
    return np.flatnonzero(closed)


def _find_ends(values: Floats, *, in_atom: Ints, of_person: Ints) -> tuple[Floats, Floats]:
    """The least and most total that each group can have when values are dealt out within atoms.

    Args:
        values: (people,).
        in_atom: groups × atoms, how many people of the group are in it.
        of_person: (people,) the atom of each.
    """
    order = np.lexsort((values, of_person))
    starts = np.searchsorted(of_person[order], np.arange(in_atom.shape[1] + 1))
    sums = np.concatenate([[0.0], np.cumsum(values[order])])
    first, last = starts[:-1], starts[1:]
    least = sums[first + in_atom] - sums[first]
    most = sums[last] - sums[last - in_atom]
    return least.sum(axis=1), most.sum(axis=1)
