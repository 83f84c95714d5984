from itertools import permutations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from etl.disclosure.atoms import divide, find_atoms
from etl.disclosure.screen import find_narrow, find_unsettled
from etl.disclosure.states import list_item_states, mix_single
from etl.disclosure.targets import find_published_atoms

STATES = list_item_states([1, 2, 3], point=0.5)
PEOPLE = 6


def _screen(groups: np.ndarray, *, cells: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Which of `groups` (groups × people) wait, where `cells` are published."""
    pieces = divide(csr_array(np.vstack([cells, groups])))
    named = np.full(groups.shape, pieces.sizes.size)
    for place, group in enumerate(groups):
        own = np.unique(pieces.of_person[group])
        named[place, : own.size] = own
    atoms = find_published_atoms(pieces, published=np.arange(cells.shape[0]))
    return find_unsettled(named, pieces=pieces, atoms=atoms, truth=truth, states=STATES)


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

    waiting = _screen(members[None, :], cells=matrix, truth=truth)

    assert (waiting.size == 0) == _is_open_by_hand(members, matrix, given_answers)


def test_group_that_fills_its_atom_waits_and_one_among_many_does_not():
    answers = np.array([1, 1, 2, 2, 3, 3])
    cells = np.array([[True, True, False, False, False, False], [False, False, True, True, True, True]])
    groups = np.array([[True, True, False, False, False, False], [False, False, True, False, False, False]])

    waiting = _screen(groups, cells=cells, truth=mix_single(STATES, answers.astype(float)))

    assert waiting.tolist() == [0]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_groups_below_k_without_a_narrow_piece_never_wait(seed):
    rng = np.random.default_rng(seed)
    people = int(rng.integers(6, 30))
    published = rng.random((rng.integers(1, 3), people)) < 0.6
    groups = np.array(
        [np.isin(np.arange(people), rng.choice(people, size=n)) for n in rng.integers(1, 5, 20)]
    )
    truth = mix_single(STATES, rng.choice([1.0, 2.0, 3.0], size=people))
    pieces = divide(csr_array(np.vstack([published, groups])))
    atoms = find_published_atoms(pieces, published=np.arange(published.shape[0]))

    narrow = find_narrow(pieces=pieces, atoms=atoms, truth=truth, states=STATES, k=5)[pieces.of_person]

    waiting = _screen(groups, cells=published, truth=truth)
    assert all((group & narrow).any() for group in groups[waiting])
