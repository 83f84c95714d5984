from ui.cells import Cell, list_wider


def test_list_wider_when_a_pair_goes_from_near_to_the_total() -> None:
    cell = Cell(trajectory_id="pi-3", level="basis-gewoon")
    assert list_wider(cell) == ("trajectory=pi-3", "level=basis-gewoon", "total")


def test_list_wider_when_three_parts_keeps_pairs_before_single_ones() -> None:
    wider = list_wider(Cell(trajectory_id="pi-3", level="basis-gewoon", region="limburg"))
    assert [len(name.split("|")) for name in wider[:-1]] == [2, 2, 2, 1, 1, 1]
    assert wider[-1] == "total"


def test_list_wider_when_the_total_is_nothing() -> None:
    assert list_wider(Cell()) == ()
