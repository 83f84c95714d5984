"""Reach: exact counts of who and what takes part. Programme facts, never protected."""

from dataclasses import dataclass

import polars as pl

from etl.lattice import PARTS, Lattice
from schemas.programme import Programme
from schemas.release import Reach

UNKNOWN = "unknown"
_PLACED = list(PARTS)
_KEYS = ["cell", "measure", "dimension", "category"]


@dataclass(frozen=True)
class _Units:
    """Things to count: one row a unit and combination of `PARTS`; `id` names the unit.

    `dimensions`: dimension → column. `kinds`: the kinds of cells they can be placed in (all when
    empty). `weight`: a column that is summed over units rather than counted.
    """

    measure: str
    frame: pl.DataFrame
    dimensions: dict[str, str]
    kinds: tuple[str, ...] = ()
    weight: str | None = None


def count_reach(tables: dict[str, pl.DataFrame], *, lattice: Lattice, programme: Programme) -> pl.DataFrame:
    """Counts for each cell, in the shape of `schemas.release.Reach`.

    A unit without a value of a dimension is counted under the category `unknown`. A measure whose
    table is empty is left out: what is not known is not 0.
    """
    found = [_count_units(units, lattice=lattice) for units in _list_units(tables, programme=programme)]
    names = lattice.cells.select("cell", "cell_id")
    counts = pl.concat(found).join(names, on="cell")
    coverage = _list_denominators(programme)
    with_norm = counts.join(coverage, on=["cell_id", *_KEYS[1:]], how="left")
    table = with_norm.select("cell_id", *_KEYS[1:], pl.col("value").cast(pl.Float64), "denominator")
    return Reach.validate(table.sort("cell_id", *_KEYS[1:]))


def _list_units(tables: dict[str, pl.DataFrame], *, programme: Programme) -> list[_Units]:
    leaders, schools = tables["leaders"], _locate_schools(tables)
    places = {"trajectory": "trajectory_id", "level": "level", "region": "region", "net": "net"}
    people = leaders.with_columns(id="leader_id")
    gone = people.filter(pl.col("stopped_on") < programme.ends)
    partnerships = _locate_partnerships(tables, schools=schools)
    sessions = _locate_sessions(tables)
    of_session = {"trajectory": "trajectory_id", "kind": "kind", "month": "month"}
    listed = [
        (_Units("leaders", people, {**places, "role": "role"}), leaders),
        (_Units("leaders_stopped", gone, {**places, "role": "role"}), leaders),
        (_Units("schools", schools.with_columns(id="school_number"), places), schools),
        (_Units("partnerships", partnerships, places), tables["partnerships"]),
        (_Units("sessions", sessions, of_session), sessions),
        (_Units("session_hours", sessions, of_session, weight="hours"), sessions),
        (_list_applications(tables["applications"]), tables["applications"]),
    ]
    return [units for units, table in listed if not table.is_empty()]


def _list_applications(applications: pl.DataFrame) -> _Units:
    """Who was not accepted has no level or region in the registers: counted by trajectory only."""
    missing = [pl.lit(None, dtype=pl.String).alias(c) for c in ("level", "region", "partnership_id")]
    frame = applications.with_columns(*missing, id="application_id")
    dimensions = {"trajectory": "trajectory_id", "status": "status"}
    return _Units("applications", frame, dimensions, kinds=("total", "trajectory"))


