"""Who is in which cell, read from the table of cells of a release and the register of leaders."""

import json
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

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
    def matrix(self) -> Flags:
        """Cells × leaders."""
        rows = np.zeros((self.cells.height, self.count), dtype=bool)
        named = list(self.cells.select("members", *_PARTS).iter_rows(named=True))
        for place, row in enumerate(named):
            if row["members"] is None:
                rows[place] = self._match(row)
        for place, row in enumerate(named):
            if row["members"] is not None:
                members = [self.numbers[name] for name in json.loads(row["members"])]
                rows[place] = rows[members].any(axis=0)
        return rows

    def spread(self, frame: pl.DataFrame, *, value: str = "value") -> Numbers:
        """A column of `frame` (leader_id, value) in the order of the leaders; NaN for who is not in it."""
        joined = self.leaders.select("leader_id").join(
            frame, on="leader_id", how="left", maintain_order="left"
        )
        return np.asarray(joined[value].cast(pl.Float64).fill_null(np.nan).to_numpy(), dtype=np.float64)

    def _match(self, row: dict[str, str | None]) -> Flags:
        wanted = {part: row[part] for part in _PARTS if row[part] is not None}
        if not wanted:
            return np.ones(self.count, dtype=bool)
        same = [(pl.col(part) == name).fill_null(value=False) for part, name in wanted.items()]
        return np.asarray(self.leaders.select(pl.all_horizontal(same)).to_series().to_numpy(), dtype=bool)


def place_leaders(leaders: pl.DataFrame, *, cells: pl.DataFrame) -> Places:
    """The cells of a release and everybody on the register."""
    return Places(leaders=leaders.sort("leader_id").select("leader_id", *_PARTS), cells=cells)
