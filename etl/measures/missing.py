"""Everybody who was invited, what the register knows of them, and who answered when."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from etl.measures.clusters import Labels, Numbers
from etl.measures.measured import Measured
from etl.measures.response import list_answered
from schemas.programme import Contrast

KNOWN = ("trajectory_id", "level", "region", "net", "role")
"""What the register says of everybody, and by which those who answered can differ from the rest."""
RAKED = ("trajectory_id", "level", "region")
"""The divisions on which weighted answers must be made up like everybody."""
_UNKNOWN = "?"
_REST = "*"


@dataclass(frozen=True)
class Roster:
    """Everybody, in the order of `people`: leader, partnership (a number), and the columns `KNOWN`.

    `answered`: leader, wave (a wave or a contrast); unique.
    """

    people: pl.DataFrame
    answered: pl.DataFrame
    waves: tuple[str, ...]
    contrasts: tuple[Contrast, ...]

    @cached_property
    def partnerships(self) -> Labels:
        """Each person's partnership; who has none is alone."""
        return self.people["partnership"].to_numpy()

    def has_answered(self, wave: str) -> npt.NDArray[np.bool_]:
        """Whether each person answered at `wave`, or at both waves of a contrast."""
        there = self.answered.filter(pl.col("wave") == wave)["leader"]
        return self.people["leader"].is_in(there.implode()).to_numpy()

    def has_been_asked(self, wave: str) -> npt.NDArray[np.bool_]:
        """Whether anybody of each person's trajectory answered at `wave`: else it was not delivered."""
        delivered = self.people.filter(pl.Series(self.has_answered(wave)))["trajectory_id"].unique()
        return self.people["trajectory_id"].is_in(delivered.implode()).to_numpy()


def read_roster(measured: Measured) -> Roster:
    """Everybody of the programme, with the moments and contrasts at which people could answer anew."""
    alone = pl.coalesce("partnership_id", "leader_id")
    register = measured.tables["leaders"].select("leader_id", "net", "role")
    people = measured.lattice.leaders.join(register, on="leader_id", maintain_order="left").select(
        "leader", pl.col(KNOWN).fill_null(_UNKNOWN), partnership=alone.rank("dense").cast(pl.Int64) - 1
    )
    asked = measured.book.list_waves()
    waves = tuple(w.id for w in measured.programme.waves if not w.retrospective and w.id in asked)
    contrasts = tuple(c for c in measured.programme.contrasts if {c.from_wave, c.to_wave} <= set(waves))
    named = measured.lattice.leaders.select("leader", "leader_id")
    rows = measured.tables["responses"].select("leader_id", "wave").unique().join(named, on="leader_id")
    both = {c.id: (c.from_wave, c.to_wave) for c in contrasts}
    return Roster(people, list_answered(rows, contrasts=both), waves, contrasts)


def pool_small(categories: pl.Series, *, counted: npt.NDArray[np.bool_], fewest: int) -> pl.Series:
    """`categories` with those that hold fewer than `fewest` of the people `counted` made one.

    As long as what is joined is itself too small, the next smallest joins it.
    """
    frame = pl.DataFrame({"category": categories, "counted": counted})
    sizes = frame.group_by("category").agg(size=pl.col("counted").sum()).sort("size", "category")
    too_small = (pl.col("size") < fewest) | (pl.col("joined") < fewest)
    joined = sizes.with_columns(joined=pl.col("size").cum_sum().shift(fill_value=fewest))
    small = joined.filter(too_small)["category"]
    return categories.replace(small.to_list(), [_REST] * small.len())


def draw_dummies(columns: Sequence[pl.Series]) -> Numbers:
    """People × columns of 0 and 1: for each category but the first whether a person is in it."""
    codes = [number_categories(column) for column in columns]
    parts = [np.eye(code.max() + 1)[code][:, 1:] for code in codes if code.size]
    return np.hstack(parts) if parts else np.zeros((0, 0))


def number_categories(column: pl.Series) -> Labels:
    """0, 1, … for the categories in alphabetical order."""
    return (column.rank("dense").cast(pl.Int64) - 1).to_numpy()
