"""What people attended against an outcome, within and between partnerships; each amount by itself."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from etl.measures.driver_data import read_outcome, sum_cases
from etl.measures.measured import Measured
from etl.measures.model_rows import ModelRow
from etl.measures.slope_rows import COMPARISONS, list_slopes
from schemas.driver import DOSE_STEPS, Driver


def model_dose(measured: Measured) -> Iterator[ModelRow]:
    """The slope of each outcome on the hours followed and on the sessions of each kind.

    In points per `schemas.driver.DOSE_STEPS`: 10 hours, or one session. Each amount is compared by
    itself: whoever attends one kind more often, mostly attends the others more often too.
    """
    amounts = list_amounts(measured.indicators)
    for driver in measured.programme.drivers:
        if driver.dose:
            for name, step in amounts.items():
                yield from _model_amount(measured, driver, name=name, step=step)


def list_amounts(indicators: pl.DataFrame) -> dict[str, float]:
    """The amounts that people attended and their steps: all hours together, and the sessions of a kind."""
    amounts = indicators.filter(pl.col("kind") == "attendance", pl.col("unit").is_in(list(DOSE_STEPS)))
    is_kind = pl.col("indicator_id").str.contains(".", literal=True)
    wanted = amounts.filter(pl.when(pl.col("unit") == "hours").then(~is_kind).otherwise(is_kind))
    return {name: DOSE_STEPS[unit] for name, unit in wanted.select("indicator_id", "unit").iter_rows()}


def _model_amount(measured: Measured, driver: Driver, *, name: str, step: float) -> Iterator[ModelRow]:
    outcome = read_outcome(measured, driver)
    scores = measured.attendance_scores.filter(pl.col("indicator_id") == name, pl.col("wave") == "all")
    for comparison in COMPARISONS:
        row = ModelRow(
            model="dose",
            indicator_id=driver.outcome,
            wave=driver.moment,
            term=f"{comparison}.{name}",
            method=f"dose_{comparison}",
        )
        if outcome is None or scores.is_empty():
            yield replace(row, status="not_delivered")
            continue
        amounts = scores.select("leader", amount=pl.col("value") / step)
        data = sum_cases(measured, outcome=outcome, predictors=amounts)
        yield from list_slopes([row], sums=data.sums, comparison=comparison)
