"""Everybody's value of each indicator at each moment, and what values there can be."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from etl.disclosure.rounding import find_point
from etl.disclosure.states import (
    States,
    list_choice_states,
    list_item_states,
    list_scale_states,
    list_score_states,
)
from etl.disclosure.unit import Answers
from etl.measures.measured import Measured
from etl.measures.plan import list_codes
from etl.measures.scores import ENOUGH

_NO_STEP = 1e-7
"""The step of what can be anything, such as a share of sessions."""


@dataclass(frozen=True)
class Sheets:
    """Values by indicator and moment.

    `values`: indicator_id, moment, leader, value. `moments`: (contrast, wave) → the moment of the values of
    that wave in that contrast, by indicator; the wave itself unless the scale then has other items.
    """

    values: dict[str, dict[str, Answers]]
    renamed: frozenset[tuple[str, str]]
    measured: Measured

    def find_moment(self, indicator_id: str, *, wave: str, contrast: str) -> str:
        """The moment of the values of `wave` in `contrast`."""
        apart = (indicator_id, contrast) in self.renamed
        return f"{wave}/{contrast}" if apart else wave

    def find_step(self, indicator_id: str) -> float:
        """What scores of a scale are multiples of: who skipped an item has the mean of fewer."""
        items = self.measured.book.items.filter(pl.col("scale_id") == indicator_id)
        counts = items.group_by("wave").len()["len"].to_list()
        most = max(counts, default=1)
        least = min((math.ceil(count * ENOUGH) for count in counts), default=1)
        return 1.0 / math.lcm(*range(max(least, 1), most + 1))


def collect_sheets(measured: Measured) -> Sheets:
    """Every value behind a statement."""
    waves = {wave: _name(measured.book.read_wave(wave)) for wave in measured.book.list_waves()}
    values: dict[str, dict[str, Answers]] = {}
    for wave, frame in waves.items():
        _add(values, frame, moment=wave, column="value")
    renamed: set[tuple[str, str]] = set()
    for contrast in measured.programme.contrasts:
        pairs = _name(measured.book.pair_waves(contrast))
        for column, wave in (("value_from", contrast.from_wave), ("value_to", contrast.to_wave)):
            apart = _list_apart(pairs, waves.get(wave), column=column)
            renamed.update((name, contrast.id) for name in apart)
        for column, wave in (("value_from", contrast.from_wave), ("value_to", contrast.to_wave)):
            own = pairs.filter(pl.col("indicator_id").is_in([n for n, c in renamed if c == contrast.id]))
            _add(values, own, moment=f"{wave}/{contrast.id}", column=column)
    for (wave,), part in measured.participation.group_by("wave", maintain_order=True):
        _add(values, part, moment=str(wave), column="value")
    return Sheets(values=values, renamed=frozenset(renamed), measured=measured)


def list_states(row: dict[str, Any], *, answers: Answers, step: float) -> States:
    """What a person can have answered to the indicator of `row` (`schemas.release.Indicators`)."""
    kind = row["kind"]
    if kind in ("multiple", "actions"):
        return list_choice_states([0, 1])
    if kind in ("likert", "number", "choice"):
        codes = _list_codes(row, answers=answers)
        point = find_point(lowest=float(codes[0]), highest=float(codes[-1]))
        if kind == "choice":
            return list_choice_states(codes)
        score = list_score_states if row["nps"] else list_item_states
        return score(codes, point=point)
    lowest = 0.0 if row["low"] is None else float(row["low"])
    most = float(answers.values.max(initial=lowest))
    highest = most if row["high"] is None else float(row["high"])
    highest = highest if highest > lowest else lowest + 1.0
    is_scale = kind == "scale"
    return list_scale_states(
        lowest=lowest,
        highest=highest,
        step=step if is_scale else _NO_STEP,
        point=find_point(lowest=lowest, highest=highest),
        top=is_scale,
    )


def _list_codes(row: dict[str, Any], *, answers: Answers) -> list[int]:
    listed = list_codes(pl.DataFrame([row]), kinds=("likert", "choice"))["code"].to_list()
    given = np.unique(answers.values).astype(int).tolist()
    ends = [] if row["low"] is None else list(range(int(row["low"]), int(row["high"]) + 1))
    return sorted({*(listed or ends), *given})


def _name(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col("indicator_id").cast(pl.String))


def _add(values: dict[str, dict[str, Answers]], frame: pl.DataFrame, *, moment: str, column: str) -> None:
    for name, part in _divide(frame):
        ordered = part.sort("leader")
        values.setdefault(name, {})[moment] = Answers(
            leaders=ordered["leader"].cast(pl.Int64).to_numpy(),
            values=ordered[column].cast(pl.Float64).to_numpy(),
        )


def _divide(frame: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    for (name,), part in frame.group_by("indicator_id", maintain_order=True):
        yield str(name), part


def _list_apart(pairs: pl.DataFrame, wave: pl.DataFrame | None, *, column: str) -> list[str]:
    """Indicators of which somebody's value in a contrast is not that of the wave."""
    if wave is None:
        return pairs["indicator_id"].unique().to_list()
    joined = pairs.join(
        wave.select("indicator_id", "leader", "value"), on=["indicator_id", "leader"], how="left"
    )
    other = joined.filter(pl.col("value").is_null() | ((pl.col("value") - pl.col(column)).abs() > 1e-9))
    return other["indicator_id"].unique().sort().to_list()
