import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.atoms import find_atoms
from etl.disclosure.rational import can_be_singled_out
from etl.disclosure.separation import Separation
from etl.disclosure.separation_check import check_separation
from tests.etl.disclosure.separable import draw_cells, is_separated


def test_solver_when_two_cells_differ_by_four_then_it_names_them():
    cells = np.array([np.ones(20, dtype=bool), np.arange(20) < 16])

    checked = check_separation(find_atoms(cells), k=5)

    assert (checked.outcome, checked.atoms.tolist()) == ("violated", [1])


def test_solver_when_two_cells_differ_by_five_then_they_are_separated():
    cells = np.array([np.ones(20, dtype=bool), np.arange(20) < 15])

    assert check_separation(find_atoms(cells), k=5).outcome == "separated"


def test_solver_when_it_has_no_time_then_nothing_is_proved():
    separation = Separation(people=80, k=5)
    cells = draw_cells(np.random.default_rng(3), people=80, cells=40)
    atoms = find_atoms(np.array([cell for cell in cells if separation.offer(cell).accepted]))

    assert check_separation(atoms, k=5, seconds=0.0).outcome == "not_proved"
    assert check_separation(atoms, k=5).outcome == "separated"


def test_solver_when_nothing_is_published_then_it_is_separated():
    assert check_separation(find_atoms(np.zeros((0, 3), dtype=bool)), k=5).outcome == "separated"
    assert check_separation(find_atoms(np.zeros((2, 0), dtype=bool)), k=5).outcome == "separated"


@pytest.mark.parametrize("k", [2, 3, 5])
@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_solver_when_every_group_is_tried_over_fractions_then_they_agree(k, seed):
    rng = np.random.default_rng(seed)
    cells = draw_cells(rng, people=int(rng.integers(1, 18)), cells=int(rng.integers(1, 8)))

    outcome = check_separation(find_atoms(cells), k=k).outcome

    assert outcome == ("separated" if is_separated(cells, k=k) else "violated")


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_solver_when_cells_were_accepted_or_refused_one_by_one_then_it_agrees(seed):
    cells = draw_cells(np.random.default_rng(seed), people=50, cells=14)
    separation = Separation(people=50, k=4)
    accepted: list[np.ndarray] = []
    for cell in cells:
        verdict = separation.offer(cell)
        if verdict.accepted:
            accepted.append(cell)
        elif verdict.reason == "refused":
            atoms = find_atoms(np.array([*accepted, cell]))
            assert check_separation(atoms, k=4).outcome == "violated"
            assert can_be_singled_out(np.unique(atoms.of_person[verdict.group]), matrix=atoms.matrix)
    assert check_separation(find_atoms(np.array(accepted)), k=4).outcome == "separated"
