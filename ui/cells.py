"""Cells of the lattice as the pages know them, and the way from a cell to its wider neighbours."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from schemas.release import TOTAL, cell_id


@dataclass(frozen=True)
class Cell:
    """One cell: the leaders with this trajectory, level, region and partnership (None = any)."""

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

    @property
    def parts(self) -> dict[str, str]:
        """The parts that are fixed: `{"trajectory": "pi-3", "level": "basis-gewoon"}`."""
        named = {
            "trajectory": self.trajectory_id,
            "level": self.level,
            "region": self.region,
            "partnership": self.partnership_id,
        }
        return {name: value for name, value in named.items() if value is not None}


TOTAL_CELL = Cell()


def list_wider(cell: Cell) -> tuple[str, ...]:
    """Ids of the cells around `cell`, nearest first: fewer and fewer parts fixed, the total last."""
    parts = tuple(cell.parts.items())
    sizes = range(len(parts) - 1, -1, -1)
    kept: Iterable[tuple[tuple[str, str], ...]] = (k for size in sizes for k in combinations(parts, size))
    return tuple(cell_id(**dict(pairs)) for pairs in kept)
