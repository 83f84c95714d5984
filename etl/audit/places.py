"""Who is in which cell, read from the table of cells of a release and the register of leaders."""

import json
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]

_PARTS = ("trajectory_id", "level", "region", "partnership_id")
_NO_PARTS = "total"


@dataclass(frozen=True)
class Places:
    """`leaders`: pseudonyms, sorted; they are the columns of every matrix. `cells`: the table of cells."""

    leaders: pl.DataFrame
    cells: pl.DataFrame

    @property
    def count(self) -> int:
        """The number of leaders."""
        return self.leaders.height

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The row of each cell."""
        return {name: place for place, name in enumerate(self.cells["cell_id"].to_list())}

    @cached_property
    def kinds(self) -> list[str]:
        """The kind of each cell."""
        return [str(kind) for kind in self.cells["kind"].to_list()]

    @cached_property
    def matrix(self) -> csr_array:
        """Cells × leaders, sparse 0/1."""
        cells = self.cells.with_row_index("cell")
        own = cells.filter(pl.col("members").is_null())
        people = self.leaders.with_row_index("leader")
        named = pl.concat_list(pl.col(part).is_not_null() for part in _PARTS)
        placed = [
            _match(people, part, keys=[key for key, has in zip(_PARTS, which, strict=True) if has])
            for (which,), part in own.group_by(named.alias("named"), maintain_order=True)
        ]
        rows = self._mark(pl.concat(placed)) if placed else self._mark(_match(people, own, keys=[]))
        pools = [
            (place, self.numbers[name])
            for place, members in cells.filter(pl.col("members").is_not_null())
            .select("cell", "members")
            .iter_rows()
            for name in json.loads(members)
        ]
        pooled = np.array(pools, dtype=np.int64).reshape(len(pools), 2).T
        joins = csr_array((np.ones(len(pools), dtype=np.int8), pooled), shape=(cells.height, cells.height))
        return csr_array(rows + joins @ rows)

    def mark(self, cells: int | list[int]) -> Flags:
        """Who is in a cell, or in any of several."""
        marked = np.zeros(self.count, dtype=bool)
        marked[self.matrix[np.atleast_1d(cells)].indices] = True
        return marked

    def _mark(self, placed: pl.DataFrame) -> csr_array:
        """Rows of 0/1 from pairs of a cell and a leader."""
        where = (placed["cell"].to_numpy(), placed["leader"].to_numpy())
        shape = (self.cells.height, self.count)
        return csr_array((np.ones(placed.height, dtype=np.int8), where), shape=shape)

    def spread(self, frame: pl.DataFrame, *, value: str = "value") -> Numbers:
        """A column of `frame` (leader_id, value) in the order of the leaders; NaN for who is not in it."""
        joined = self.leaders.select("leader_id").join(
            frame, on="leader_id", how="left", maintain_order="left"
        )
        return np.asarray(joined[value].cast(pl.Float64).fill_null(np.nan).to_numpy(), dtype=np.float64)


def _match(people: pl.DataFrame, cells: pl.DataFrame, *, keys: list[str]) -> pl.DataFrame:
    """Who (`leader`) is in which of `cells`, that are named by `keys` alone."""
    if not keys:
        return people.select("leader").join(cells.select("cell"), how="cross")
    return people.join(cells.select("cell", *keys), on=keys).select("leader", "cell")


def place_leaders(leaders: pl.DataFrame, *, cells: pl.DataFrame) -> Places:
    """The cells of a release and everybody on the register."""
    return Places(leaders=leaders.sort("leader_id").select("leader_id", *_PARTS), cells=cells)
