from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.atoms import find_atoms
from etl.disclosure.screen import find_unsettled
from etl.disclosure.states import list_item_states, mix_single

STATES = list_item_states([1, 2, 3], point=0.5)
PEOPLE = 6


def _is_open_by_hand(group: np.ndarray, cells: np.ndarray, answers: np.ndarray) -> bool:
    """Whether exchanges within atoms leave the group's mean half a point and a zero for each answer."""
    atoms = find_atoms(cells).of_person
    dealt = {
        tuple(answers[list(order)])
        for order in permutations(range(PEOPLE))
        if all(atoms[to] == atoms[place] for place, to in enumerate(order))
    }
    worlds = np.array(sorted(dealt))[:, group]
    means = worlds.mean(axis=1)
    zero = all((worlds != code).all(axis=1).any() for code in (1, 2, 3))
    return bool(means.max() - means.min() >= 0.5 - 1e-9) and zero


@settings(max_examples=60)
@given(
    st.lists(st.lists(st.booleans(), min_size=PEOPLE, max_size=PEOPLE), min_size=1, max_size=3),
    st.lists(st.integers(1, 3), min_size=PEOPLE, max_size=PEOPLE),
    st.lists(st.booleans(), min_size=PEOPLE, max_size=PEOPLE).filter(any),
)
def test_group_waits_exactly_when_no_exchange_within_atoms_leaves_it_open(cells, answers, group):
    matrix, given_answers, members = np.array(cells), np.array(answers), np.array(group)
    truth = mix_single(STATES, given_answers.astype(float))

    waiting = find_unsettled(members[None, :], cells=matrix, truth=truth, states=STATES)

    assert (waiting.size == 0) == _is_open_by_hand(members, matrix, given_answers)


def test_group_that_fills_its_atom_waits_and_one_among_many_does_not():
    answers = np.array([1, 1, 2, 2, 3, 3])
    cells = np.array([[True, True, False, False, False, False], [False, False, True, True, True, True]])
    groups = np.array([[True, True, False, False, False, False], [False, False, True, False, False, False]])

    waiting = find_unsettled(
        groups, cells=cells, truth=mix_single(STATES, answers.astype(float)), states=STATES
    )

    assert waiting.tolist() == [0]
