"""Who is in which cell, and whose values a statement is made of.

**Base.** The people whose values are summed: those who answered an indicator at a wave, or at both waves of a
contrast. Several bases may state the same value (the begin of everybody, and the begin of those who also
answered the end): they are judged together, over the union of their people.

**What counts as one indicator.** A scale is the mean of its items, so scale and items share values. Published
on different people they tell about the difference: a scale over who answered at least half of the items,
minus the items over who answered each, leaves only the people who skipped one. Hence one base a family: the
people who answered every item of the scale at that moment. Then scale and items are sums over the same atoms,
and a combination that lives on a small group would be one for an item alone. Where a family is published on
different people, exactness is lost and only rounding protects. Items outside scales are their own family.

**Viewers.** What one role does not see another does, and people talk: cells are judged as if everybody saw
everything.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl

from etl.disclosure.atoms import Flags
from etl.disclosure.modular import Ints
from etl.lattice import PARTS, Lattice

Parts = tuple[str | None, ...]
"""Trajectory, level, region and partnership; None where a cell is not divided by it, or pools it."""


@dataclass(frozen=True)
class Base:
    """People whose values are stated. `leaders`: their numbers in the lattice, sorted, each once."""

    name: str
    leaders: Ints


@dataclass(frozen=True)
class Cell:
    """Something that could be published: a cell of the lattice, or several pooled.

    `members`: the cell_ids that it consists of, one for an own cell. `leaders`: everybody in it.
    """

    cell_id: str
    kind: str
    members: tuple[str, ...]
    parts: Parts
    leaders: Ints

    @property
    def is_pooled(self) -> bool:
        """Whether it is several cells of the lattice together."""
        return len(self.members) > 1


def list_cells(lattice: Lattice) -> list[Cell]:
    """Every cell of the lattice, its pools included, in its order."""
    kinds = lattice.cells["kind"].unique(maintain_order=True)
    placed = pl.concat([lattice.members(kind=kind).select("cell", "leader") for kind in kinds])
    people = dict(placed.group_by("cell").agg(pl.col("leader").sort()).iter_rows())
    columns = ("cell", "cell_id", "kind", "members", *PARTS)
    return [
        Cell(
            cell_id=cell_id,
            kind=kind,
            members=tuple(json.loads(members)) if members else (cell_id,),
            parts=tuple(parts),
            leaders=np.array(people[number], dtype=np.int64),
        )
        for number, cell_id, kind, members, *parts in lattice.cells.select(columns).iter_rows()
    ]


def make_base(name: str, leaders: pl.Series) -> Base:
    """The base of these leaders (numbers of the lattice, in any order, repeated or not)."""
    return Base(name=name, leaders=leaders.drop_nulls().unique().sort().cast(pl.Int64).to_numpy())


@dataclass(frozen=True)
class People:
    """The columns of the matrix: everybody in one of the bases, sorted."""

    leaders: Ints

    @classmethod
    def of(cls, groups: Iterable[Ints]) -> "People":
        """Everybody in at least one of `groups`."""
        return cls(leaders=np.unique(np.concatenate([np.empty(0, dtype=np.int64), *groups])))

    def mark(self, leaders: Ints, *, base: Ints | None = None) -> Flags:
        """Which of the people are in `leaders` (and in `base`): a row of the matrix."""
        marked = np.zeros(self.leaders.size, dtype=bool)
        inside = leaders if base is None else np.intersect1d(leaders, base, assume_unique=True)
        marked[np.searchsorted(self.leaders, inside)] = True
        return marked
