"""The reliability of each scale at each wave."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import polars as pl

from etl.measures.collect import Measured
from etl.measures.model_rows import ModelRow, NotEstimableError
from etl.measures.reliability import estimate_alpha
from etl.measures.scores import turn_reverse


def model_reliability(measured: Measured) -> Iterator[ModelRow]:
    """Cronbach's α of each scale with two items or more, at each wave."""
    scales = measured.book.items.drop_nulls("scale_id")
    asked = scales.group_by("wave", "scale_id", maintain_order=True).agg(items=pl.col("item_id").n_unique())
    for wave in measured.book.list_waves():
        answers = measured.book.read_items(wave)
        for scale in asked.filter((pl.col("wave") == wave) & (pl.col("items") >= 2))["scale_id"]:
            own = answers.filter(pl.col("scale_id") == scale).with_columns(value=turn_reverse())
            yield _model_alpha(measured, answers=own, scale=scale, wave=wave)


def _model_alpha(measured: Measured, *, answers: pl.DataFrame, scale: str, wave: str) -> ModelRow:
    row = ModelRow(model="alpha", indicator_id=scale, wave=wave, term="alpha", method="alpha")
    wide = answers.pivot("item_id", index="leader", values="value")
    if wide.is_empty():
        return replace(row, status="not_delivered")
    complete = wide.drop_nulls()
    try:
        alpha = estimate_alpha(complete.drop("leader").to_numpy().astype(np.float64))
    except NotEstimableError as error:
        return row.explain(error)
    partnerships = measured.count_partnerships(complete["leader"])
    return replace(
        row, value=alpha.value, low=alpha.low, high=alpha.high, n=alpha.n, n_partnerships=partnerships
    )
