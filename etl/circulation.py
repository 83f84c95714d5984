"""What earlier releases told, and of whom: what is once told stays told.

A release can be withdrawn from service, but not from the world. So each release that is put in service leaves
in the ledger which cells were stated of each indicator, and on which people. A later build states the cells
of a moment on the same people again, so that who answers late cannot be found by subtraction; it lets only
the total grow, and only by k people or more; and it judges everything together with what was told.

The ledger holds pseudonyms and stays beside the warehouse: no reader sees it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import polars as pl

from etl.disclosure.modular import Ints
from etl.disclosure.unit import Stated
from etl.groups import LINK, Group
from etl.release import has_table, read_tables, unfinished_file, write_tables
from schemas.release import TOTAL

FILE = "circulation.duckdb"
_BASE = ""
"""In place of a cell: the people of a whole base, whose cells were told."""
_TABLES = ("world", "people", "told", "stated")
_TOLD: dict[str, pl.DataType | type[pl.DataType]] = {
    "indicator_id": pl.String,
    "moments": pl.String,
    "cell_id": pl.String,
    "people": pl.List(pl.UInt32),
}
_STATED: dict[str, pl.DataType | type[pl.DataType]] = {
    **_TOLD,
    "reading": pl.String,
    "least": pl.Float64,
    "most": pl.Float64,
}
del _STATED["cell_id"]


@dataclass(frozen=True)
class Told:
    """One base of one group, as people of the lattice: the cells that were stated, with their people, and
    what was stated of these.

    `is_base`: from now on the cells are about these people. Not so for a total that goes on growing.
    """

    group: Group
    stamp: str
    leaders: Ints
    cells: Sequence[tuple[str, Ints]]
    is_base: bool = True
    stated: Sequence[Stated] = ()


@dataclass(frozen=True)
class Ledger:
    """What was told of the people of a lattice.

    `world`: which data this is about; made-up data of another seed are another world. `names`: pseudonyms by
    number: first those of the lattice, then people who are no longer in the data. `told`: indicator_id,
    moments, cell_id, people (numbers), oldest first. `stated`: indicator_id, moments, people, and what was
    told of them: reading, least and most (`etl.disclosure.unit.Line`).
    """

    world: str
    names: tuple[str, ...]
    told: pl.DataFrame
    stated: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=_STATED))

    def list_stated(self, group: Group, *, stamp: str) -> tuple[Stated, ...]:
        """What was told of a group or of one that shares a moment with it."""
        rows = self._of(group, stamp=stamp, frame=self.stated).select("people", "reading", "least", "most")
        return tuple(
            Stated(np.array(people, dtype=np.int64), reading, least, most)
            for people, reading, least, most in rows.iter_rows()
        )

    def list_told(self, group: Group, *, stamp: str) -> tuple[Ints, ...]:
        """The people of each cell that was told of a group or of one that shares a moment with it."""
        rows = self._of(group, stamp=stamp).filter(pl.col("cell_id") != _BASE)
        return tuple(np.array(people, dtype=np.int64) for people in rows["people"].to_list())

    def find_base(self, group: Group, *, stamp: str) -> Ints | None:
        """The people whose cells were told of a group, or None when none were."""
        return self._find_last(group, stamp=stamp, cell_id=_BASE)

    def find_total(self, group: Group, *, stamp: str) -> Ints | None:
        """The people of the total that was told last of a group, or None when none was."""
        return self._find_last(group, stamp=stamp, cell_id=TOTAL)

    def add(self, told: Sequence[Told]) -> "Ledger":
        """The ledger with what a new release tells; what was told before stands in it once."""
        rows = [
            (one.group.indicator_id, name_moments(one.group, stamp=one.stamp), cell, people.tolist())
            for one in told
            for cell, people in ((_BASE, one.leaders), *one.cells)
            if cell != _BASE or one.is_base
        ]
        whole = pl.concat([self.told, pl.DataFrame(rows, schema=_TOLD, orient="row")])
        lines = [
            (
                *(one.group.indicator_id, name_moments(one.group, stamp=one.stamp)),
                *(line.leaders.tolist(), line.reading, line.least, line.most),
            )
            for one in told
            for line in one.stated
        ]
        stated = pl.concat([self.stated, pl.DataFrame(lines, schema=_STATED, orient="row")])
        return replace(
            self,
            told=whole.unique(maintain_order=True, keep="last"),
            stated=stated.unique(maintain_order=True, keep="last"),
        )

    def _of(self, group: Group, *, stamp: str, frame: pl.DataFrame | None = None) -> pl.DataFrame:
        own = set(name_moments(group, stamp=stamp).split(LINK))
        same = (self.told if frame is None else frame).filter(pl.col("indicator_id") == group.indicator_id)
        shares = [bool(own & set(moments.split(LINK))) for moments in same["moments"]]
        return same.filter(pl.Series(shares, dtype=pl.Boolean))

    def _find_last(self, group: Group, *, stamp: str, cell_id: str) -> Ints | None:
        exact = pl.col("moments") == name_moments(group, stamp=stamp)
        rows = self._of(group, stamp=stamp).filter(exact & (pl.col("cell_id") == cell_id))
        return np.array(rows["people"][-1].to_list(), dtype=np.int64) if rows.height else None


def name_moments(group: Group, *, stamp: str) -> str:
    """The moments of a group. What goes on growing, such as attendance, is another value at each `stamp`."""
    return LINK.join(f"{moment}{stamp}" if moment == "all" else moment for moment in group.moments)


def empty_ledger(world: str, *, leaders: pl.Series) -> Ledger:
    """A ledger in which nothing was told, in terms of `leaders` (pseudonyms in the order of a lattice)."""
    return Ledger(world=world, names=tuple(leaders), told=pl.DataFrame(schema=_TOLD))


def read_ledger(path: Path, *, world: str, leaders: pl.Series) -> Ledger:
    """The ledger in `path` in terms of `leaders` (pseudonyms in the order of a lattice); empty if there is
    none.

    A ledger of another `world` says nothing about these people, and is begun anew.
    """
    names = leaders.to_list()
    empty = empty_ledger(world, leaders=leaders)
    if not path.exists():
        return empty
    # A ledger of before numbers were kept knows the cells alone.
    has_numbers = has_table(path, "stated")
    tables = read_tables(path, names=_TABLES if has_numbers else _TABLES[:-1])
    if tables["world"]["world"].to_list() != [world]:
        return empty
    known = tables["people"].sort("number")["leader_id"]
    strangers = known.filter(~known.is_in(leaders.implode())).to_list()
    everyone = pl.DataFrame({"leader_id": [*names, *strangers]}).with_row_index("now")
    places = tables["people"].join(everyone, on="leader_id").select("number", "now")
    return Ledger(
        world=world,
        names=tuple(everyone["leader_id"]),
        told=_number_anew(tables["told"], places=places, schema=_TOLD),
        stated=_number_anew(
            tables["stated"] if has_numbers else pl.DataFrame(schema=_STATED), places=places, schema=_STATED
        ),
    )


def _number_anew(
    frame: pl.DataFrame, *, places: pl.DataFrame, schema: dict[str, pl.DataType | type[pl.DataType]]
) -> pl.DataFrame:
    """`frame` with people by their numbers of now."""
    others = [name for name in schema if name != "people"]
    return (
        frame.cast(pl.Schema({name: schema[name] for name in frame.columns}))
        .with_row_index("row")
        .explode("people")
        .join(places, left_on="people", right_on="number", how="left", maintain_order="left")
        .group_by("row", *others, maintain_order=True)
        .agg(people=pl.col("now").sort())
        .sort("row")
        .select(*schema)
        .cast(pl.Schema(schema))
    )


def write_ledger(ledger: Ledger, path: Path) -> None:
    """Writes the ledger to `path`, which changes whole or not at all."""
    named = pl.DataFrame({"leader_id": ledger.names}, schema={"leader_id": pl.String})
    tables = {
        "world": pl.DataFrame({"world": [ledger.world]}),
        "people": named.with_row_index("number"),
        "told": ledger.told,
        "stated": ledger.stated,
    }
    with unfinished_file(path) as temporary:
        write_tables(tables, temporary)
