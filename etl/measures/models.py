"""Results for the total that are no statement about a cell: the reliability of each scale."""

from typing import Any

import numpy as np
import polars as pl

from etl.measures.collect import Measured
from etl.measures.reliability import NotEstimableError, estimate_alpha
from etl.measures.scores import turn_reverse
from etl.measures.statements import DECIMALS
from schemas.release import Models
from schemas.table import empty_frame


def make_models(measured: Measured, *, fewest_people: int) -> pl.DataFrame:
    """Cronbach's α of each scale with two items or more, at each wave; `schemas.release.Models`.

    Below `fewest_people` it is withheld.
    """
    scales = measured.book.items.drop_nulls("scale_id")
    asked = scales.group_by("wave", "scale_id", maintain_order=True).agg(items=pl.col("item_id").n_unique())
    rows = [
        _model_alpha(measured, answers=answers, scale=scale, wave=wave, fewest_people=fewest_people)
        for wave in measured.book.list_waves()
        for answers in [measured.book.read_items(wave)]
        for scale in asked.filter((pl.col("wave") == wave) & (pl.col("items") >= 2))["scale_id"]
    ]
    return Models.validate(pl.DataFrame(rows, schema=empty_frame(Models).schema))


def _model_alpha(
    measured: Measured, *, answers: pl.DataFrame, scale: str, wave: str, fewest_people: int
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "model": "alpha",
        "indicator_id": scale,
        "wave": wave,
        "term": "alpha",
        **dict.fromkeys(("value", "low", "high", "n", "n_partnerships")),
    }
    own = answers.filter(pl.col("scale_id") == scale).with_columns(value=turn_reverse())
    wide = own.pivot("item_id", index="leader", values="value")
    complete = wide.drop_nulls()
    if wide.is_empty():
        return {**row, "status": "not_delivered"}
    if complete.height < fewest_people:
        return {**row, "status": "withheld"}
    try:
        alpha = estimate_alpha(complete.drop("leader").to_numpy().astype(np.float64))
    except NotEstimableError:
        return {**row, "status": "not_estimable"}
    found = {"value": alpha.value, "low": alpha.low, "high": alpha.high}
    return {
        **row,
        **{key: round(number, DECIMALS) for key, number in found.items()},
        "n": alpha.n,
        "n_partnerships": _count_partnerships(measured, complete["leader"]),
        "status": "shown",
    }


def _count_partnerships(measured: Measured, leaders: pl.Series) -> int:
    people = measured.lattice.leaders.filter(pl.col("leader").is_in(leaders.implode()))
    return people["partnership_id"].drop_nulls().n_unique()
