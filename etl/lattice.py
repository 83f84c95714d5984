"""The lattice of cells: the total, each trajectory, level and region, their combinations, partnerships,
pools.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from schemas.release import CELL_KINDS, Cells, cell_id

KEYS: dict[str, tuple[str, ...]] = {
    "total": (),
    "trajectory": ("trajectory_id",),
    "level": ("level",),
    "region": ("region",),
    "trajectory_level": ("trajectory_id", "level"),
    "trajectory_region": ("trajectory_id", "region"),
    "level_region": ("level", "region"),
    "partnership": ("trajectory_id", "partnership_id"),
    "trajectory_level_region": ("trajectory_id", "level", "region"),
}
PARTS = ("trajectory_id", "level", "region", "partnership_id")


_POOLED = {"pool": pl.UInt32, "cell": pl.UInt32}


@dataclass(frozen=True)
class Pool:
    """Several cells of one kind together; `parts` in the order of `PARTS`, None where it pools them."""

    cell_id: str
    kind: str
    members: tuple[str, ...]
    parts: tuple[str | None, ...]


@dataclass(frozen=True)
class Lattice:
    """Cells in a fixed order, with their number, and the leaders in them.

    `cells`: cell (u32), size (leaders), and the columns of `schemas.release.Cells`.
    `leaders`: leader (u32), leader_id, trajectory_id, level, region, partnership_id.
    `pooled`: pool and cell (both numbers of cells): what each pool consists of.
    """

    cells: pl.DataFrame
    leaders: pl.DataFrame
    pooled: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_POOLED))

    def place(self, units: pl.DataFrame, *, kind: str) -> pl.DataFrame:
        """`units` (with the key columns of `kind`) and the `cell` of `kind` that each belongs to.

        A unit without a value for one of the keys belongs to no cell of that kind. A unit of a cell that is
        pooled belongs to the pool too.
        """
        own = self.cells.filter((pl.col("kind") == kind) & pl.col("members").is_null())
        keys = list(KEYS[kind])
        placed = (
            units.join(own.select("cell", *keys), on=keys)
            if keys
            else units.join(own.select("cell"), how="cross")
        )
        pooled = placed.join(self.pooled, on="cell").drop("cell").rename({"pool": "cell"})
        return pl.concat([placed, pooled.select(placed.columns)])

    def add_pools(self, pools: Sequence[Pool]) -> "Lattice":
        """The lattice with `pools` as further cells, numbered after its own."""
        numbers = dict(self.cells.select("cell_id", "cell").iter_rows())
        sizes = dict(self.cells.select("cell_id", "size").iter_rows())
        first = self.cells.height
        rows = [
            (
                first + n,
                sum(sizes[m] for m in pool.members),
                pool.cell_id,
                pool.kind,
                *pool.parts,
                None,
                json.dumps(pool.members),
            )
            for n, pool in enumerate(pools)
        ]
        links = [(first + n, numbers[member]) for n, pool in enumerate(pools) for member in pool.members]
        return replace(
            self,
            cells=pl.concat([self.cells, pl.DataFrame(rows, schema=self.cells.schema, orient="row")]),
            pooled=pl.concat([self.pooled, pl.DataFrame(links, schema=_POOLED, orient="row")]),
        )

    def members(self, *, kind: str) -> pl.DataFrame:
        """Columns leader and cell (both u32): who is in which cell of `kind`."""
        return self.place(self.leaders, kind=kind).select("leader", "cell")

    def to_table(self) -> pl.DataFrame:
        """The cells in the shape of `schemas.release.Cells`."""
        return Cells.validate(self.cells.drop("cell", "size"))


def build_lattice(*, leaders: pl.DataFrame, partnerships: pl.DataFrame) -> Lattice:
    """Every cell with at least one leader; dimensions that are empty give no cells.

    Args:
        leaders: `schemas.warehouse.Leaders`.
        partnerships: `schemas.warehouse.Partnerships`, for the names.
    """
    people = leaders.sort("leader_id").select("leader_id", *PARTS).with_row_index("leader")
    found = [_cells_of(people, kind=kind) for kind in CELL_KINDS]
    named = (
        pl.concat(found)
        .join(partnerships.select("partnership_id", label="name"), on="partnership_id", how="left")
        .with_columns(members=pl.lit(None, dtype=pl.String))
    )
    return Lattice(cells=named.sort("order", "cell_id").drop("order").with_row_index("cell"), leaders=people)


def _cells_of(people: pl.DataFrame, *, kind: str) -> pl.DataFrame:
    keys = list(KEYS[kind])
    if keys:
        sizes = people.drop_nulls(keys).group_by(keys).len(name="size")
    else:
        sizes = people.select(size=pl.len().cast(pl.UInt32)).filter(pl.col("size") > 0)
    missing = [pl.lit(None, dtype=pl.String).alias(part) for part in PARTS if part not in keys]
    whole = sizes.with_columns(*missing, kind=pl.lit(kind), order=pl.lit(CELL_KINDS.index(kind)))
    names = pl.struct(PARTS).map_elements(_name_cell, return_dtype=pl.String)
    return whole.with_columns(cell_id=names).select("order", "size", "cell_id", "kind", *PARTS)


def _name_cell(parts: dict[str, str | None]) -> str:
    return cell_id(
        trajectory=parts["trajectory_id"],
        level=parts["level"],
        region=parts["region"],
        partnership=parts["partnership_id"],
    )
