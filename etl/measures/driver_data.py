"""What the models of what goes together read: an outcome and its predictors, complete cases only."""

from dataclasses import dataclass

import polars as pl

from etl.measures.measured import Measured
from etl.measures.within_between import ClusterSums, sum_partnerships
from schemas.driver import Driver


@dataclass(frozen=True, eq=False)
class DriverData:
    """The complete cases, summed over partnerships. `predictors` are the columns, the outcome is last."""

    predictors: tuple[str, ...]
    sums: ClusterSums


def read_outcome(measured: Measured, driver: Driver) -> pl.DataFrame | None:
    """leader, outcome: the score at a wave or the change over a contrast; None if nobody has one."""
    pairs = measured.paired_scores.get(driver.moment)
    scores = measured.scores.get(driver.moment) if pairs is None else pairs.change
    if scores is None or driver.outcome not in scores.columns:
        return None
    return scores.select("leader", outcome=driver.outcome).drop_nulls()


def read_predictors(measured: Measured, driver: Driver) -> pl.DataFrame:
    """leader, and a column each predictor that somebody answered, in the order of the configuration."""
    pairs = measured.paired_scores.get(driver.moment)
    wave = driver.moment if pairs is None else pairs.contrast.to_wave
    scores = measured.scores.get(wave, pl.DataFrame(schema={"leader": pl.UInt32}))
    return scores.select("leader", *(name for name in driver.predictors if name in scores.columns))


def sum_cases(measured: Measured, *, outcome: pl.DataFrame, predictors: pl.DataFrame) -> DriverData:
    """The leaders of a partnership who have the outcome and every predictor.

    Args:
        measured: who is in which partnership.
        outcome: from `read_outcome`.
        predictors: leader, and a column a predictor; null where it is missing.
    """
    names = tuple(name for name in predictors.columns if name != "leader")
    partnerships = measured.lattice.leaders.select("leader", "partnership_id").drop_nulls()
    cases = predictors.join(outcome, on="leader").drop_nulls().join(partnerships, on="leader").sort("leader")
    labels = cases["partnership_id"].rank("dense").cast(pl.Int64).to_numpy()
    return DriverData(names, sum_partnerships(cases.select(*names, "outcome").to_numpy(), labels))
