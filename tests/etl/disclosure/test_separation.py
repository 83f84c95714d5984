import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.disclosure.atoms import find_atoms
from etl.disclosure.rational import can_be_singled_out, find_rational_rank
from etl.disclosure.separation import Separation
from tests.etl.disclosure.separable import draw_cells, is_separated


def _people(*numbers: int, of: int) -> np.ndarray:
    return np.isin(np.arange(of), numbers)


def _offer_all(cells: np.ndarray, *, k: int) -> tuple[Separation, list]:
    separation = Separation(people=cells.shape[1], k=k)
    return separation, [separation.offer(cell) for cell in cells]


def test_cell_of_fewer_than_k_is_refused_and_of_k_accepted():
    separation = Separation(people=20, k=5)

    assert separation.offer(_people(*range(4), of=20)).reason == "too_few"
    assert separation.offer(_people(*range(5), of=20)).accepted


def test_cell_of_nobody_is_refused():
    assert not Separation(people=0, k=5).offer(np.zeros(0, dtype=bool)).accepted
    assert not Separation(people=9, k=5).offer(np.zeros(9, dtype=bool)).accepted


def test_cell_that_leaves_four_of_the_total_is_refused_with_these_four():
    separation = Separation(people=20, k=5)
    separation.offer(np.ones(20, dtype=bool))

    verdict = separation.offer(_people(*range(16), of=20))

    assert (verdict.accepted, verdict.reason) == (False, "refused")
    assert verdict.group.tolist() == [16, 17, 18, 19]


def test_cell_that_leaves_five_of_the_total_is_safe_by_size():
    separation = Separation(people=20, k=5)
    separation.offer(np.ones(20, dtype=bool))

    assert separation.offer(_people(*range(15), of=20)).reason == "safe_by_size"


def test_last_part_of_a_total_follows_from_the_others():
    cells = np.array([np.ones(15, dtype=bool), *(_people(*range(n, n + 5), of=15) for n in (0, 5, 10))])

    _, verdicts = _offer_all(cells, k=5)

    assert [verdict.reason for verdict in verdicts] == [
        "searched",
        "safe_by_size",
        "safe_by_size",
        "follows",
    ]


def test_cells_that_overlap_in_few_are_accepted_when_the_overlap_stays_hidden():
    first, second = _people(*range(10), of=30), _people(*range(8, 30), of=30)

    separation, verdicts = _offer_all(np.array([first, second]), k=5)

    assert [verdict.reason for verdict in verdicts] == ["safe_by_size", "searched"]
    assert sorted(separation.sizes) == [2, 8, 20]


def test_total_after_cells_that_overlap_in_few_is_refused():
    first, second, everybody = _people(*range(10), of=30), _people(*range(8, 30), of=30), np.ones(30, bool)

    _, verdicts = _offer_all(np.array([first, second, everybody]), k=5)

    assert verdicts[2].reason == "refused"
    assert verdicts[2].group.tolist() == [8, 9]


def test_combination_of_four_cells_is_found():
    """{a, b} − {b, c} + {c, d} leaves {a, d}, so that {a, d, x} would tell x."""
    groups = np.repeat(["a", "b", "c", "d", "x", "rest"], [9, 9, 9, 9, 2, 30])
    cells = np.array([np.isin(groups, parts) for parts in (["a", "b"], ["b", "c"], ["c", "d"])])

    separation, verdicts = _offer_all(cells, k=5)
    verdict = separation.offer(np.isin(groups, ["a", "d", "x"]))

    assert all(verdict.accepted for verdict in verdicts)
    assert verdict.reason == "refused"
    assert set(groups[verdict.group]) == {"x"}


def test_refused_cell_changes_nothing():
    separation = Separation(people=20, k=5)
    separation.offer(np.ones(20, dtype=bool))
    before = (separation.labels.tolist(), separation.rank, separation.matrix.tolist())

    separation.offer(_people(*range(16), of=20))

    assert (separation.labels.tolist(), separation.rank, separation.matrix.tolist()) == before


def test_begin_end_and_both_on_different_people_link_through_the_same_value():
    """The begin of all and the begin of those who also answered the end: two sums of the same values."""
    everybody, paired = np.ones(40, dtype=bool), _people(*range(37), of=40)

    _, verdicts = _offer_all(np.array([everybody, paired]), k=5)

    assert [verdict.accepted for verdict in verdicts] == [True, False]
    assert verdicts[1].group.tolist() == [37, 38, 39]


@pytest.mark.parametrize("k", [2, 3, 5])
@settings(max_examples=700, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_verdicts_when_every_group_is_tried_over_fractions_then_they_agree(k, seed):
    rng = np.random.default_rng(seed)
    cells = draw_cells(rng, people=int(rng.integers(1, 18)), cells=int(rng.integers(1, 9)))
    separation = Separation(people=cells.shape[1], k=k)
    accepted: list[np.ndarray] = []
    for cell in cells:
        expected = bool(cell.sum()) and is_separated(np.array([*accepted, cell]), k=k)
        verdict = separation.offer(cell)
        assert verdict.accepted == expected
        if verdict.accepted:
            accepted.append(cell)
        elif cell.any():
            assert 0 < verdict.group.size < k
    assert separation.is_proved()


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_state_when_cells_were_accepted_then_it_describes_them(seed):
    rng = np.random.default_rng(seed)
    cells = draw_cells(rng, people=int(rng.integers(5, 40)), cells=10)
    separation, verdicts = _offer_all(cells, k=3)
    accepted = cells[[verdict.accepted for verdict in verdicts]]
    atoms = find_atoms(accepted)

    assert np.array_equal(separation.matrix[:, separation.labels], accepted)
    assert sorted(separation.sizes) == sorted(atoms.sizes)
    assert separation.rank == find_rational_rank(atoms.matrix)


def test_refused_groups_of_a_large_world_are_really_singled_out():
    cells = draw_cells(np.random.default_rng(7), people=60, cells=25)
    separation = Separation(people=60, k=5)
    accepted: list[np.ndarray] = []
    refused = 0
    for cell in cells:
        verdict = separation.offer(cell)
        if verdict.accepted:
            accepted.append(cell)
        elif verdict.reason == "refused":
            refused += 1
            atoms = find_atoms(np.array([*accepted, cell]))
            group = np.unique(atoms.of_person[verdict.group])
            assert can_be_singled_out(group, matrix=atoms.matrix)
    assert refused > 0
