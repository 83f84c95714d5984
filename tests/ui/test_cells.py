import json

from ui.cells import Cell, list_pools_with, list_wider, name_pools

SWV_A, SWV_B = "trajectory=pi-3|partnership=a", "trajectory=pi-3|partnership=b"
POOL = Cell(
    cell_id="trajectory=pi-3|partnership=a+b",
    kind="partnership",
    trajectory_id="pi-3",
    members=json.dumps([SWV_A, SWV_B]),
)
OWN = Cell(cell_id=SWV_A, kind="partnership", trajectory_id="pi-3", partnership_id="a", label="Anders")
OTHER = Cell(cell_id=SWV_B, kind="partnership", trajectory_id="pi-3", partnership_id="b")


def test_list_wider_when_a_pair_goes_from_near_to_the_total() -> None:
    cell = Cell(trajectory_id="pi-3", level="basis-gewoon")
    assert list_wider(cell) == ("trajectory=pi-3", "level=basis-gewoon", "total")


def test_list_wider_when_three_parts_keeps_pairs_before_single_ones() -> None:
    wider = list_wider(Cell(trajectory_id="pi-3", level="basis-gewoon", region="limburg"))
    assert [len(name.split("|")) for name in wider[:-1]] == [2, 2, 2, 1, 1, 1]
    assert wider[-1] == "total"


def test_list_wider_when_the_total_is_nothing() -> None:
    assert list_wider(Cell()) == ()


def test_parts_of_a_pool_when_read_hold_what_is_pooled() -> None:
    assert POOL.parts == {"trajectory": "pi-3", "partnership": "a+b"}


def test_list_wider_when_the_cell_is_a_pool_goes_to_what_it_lies_in() -> None:
    assert list_wider(POOL)[0] == "trajectory=pi-3"


def test_list_pools_with_when_a_cell_was_pooled_gives_that_pool() -> None:
    cells = {cell.cell_id: cell for cell in (POOL, OWN)}

    assert list_pools_with(OWN, cells=cells) == (POOL.cell_id,)
    assert list_pools_with(POOL, cells=cells) == ()


def test_name_pools_when_the_members_are_seen_joins_their_names() -> None:
    cells = name_pools({cell.cell_id: cell for cell in (POOL, OWN, OTHER)})

    assert cells[POOL.cell_id].label == "Anders + b"


def test_name_pools_when_a_member_is_not_to_be_seen_leaves_it_unnamed() -> None:
    cells = name_pools({cell.cell_id: cell for cell in (POOL, OWN)})

    assert cells[POOL.cell_id].label is None
