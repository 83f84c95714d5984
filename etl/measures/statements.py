"""All statements of a programme, before protection: the true values, with the people behind them."""

from collections.abc import Callable

import polars as pl

from etl.measures.collect import collect_results
from etl.measures.delivery import list_deliveries, place_deliveries
from etl.measures.measured import Measured
from etl.measures.plan import plan_statements
from etl.measures.scope import is_stated
from schemas.release import Statements

DECIMALS = 6
_KEYS = ["cell", "indicator_id", "wave", "statistic"]
_COLUMNS = list(Statements.to_schema().columns)
_UNCODED = pl.lit(None, dtype=pl.Int64)


def make_statements(measured: Measured, *, report: Callable[[str, float], None]) -> pl.DataFrame:
    """Every statement with the columns of `schemas.release.Statements`, unprotected: n is given.

    Statuses: shown; not_asked; not_delivered (no answer of any trajectory of the cell);
    not_estimable (a statistic that does not exist, such as d_av without spread). Sorted by
    indicator and cell, values rounded to six decimals so that the same input gives the same bytes.
    """
    kinds = measured.lattice.cells["kind"].unique(maintain_order=True).to_list()
    results = collect_results(measured, kinds=kinds, report=report)
    plan = plan_statements(indicators=measured.indicators, programme=measured.programme)
    deliveries = list_deliveries(
        responses=measured.tables["responses"],
        participation=measured.participation,
        lattice=measured.lattice,
        contrasts=measured.programme.contrasts,
    )
    frames = [
        _state_kind(measured, kind=kind, plan=plan, found=results.pop(kind), deliveries=deliveries)
        for kind in kinds
    ]
    return pl.concat(frames).sort("indicator_id", "cell_id", "wave", "statistic")


def _state_kind(
    measured: Measured, *, kind: str, plan: pl.DataFrame, found: pl.DataFrame, deliveries: pl.DataFrame
) -> pl.DataFrame:
    cells = measured.lattice.cells.filter(pl.col("kind") == kind).select("cell", "cell_id")
    stated = [name for name in plan["statistic"].unique() if is_stated(name, kind=kind)]
    planned = plan.filter(pl.col("statistic").is_in(stated))
    allowed = planned.join(measured.allowed(kind=kind), on="indicator_id", how="semi")
    delivered = place_deliveries(deliveries, lattice=measured.lattice, kind=kind)
    filled = (
        cells.join(allowed, how="cross")
        .join(found, on=_KEYS, how="left")
        .join(delivered, on=["cell", "source", "wave"], how="left")
        .with_columns(status=_status(), n=pl.col("n").fill_null(0), coded=_UNCODED)
    )
    unplanned = found.join(allowed, on=_KEYS[1:], how="anti").join(cells, on="cell")
    extra = unplanned.with_columns(status=pl.lit("shown"), coded=_UNCODED)
    whole = pl.concat([filled.select(_COLUMNS), extra.select(_COLUMNS)])
    return whole.with_columns(pl.col("value", "low", "high").round(DECIMALS) + 0.0)


def _status() -> pl.Expr:
    return (
        pl.when(~pl.col("asked"))
        .then(pl.lit("not_asked"))
        .when(pl.col("delivered").is_null())
        .then(pl.lit("not_delivered"))
        .when(pl.col("value").is_null() & (pl.col("n") > 0))
        .then(pl.lit("not_estimable"))
        .otherwise(pl.lit("shown"))
    )
