"""What goes together with an outcome: slopes within and between partnerships, and relative weights."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from etl.measures.driver_data import DriverData, read_outcome, read_predictors, sum_cases
from etl.measures.measured import Measured
from etl.measures.model_rows import ModelRow, NotEstimableError
from etl.measures.relative_weights import bound_r2, bound_weights, divide_lmg, draw_weights
from etl.measures.slope_rows import COMPARISONS, list_slopes, state_number
from etl.measures.within_between import FEWEST_PARTNERSHIPS, ClusterSums, keep_groups
from schemas.driver import Driver

PARTS = ("within", "between", "weight")


def model_drivers(measured: Measured) -> Iterator[ModelRow]:
    """For each outcome of the configuration: a slope within, one between and a weight a predictor, and R²."""
    for driver in measured.programme.drivers:
        if driver.predictors:
            yield from _model_outcome(measured, driver)


def _model_outcome(measured: Measured, driver: Driver) -> Iterator[ModelRow]:
    outcome, predictors = read_outcome(measured, driver), read_predictors(measured, driver)
    answered = () if outcome is None else predictors.columns
    for part in PARTS:
        for name in driver.predictors:
            if name not in answered:
                yield replace(_name_row(driver, part, name), status="not_delivered")
    if outcome is None or predictors.width == 1:
        yield replace(_name_row(driver, "r2"), status="not_delivered")
        return
    data = sum_cases(measured, outcome=outcome, predictors=predictors)
    for comparison in COMPARISONS:
        rows = [_name_row(driver, comparison, name) for name in data.predictors]
        yield from list_slopes(rows, sums=data.sums, comparison=comparison)
    yield from _divide(data, driver)


def _name_row(driver: Driver, part: str, name: str = "") -> ModelRow:
    term = f"{part}.{name}" if name else part
    return ModelRow(
        model="drivers",
        indicator_id=driver.outcome,
        wave=driver.moment,
        term=term,
        method=f"drivers_{part}",
    )


def _divide(data: DriverData, driver: Driver) -> Iterator[ModelRow]:
    """R² of the differences within partnerships, and how it divides over the predictors.

    Weights of what may as well be chance would look like findings: they are given only where the
    interval of R² stays clear of zero.
    """
    whole = _name_row(driver, "r2")
    rows = [_name_row(driver, "weight", name) for name in data.predictors]
    groups = keep_groups(data.sums)
    try:
        kept = _list_spread(groups)
        explained = _explain(groups, kept=kept)
        low, high = bound_r2(explained, predictors=len(kept) - 1, df=_count_df(groups, kept))
    except NotEstimableError as error:
        yield from (row.explain(error) for row in (whole, *rows))
        return
    yield state_number(whole, explained, low, high, sums=groups)
    yield from _list_weights(rows, groups=groups, kept=kept, clear=low > 0)


def _list_weights(
    rows: list[ModelRow], *, groups: ClusterSums, kept: list[int], clear: bool
) -> Iterator[ModelRow]:
    if not clear:
        yield from (row.explain(NotEstimableError("nothing_explained")) for row in rows)
        return
    crosses = groups.crosses[:, kept][:, :, kept]
    weights = divide_lmg(crosses.sum(axis=0))
    try:
        lows, highs = bound_weights(draw_weights(crosses))
    except NotEstimableError as error:
        yield from (row.explain(error) for row in rows)
        return
    found = dict(zip(kept, zip(weights / weights.sum(), lows, highs, strict=True), strict=False))
    for place, row in enumerate(rows):
        if place not in found:
            yield row.explain(NotEstimableError("no_spread"))
            continue
        value, low, high = map(float, found[place])
        yield state_number(row, value, low, high, sums=groups)


def _list_spread(groups: ClusterSums) -> list[int]:
    """The columns with spread within partnerships, the outcome last."""
    if groups.sizes.size < FEWEST_PARTNERSHIPS:
        raise NotEstimableError("too_few_partnerships")
    spread = np.diag(groups.crosses.sum(axis=0)) > 1e-10
    if not spread[-1] or not spread[:-1].any():
        raise NotEstimableError("no_spread")
    return np.flatnonzero(spread).tolist()


def _explain(groups: ClusterSums, *, kept: list[int]) -> float:
    total = groups.crosses[:, kept][:, :, kept].sum(axis=0)
    explained = float(divide_lmg(total).sum())
    if not np.isfinite(explained):
        raise NotEstimableError("collinear")
    return explained


def _count_df(groups: ClusterSums, kept: list[int]) -> float:
    """What is left of people after the means of partnerships and the predictors."""
    df = groups.sizes.sum() - groups.sizes.size - (len(kept) - 1)
    if df < 1:
        raise NotEstimableError("too_few_people")
    return float(df)
