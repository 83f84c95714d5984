import numpy as np
import polars as pl

from etl.disclosure.atoms import find_atoms
from etl.disclosure.membership import People, list_cells, make_base
from etl.disclosure.rational import can_be_singled_out
from tests.etl.disclosure.demo_shape import draw_lattice


def test_cells_of_a_lattice_hold_its_members_in_its_order():
    lattice = draw_lattice(1, people=60)

    cells = list_cells(lattice)

    assert [cell.cell_id for cell in cells] == lattice.cells["cell_id"].to_list()
    assert [cell.leaders.size for cell in cells] == lattice.cells["size"].to_list()
    assert not any(cell.is_pooled for cell in cells)
    for kind in ("level", "partnership"):
        members = np.concatenate([cell.leaders for cell in cells if cell.kind == kind])
        assert sorted(members) == list(range(60))


def test_base_of_leaders_in_any_order_is_sorted_and_each_once():
    assert make_base("end", pl.Series([3, 1, None, 3])).leaders.tolist() == [1, 3]


def test_people_of_two_bases_are_their_union_and_a_row_marks_who_is_in_cell_and_base():
    people = People.of([np.array([2, 5, 9]), np.array([5, 7])])

    assert people.leaders.tolist() == [2, 5, 7, 9]
    assert people.mark(np.array([1, 2, 7]), base=np.array([5, 7])).tolist() == [False, False, True, False]


def test_people_of_no_base_are_nobody():
    assert People.of([]).leaders.size == 0


def _link_scale_and_items(answered: np.ndarray) -> np.ndarray:
    """Rows over person × item: each item on who answered it, and the scale (times six) on everybody."""
    people, items = answered.shape
    rows = np.zeros((items + 1, people, items), dtype=np.int64)
    for item in range(items):
        rows[item, :, item] = answered[:, item]
    rows[items] = answered * (6 // answered.sum(axis=1))[:, None]
    return rows.reshape(items + 1, people * items)


def test_scale_and_items_on_different_people_single_out_who_skipped_an_item():
    """Why a family has one base: thirty people, one of whom skipped the third item."""
    answered = np.ones((30, 3), dtype=np.int64)
    answered[0, 2] = 0
    of_the_first = np.array([0, 1])

    assert can_be_singled_out(of_the_first, matrix=_link_scale_and_items(answered))
    complete = _link_scale_and_items(answered[1:])
    assert not can_be_singled_out(of_the_first, matrix=complete)


def test_atoms_of_two_bases_are_classes_over_all_their_rows():
    everybody, paired = np.ones(10, dtype=bool), np.arange(10) < 7

    assert find_atoms(np.array([everybody, everybody & paired])).sizes.tolist() == [7, 3]
