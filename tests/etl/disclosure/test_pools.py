import numpy as np

from etl.disclosure.membership import Cell
from etl.disclosure.pools import PoolRule, list_pools
from schemas.release import cell_id

RULE = PoolRule(kind="trajectory_level", part="level", sizes=(2, 3))


def _cell(trajectory: str, level: str, *leaders: int) -> Cell:
    name = cell_id(trajectory=trajectory, level=level)
    return Cell(name, "trajectory_level", (name,), (trajectory, level, None, None), np.array(leaders))


def test_pools_of_three_levels_of_one_trajectory_are_three_pairs_and_a_triple():
    cells = [_cell("pi-1", "a", 4), _cell("pi-1", "b", 2, 9), _cell("pi-1", "c", 1)]

    pools = list(list_pools(cells, rule=RULE))

    assert [pool.cell_id for pool in pools] == [
        "trajectory=pi-1|level=a+b",
        "trajectory=pi-1|level=a+c",
        "trajectory=pi-1|level=b+c",
        "trajectory=pi-1|level=a+b+c",
    ]
    assert pools[0].leaders.tolist() == [2, 4, 9]
    assert pools[0].parts == ("pi-1", None, None, None)
    assert pools[0].members == ("trajectory=pi-1|level=a", "trajectory=pi-1|level=b")
    assert pools[0].is_pooled


def test_pools_never_join_two_trajectories():
    cells = [_cell("pi-1", "a", 1), _cell("pi-2", "a", 2)]

    assert list(list_pools(cells, rule=RULE)) == []


def test_pool_of_partnerships_carries_their_trajectory():
    def partnership(number: int) -> Cell:
        name = cell_id(trajectory="pi-1", partnership=f"swv-{number}")
        return Cell(name, "partnership", (name,), ("pi-1", None, None, f"swv-{number}"), np.array([number]))

    rule = PoolRule(kind="partnership", part="partnership_id", sizes=(2,))
    (pool,) = list_pools([partnership(1), partnership(2)], rule=rule)

    assert pool.cell_id == "trajectory=pi-1|partnership=swv-1+swv-2"
    assert pool.parts == ("pi-1", None, None, None)
