"""The made-up release's cells: who is in which, partnerships and pools included."""

import json
import random
from collections import Counter

import polars as pl

from schemas.release import JOIN, Cells, cell_id
from tests.builders.programme import REGIONS

LEADERS = 492
SMALL_CELL = "trajectory=pi-10|level=basis-buitengewoon"
POOLED_LEVELS = f"trajectory=pi-10|level=basis-buitengewoon{JOIN}secundair-buitengewoon"
POOLED_REGIONS = f"level=secundair-buitengewoon|region=antwerpen{JOIN}brussel"
PARTNERSHIP = "trajectory=pi-3|partnership=pi-3-swv-1"
SMALL_PARTNERSHIPS = ("trajectory=pi-3|partnership=pi-3-swv-4", "trajectory=pi-3|partnership=pi-3-swv-8")
POOLED_PARTNERSHIPS = f"trajectory=pi-3|partnership=pi-3-swv-4{JOIN}pi-3-swv-8"
POOLS = (POOLED_LEVELS, POOLED_REGIONS, POOLED_PARTNERSHIPS)
WITHHELD = (SMALL_CELL, *SMALL_PARTNERSHIPS)
Leader = tuple[str, str, str, str]


def make_leaders() -> list[Leader]:
    """Trajectory, level, region and partnership of each."""
    draw = random.Random(2023)
    levels = ("basis-gewoon", "basis-gewoon", "basis-gewoon", "secundair-gewoon", "secundair-buitengewoon")
    smallest = [("pi-10", "basis-buitengewoon", "brussel", "pi-10-swv-1")] * 3
    return smallest + [
        (f"pi-{n}", draw.choice(levels), draw.choice(REGIONS), f"pi-{n}-swv-{draw.randint(1, 8)}")
        for n in (draw.randint(1, 10) for _ in range(LEADERS - 3))
    ]


def count_cells(leaders: list[Leader]) -> dict[str, int]:
    """The number of leaders in each cell, pools last."""
    own = Counter(cell for leader in leaders for cell in _list_cells(leader))
    return {**own, **{pool: sum(own[member] for member in list_members(pool)) for pool in POOLS}}


def list_members(pool: str) -> list[str]:
    """The ids of the cells that `pool` was made of."""
    parts = _split(pool)
    name = next(name for name, value in parts.items() if JOIN in value)
    return [cell_id(**{**parts, name: value}) for value in parts[name].split(JOIN)]


def make_cells(sizes: dict[str, int]) -> pl.DataFrame:
    """In the shape of `schemas.release.Cells`."""
    schema = {name: column.dtype.type for name, column in Cells.to_schema().columns.items()}
    rows = [_describe(name) for name in sizes]
    return Cells.validate(pl.DataFrame(rows, schema=schema, orient="row"))


def kind_of(name: str) -> str:
    """The kind of the cell with this id."""
    parts = _split(name)
    return "partnership" if "partnership" in parts else "_".join(parts) or "total"


def _list_cells(leader: Leader) -> set[str]:
    trajectory, level, region, partnership = leader
    return {
        "total",
        cell_id(trajectory=trajectory),
        cell_id(level=level),
        cell_id(region=region),
        cell_id(trajectory=trajectory, level=level),
        cell_id(level=level, region=region),
        cell_id(trajectory=trajectory, region=region),
        cell_id(trajectory=trajectory, partnership=partnership),
    }


def _describe(name: str) -> tuple[str | None, ...]:
    parts = _split(name)
    own = {part: None if JOIN in value else value for part, value in parts.items()}
    partnership = own.get("partnership")
    label = None if partnership is None else f"Verband {partnership.rsplit('-', 1)[-1]}"
    columns = (own.get("trajectory"), own.get("level"), own.get("region"), partnership)
    members = json.dumps(list_members(name)) if name in POOLS else None
    return (name, kind_of(name), *columns, label, members)


def _split(name: str) -> dict[str, str]:
    return dict(part.split("=") for part in name.split("|")) if "=" in name else {}
