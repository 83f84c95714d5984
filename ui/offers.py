"""What the filters offer beside the programme's categories: pools, and partnerships of a trajectory."""

from collections.abc import Container, Mapping
from dataclasses import replace

from schemas.release import JOIN
from ui.address import FilterName, Selection
from ui.cells import PARTNERSHIP, Cell

_POOLED: tuple[FilterName, ...] = ("level", "region")


def list_offers(selection: Selection, *, cells: Mapping[str, Cell]) -> dict[FilterName, tuple[str, ...]]:
    """The pools of levels and of regions that there are beside what else is chosen, and the partnerships.

    Partnerships are those of the chosen trajectory, those shown together last; without a trajectory, or
    for who may not see them, there are none.
    """
    pools = [cell for cell in cells.values() if cell.pooled]
    offers = {name: _list_pools(selection, name, pools=pools) for name in _POOLED}
    return {**offers, "partnership": _list_partnerships(selection, cells=cells)}


def settle(selection: Selection, *, changed: FilterName, cells: Container[str]) -> Selection:
    """`selection` after the reader changed one filter: what no longer goes with it is let go.

    A partnership is one of its trajectory and of nothing else; a pool goes with the filters beside it.
    """
    if changed == "partnership":
        return replace(selection, level=None, region=None) if selection.partnership else selection
    if changed == "trajectory" or getattr(selection, changed):
        selection = replace(selection, partnership=None)
    pools = {name: None for name in _POOLED if JOIN in (getattr(selection, name) or "") and name != changed}
    if not pools or selection.cell_id in cells:
        return selection
    return replace(selection, **pools)


def _list_pools(selection: Selection, name: FilterName, *, pools: list[Cell]) -> tuple[str, ...]:
    beside = _parts_of(replace(selection, **{name: None}))
    found = (pool.parts for pool in pools if JOIN in pool.parts.get(name, ""))
    return tuple(sorted(parts[name] for parts in found if parts == {**beside, name: parts[name]}))


def _list_partnerships(selection: Selection, *, cells: Mapping[str, Cell]) -> tuple[str, ...]:
    if selection.trajectory is None:
        return ()
    own = [c for c in cells.values() if c.kind == PARTNERSHIP and c.trajectory_id == selection.trajectory]
    ordered = sorted(own, key=lambda cell: (len(cell.pooled), cell.label or cell.cell_id))
    return tuple(cell.parts[PARTNERSHIP] for cell in ordered)


def _parts_of(selection: Selection) -> dict[str, str]:
    names: tuple[FilterName, ...] = ("trajectory", "level", "region")
    return {name: value for name in names if (value := getattr(selection, name))}
