"""Who is in which cell, and whose values a statement is made of.

**Base.** The people whose values are summed: those who answered an indicator at a wave, or at both waves of a
contrast. Several bases may state the same value (the begin of everybody, and the begin of those who also
answered the end): they are judged together, over the union of their people.

**A scale and its items.** A scale is the mean of its items, so they share values. Each stands on its own
people: the scale on who answered at least half of its items, an item on who answered it. Their cells are
chosen alike, so a combination of both lives on a small group only by who skipped an item, and there rounding
protects. What the sums of the items tell of the scale is part of its gate (`etl.disclosure.families`).

**Viewers.** What one role does not see another does, and people talk: cells are judged as if everybody saw
everything.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_array, vstack

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


def keep_in(leaders: Ints, base: Ints) -> Ints:
    """Those of `leaders` who are in `base`, in their order."""
    return leaders[np.isin(leaders, base)]


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
        inside = leaders if base is None else keep_in(leaders, base)
        marked[np.searchsorted(self.leaders, inside)] = True
        return marked

    def mark_cells(self, cells: Sequence[Cell], *, bases: Sequence[Ints]) -> csr_array:
        """Every cell of every base: (bases · cells) × people, bool."""
        listed = [np.empty(0, dtype=np.int64), *(cell.leaders for cell in cells)]
        leaders = np.concatenate(listed)
        of_cell = np.repeat(np.arange(len(cells)), [one.size for one in listed[1:]])
        parts = []
        for base in bases:
            inside = np.isin(leaders, base)
            places = (of_cell[inside], np.searchsorted(self.leaders, leaders[inside]))
            shape = (len(cells), self.leaders.size)
            parts.append(csr_array((np.ones(places[0].size, dtype=bool), places), shape=shape))
        return csr_array(vstack([csr_array((0, self.leaders.size), dtype=bool), *parts]))
