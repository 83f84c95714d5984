"""The yardsticks of a programme beside its practice: one table of facts."""

import polars as pl

from etl.measures.design import measure_gauge, set_ground
from etl.measures.statements import DECIMALS
from schemas.programme import Programme
from schemas.references import Yardsticks
from schemas.table import empty_frame
from schemas.yardsticks import Gauge, Yardstick

_METHODS = {
    "school_years": "school_years",
    "held_a_month": "held_sessions",
    "group_size": "partnership_count",
    "coaches": "partnership_count",
    "hours_by_kind": "offered_hours",
    "within_partnership": "offered_hours",
}


def measure_yardsticks(
    tables: dict[str, pl.DataFrame], *, programme: Programme, cells: pl.DataFrame
) -> pl.DataFrame:
    """The facts of every yardstick, in the shape of `schemas.references.Yardsticks`.

    A trajectory without sessions, partnerships or coaches in the registers is `not_delivered`.

    Args:
        tables: `schemas.warehouse`.
        programme: its yardsticks, school year and kinds of session.
        cells: cell_id, kind, trajectory_id: facts are stated for the total and the trajectories.
    """
    ground = set_ground(tables, programme=programme)
    places = cells.filter(pl.col("kind").is_in(["total", "trajectory"])).select("cell_id", "trajectory_id")
    found = [
        _place(measure_gauge(ground, yardstick=yardstick, gauge=gauge), places, yardstick, gauge)
        for yardstick in programme.yardsticks
        for gauge in yardstick.gauges
        if gauge.is_fact
    ]
    table = pl.concat([empty_frame(Yardsticks), *found])
    return Yardsticks.validate(table.sort("cell_id", "yardstick_id", "measure", "category"))


def _place(found: pl.DataFrame, places: pl.DataFrame, yardstick: Yardstick, gauge: Gauge) -> pl.DataFrame:
    """`found` with the cell of each row; a cell of which nothing was found gets one row that says so."""
    rows = places.join(found, on="trajectory_id", how="left", nulls_equal=True)
    known = pl.col("value").is_not_null()
    return rows.select(
        "cell_id",
        yardstick_id=pl.lit(yardstick.id),
        measure=pl.lit(gauge.measure),
        category=pl.col("category").fill_null("all"),
        value=pl.col("value").round(DECIMALS),
        n=pl.when(known).then("n"),
        n_partnerships=pl.when(known).then("n_partnerships"),
        method=pl.col("method").fill_null(_METHODS[gauge.measure]),
        status=pl.when(known).then(pl.lit("shown")).otherwise(pl.lit("not_delivered")),
    )
