"""The reliability of each scale at each wave."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import polars as pl

from etl.measures.clusters import Labels, Numbers
from etl.measures.measured import Measured
from etl.measures.model_rows import ModelRow, NotEstimableError
from etl.measures.omega import Omega, estimate_omega
from etl.measures.reliability import Alpha, estimate_alpha
from etl.measures.scores import turn_reverse

_Estimate = Callable[[Numbers, Labels], Alpha | Omega]
_ESTIMATES: dict[str, _Estimate] = {
    "alpha": lambda answers, _partnerships: estimate_alpha(answers),
    "omega": lambda answers, partnerships: estimate_omega(answers, partnerships=partnerships),
}


def model_reliability(measured: Measured) -> Iterator[ModelRow]:
    """Cronbach's α and McDonald's ω of each scale with two items or more, at each wave.

    Both rest on the people who answered every item of the scale.
    """
    scales = measured.book.items.drop_nulls("scale_id")
    asked = scales.group_by("wave", "scale_id", maintain_order=True).agg(items=pl.col("item_id").n_unique())
    for wave in measured.book.list_waves():
        answers = measured.book.read_items(wave)
        for scale in asked.filter((pl.col("wave") == wave) & (pl.col("items") >= 2))["scale_id"]:
            own = answers.filter(pl.col("scale_id") == scale).with_columns(value=turn_reverse())
            yield from _model_scale(measured, answers=own, scale=scale, wave=wave)


def _model_scale(measured: Measured, *, answers: pl.DataFrame, scale: str, wave: str) -> Iterator[ModelRow]:
    rows = [ModelRow(model=m, indicator_id=scale, wave=wave, term=m, method=m) for m in _ESTIMATES]
    wide = answers.pivot("item_id", index="leader", values="value")
    if wide.is_empty():
        yield from (replace(row, status="not_delivered") for row in rows)
        return
    complete = wide.drop_nulls().sort("leader")
    matrix = complete.drop("leader").to_numpy().astype(np.float64)
    partnerships = _number_partnerships(measured, complete["leader"])
    count = measured.count_partnerships(complete["leader"])
    for row in rows:
        yield _estimate(replace(row, n_partnerships=count), matrix=matrix, partnerships=partnerships)


def _number_partnerships(measured: Measured, leaders: pl.Series) -> Labels:
    """Each leader's partnership as a number; who has none is alone."""
    own = pl.coalesce("partnership_id", "leader_id").rank("dense").cast(pl.Int64)
    numbered = measured.lattice.leaders.select("leader", own.alias("partnership"))
    return leaders.to_frame().join(numbered, on="leader", maintain_order="left")["partnership"].to_numpy()


def _estimate(row: ModelRow, *, matrix: Numbers, partnerships: Labels) -> ModelRow:
    try:
        found = _ESTIMATES[row.model](matrix, partnerships)
    except NotEstimableError as error:
        return row.explain(error)
    return replace(row, value=found.value, low=found.low, high=found.high, n=found.n)