def _locate_schools(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Schools with the trajectory of their partnership."""
    trajectories = tables["partnerships"].select("partnership_id", "trajectory_id")
    return tables["schools"].join(trajectories, on="partnership_id", how="left")


def _locate_partnerships(tables: dict[str, pl.DataFrame], *, schools: pl.DataFrame) -> pl.DataFrame:
    """Partnerships with the level, region and net of each of their schools and leaders."""
    columns = ["partnership_id", "trajectory_id", "level", "region", "net"]
    seen = [frame.select(columns).drop_nulls("partnership_id") for frame in (schools, tables["leaders"])]
    located = pl.concat(seen).unique()
    alone = tables["partnerships"].join(located, on="partnership_id", how="anti")
    bare = alone.select("partnership_id", "trajectory_id").with_columns(
        pl.lit(None, dtype=pl.String).alias(c) for c in columns[2:]
    )
    return pl.concat([located, bare]).with_columns(id="partnership_id")


def _locate_sessions(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Sessions with the level, region and partnership of each leader who was expected there."""
    sessions = tables["sessions"].with_columns(id="session_id", month=pl.col("held_on").dt.strftime("%Y-%m"))
    columns = ["id", "kind", "month", "hours"]
    people = tables["leaders"].select("leader_id", *PARTS)
    expected = tables["attendance"].select("leader_id", "session_id").join(people, on="leader_id")
    located = expected.select("session_id", *PARTS).unique()
    met = sessions.select("session_id", *columns).join(located, on="session_id")
    empty = sessions.join(met, on="session_id", how="anti").with_columns(
        level=pl.lit(None, dtype=pl.String), region=pl.lit(None, dtype=pl.String)
    )
    whole = [*columns, *PARTS]
    return pl.concat([met.select(whole), empty.select(whole)])


def _count_units(units: _Units, *, lattice: Lattice) -> pl.DataFrame:
    kinds = units.kinds or tuple(lattice.cells["kind"].unique())
    return pl.concat([_count_kind(units, lattice=lattice, kind=kind) for kind in kinds])


def _count_kind(units: _Units, *, lattice: Lattice, kind: str) -> pl.DataFrame:
    placed = lattice.place(units.frame, kind=kind)
    cells = lattice.cells.filter(pl.col("kind") == kind).select("cell")
    whole = _count_category(placed.with_columns(category=pl.lit("all")), units=units, dimension="none")
    every = cells.join(whole.drop("measure", "dimension", "category"), on="cell", how="left").select(
        "cell",
        measure=pl.lit(units.measure),
        dimension=pl.lit("none"),
        category=pl.lit("all"),
        value=pl.col("value").fill_null(0),
    )
    parts = [
        _count_category(
            placed.with_columns(category=pl.col(column).fill_null(UNKNOWN)), units=units, dimension=dimension
        )
        for dimension, column in units.dimensions.items()
    ]
    return pl.concat([every, *parts])


def _count_category(placed: pl.DataFrame, *, units: _Units, dimension: str) -> pl.DataFrame:
    """Distinct units (or their summed weight) of each cell and category."""
    value = pl.len().cast(pl.Float64) if units.weight is None else pl.col(units.weight).sum()
    kept = ["cell", "category", "id", *([units.weight] if units.weight else [])]
    counted = placed.select(kept).unique(["cell", "category", "id"]).group_by("cell", "category")
    return counted.agg(value=value).select(
        "cell",
        measure=pl.lit(units.measure),
        dimension=pl.lit(dimension),
        category="category",
        value="value",
    )


def _list_denominators(programme: Programme) -> pl.DataFrame:
    """All schools there are, by level and together, for the total and the cells of a level."""
    known = {c.id: c.schools for c in programme.dimensions.level.categories if c.schools is not None}
    rows = [("total", "level", level, schools) for level, schools in known.items()]
    for level, schools in known.items():
        cell = f"level={level}"
        rows += [(cell, "none", "all", schools), (cell, "level", level, schools)]
    if known and len(known) == len(programme.dimensions.level.categories):
        rows.append(("total", "none", "all", sum(known.values())))
    schema = ["cell_id", "dimension", "category", "denominator"]
    frame = pl.DataFrame(
        rows, schema=dict(zip(schema, [pl.String] * 3 + [pl.Float64], strict=True)), orient="row"
    )
    return frame.with_columns(measure=pl.lit("schools"))
