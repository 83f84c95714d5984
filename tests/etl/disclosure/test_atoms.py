import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from etl.disclosure.atoms import divide, find_atoms


def test_atoms_of_a_total_and_a_half_are_two_in_order_of_their_first_person():
    cells = np.array([[True, True, True, True], [False, True, False, True]])

    atoms = find_atoms(cells)

    assert atoms.of_person.tolist() == [0, 1, 0, 1]
    assert atoms.sizes.tolist() == [2, 2]
    assert atoms.matrix.tolist() == [[1, 1], [0, 1]]


def test_atoms_of_no_cells_are_one():
    atoms = find_atoms(np.zeros((0, 3), dtype=bool))

    assert (atoms.of_person.tolist(), atoms.sizes.tolist()) == ([0, 0, 0], [3])


def test_atoms_of_nobody_are_none():
    atoms = find_atoms(np.zeros((2, 0), dtype=bool))

    assert (atoms.sizes.size, atoms.matrix.shape) == (0, (2, 0))


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_atoms_when_spread_over_their_people_give_the_cells_back(seed):
    rng = np.random.default_rng(seed)
    cells = rng.random((rng.integers(0, 12), rng.integers(1, 30))) < 0.5

    atoms = find_atoms(cells)

    assert np.array_equal(atoms.matrix[:, atoms.of_person], cells)
    assert np.unique(atoms.matrix, axis=1).shape[1] == atoms.sizes.size
    assert atoms.sizes.tolist() == np.bincount(atoms.of_person).tolist()


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_pieces_are_the_atoms_of_the_same_cells(seed):
    rng = np.random.default_rng(seed)
    cells = rng.random((rng.integers(0, 12), rng.integers(0, 30))) < 0.3

    atoms, pieces = find_atoms(cells), divide(csr_array(cells))

    assert pieces.of_person.tolist() == atoms.of_person.tolist()
    assert pieces.sizes.tolist() == atoms.sizes.tolist()
    assert np.array_equal(pieces.cells.toarray(), atoms.matrix)
