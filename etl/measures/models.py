"""Results about the whole programme that are no statement about a cell: one maker a question."""

from collections.abc import Callable, Iterable

import polars as pl

from etl.measures.dose_models import model_dose
from etl.measures.drivers_models import model_drivers
from etl.measures.measured import Measured
from etl.measures.missing_models import model_missing
from etl.measures.model_rows import ModelRow, shape_models
from etl.measures.reliability_models import model_reliability
from etl.measures.variance_models import model_variance

Maker = Callable[[Measured], Iterable[ModelRow]]

MAKERS: tuple[Maker, ...] = (model_reliability, model_missing, model_drivers, model_dose, model_variance)


def make_models(
    measured: Measured, *, fewest_people: int, report: Callable[[str, float], None]
) -> pl.DataFrame:
    """Everything that the models give, `schemas.release.Models`, protected.

    Below `fewest_people` a result is withheld.
    """
    rows: list[ModelRow] = []
    for place, make in enumerate(MAKERS):
        rows += make(measured)
        report("build.step_models", (place + 1) / len(MAKERS))
    return shape_models(rows, fewest_people=fewest_people)
