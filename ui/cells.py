"""Cells as the pages know them, and the way from a cell to the pools it is in and its wider neighbours."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from schemas.release import JOIN, TOTAL, cell_id


@dataclass(frozen=True)
class Cell:
    """One cell: the leaders with this trajectory, level, region and partnership (None = any).

    In a pool the pooled part is None too, and `members` says of what it was made.
    """

    cell_id: str = TOTAL
    kind: str = "total"
    trajectory_id: str | None = None
    level: str | None = None
    region: str | None = None
    partnership_id: str | None = None
    label: str | None = None
    members: str | None = None

    @cached_property
    def pooled(self) -> tuple[str, ...]:
        """Ids of the cells that were put together; empty for a cell of its own."""
        return tuple(json.loads(self.members)) if self.members else ()

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """The parts that are fixed: `{"trajectory": "pi-3", "level": "a+b"}`."""
        if self.pooled:
            pairs = (part.partition("=") for part in self.cell_id.split("|"))
            return {name: value for name, _, value in pairs}
        named = {
            "trajectory": self.trajectory_id,
            "level": self.level,
            "region": self.region,
            "partnership": self.partnership_id,
        }
        return {name: value for name, value in named.items() if value is not None}


PARTNERSHIP = "partnership"
TOTAL_CELL = Cell()


def list_pools_with(cell: Cell, *, cells: Mapping[str, Cell]) -> tuple[str, ...]:
    """Ids of the pools that `cell` was put in, the smallest first."""
    found = [pool for pool in cells.values() if cell.cell_id in pool.pooled]
    return tuple(pool.cell_id for pool in sorted(found, key=lambda p: (len(p.pooled), p.cell_id)))


def name_pools(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """`cells`, with pooled partnerships labelled by the names of their members, if all of these are there."""
    return {name: replace(cell, label=_join_labels(cell, cells=cells)) for name, cell in cells.items()}


def _join_labels(cell: Cell, *, cells: Mapping[str, Cell]) -> str | None:
    if cell.label or cell.kind != PARTNERSHIP or not all(member in cells for member in cell.pooled):
        return cell.label
    names = [cells[member].label or cells[member].partnership_id or "" for member in cell.pooled]
    return f" {JOIN} ".join(names) or None


def list_wider(cell: Cell) -> tuple[str, ...]:
    """Ids of the cells around `cell`, nearest first: fewer and fewer parts fixed, the total last."""
    parts = tuple(cell.parts.items())
    sizes = range(len(parts) - 1, -1, -1)
    kept: Iterable[tuple[tuple[str, str], ...]] = (k for size in sizes for k in combinations(parts, size))
    return tuple(cell_id(**dict(pairs)) for pairs in kept)
