"""Everybody's value of every indicator at every moment, computed from the warehouse once more.

A moment is a wave. Where a contrast scores a scale over fewer items than its wave does, the values of that
side of the contrast are a moment of their own, `end/begin-end`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from etl.audit.places import Numbers, Places
from etl.audit.registers import score_registers
from schemas.programme import Programme

_ITEMS = ("likert", "number", "choice", "multiple")
_SAME = 1e-9


@dataclass(frozen=True)
class Values:
    """What is read: `tables` of the warehouse, the `indicators` of the release, and its programme.

    All values are arrays over the leaders, with NaN for who has none.
    """

    tables: Mapping[str, pl.DataFrame]
    indicators: pl.DataFrame
    programme: Programme
    places: Places
    _kept: dict[tuple[str, str], Numbers] = field(default_factory=dict)
    _pairs: dict[tuple[str, tuple[str, str]], tuple[Numbers, Numbers]] = field(default_factory=dict)

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """Each indicator's row, by id; `waves` is a list."""
        listed = self.indicators.iter_rows(named=True)
        return {row["indicator_id"]: {**row, "waves": json.loads(row["waves"])} for row in listed}

    @cached_property
    def registers(self) -> dict[tuple[str, str], Numbers]:
        """Attendance, pace and actions: by indicator and wave (`all`, or a month)."""
        return score_registers(
            self.tables, programme=self.programme, places=self.places, wanted=set(self.rows)
        )

    @cached_property
    def answered(self) -> dict[str, Numbers]:
        """Who answered anything at a wave: 1, else 0."""
        given = self.tables["responses"].select("leader_id", "wave").unique().with_columns(value=pl.lit(1.0))
        return {
            str(wave): np.nan_to_num(self.places.spread(part)) for (wave,), part in given.group_by("wave")
        }

    def at_wave(self, indicator_id: str, wave: str) -> Numbers:
        """The values at a wave."""
        key = (indicator_id, wave)
        if key not in self._kept:
            self._kept[key] = self._read(indicator_id, wave, also=wave)
        return self._kept[key]

    def of_contrast(self, indicator_id: str, contrast: tuple[str, str]) -> tuple[Numbers, Numbers]:
        """The values at both waves of a contrast, of who has both: a scale over the items that both ask."""
        key = (indicator_id, contrast)
        if key not in self._pairs:
            self._pairs[key] = self._pair(indicator_id, contrast)
        return self._pairs[key]

    def _pair(self, indicator_id: str, contrast: tuple[str, str]) -> tuple[Numbers, Numbers]:
        before, after = contrast
        first = self._read(indicator_id, before, also=after)
        second = self._read(indicator_id, after, also=before)
        both = ~np.isnan(first) & ~np.isnan(second)
        return np.where(both, first, np.nan), np.where(both, second, np.nan)

    def name_moment(self, indicator_id: str, wave: str, *, contrast: str, side: Numbers) -> str:
        """The moment of one side of a contrast: its wave, if everybody has the same value there."""
        told = ~np.isnan(side)
        own = self.at_wave(indicator_id, wave)[told]
        same = bool(np.all(np.abs(own - side[told]) < _SAME)) if told.any() else True
        return wave if same else f"{wave}/{contrast}"

    def count_items(self, scale_id: str) -> list[int]:
        """How many items of a scale each wave asks."""
        waves = self.rows[scale_id]["waves"]
        return [len(items) for wave in waves if (items := self.list_items(scale_id, wave, also=wave))]

    def _read(self, indicator_id: str, wave: str, *, also: str) -> Numbers:
        row = self.rows[indicator_id]
        if row["kind"] == "scale":
            return self._score(self.list_items(indicator_id, wave, also=also), wave=wave)
        if row["kind"] in _ITEMS:
            asked = {wave, also} <= set(row["waves"])
            return self.give(indicator_id, wave) if asked else np.full(self.places.count, np.nan)
        return self.registers.get((indicator_id, wave), np.full(self.places.count, np.nan))

    def list_items(self, scale_id: str, wave: str, *, also: str) -> list[dict[str, Any]]:
        """The items of a scale that are asked at two waves."""
        return [
            row
            for row in self.rows.values()
            if row["kind"] in _ITEMS and row["scale_id"] == scale_id and {wave, also} <= set(row["waves"])
        ]

    def _score(self, items: list[dict[str, Any]], *, wave: str) -> Numbers:
        """The mean of the answers of who answered at least half of the items."""
        if not items:
            return np.full(self.places.count, np.nan)
        given = np.array([self._turn(row, wave=wave) for row in items])
        told = (~np.isnan(given)).sum(axis=0)
        with np.errstate(invalid="ignore"):
            means = np.nansum(given, axis=0) / told
        return np.where(2 * told >= len(items), means, np.nan)

    def _turn(self, row: dict[str, Any], *, wave: str) -> Numbers:
        given = self.give(row["indicator_id"], wave)
        return row["low"] + row["high"] - given if self.is_reverse(row["indicator_id"]) else given

    def is_reverse(self, item_id: str) -> bool:
        """Whether a high answer to a question makes the score of its scale low."""
        return item_id in self._reverse

    @cached_property
    def _reverse(self) -> set[str]:
        return set(self.tables["items"].filter("reverse")["item_id"].to_list())

    @cached_property
    def _answers(self) -> dict[tuple[str, str], pl.DataFrame]:
        parts = self.tables["responses"].select("leader_id", "item_id", "wave", "value")
        return {(str(item), str(wave)): part for (item, wave), part in parts.group_by("item_id", "wave")}

    def give(self, item_id: str, wave: str) -> Numbers:
        """The answers to a question at a wave."""
        part = self._answers.get((item_id, wave))
        return np.full(self.places.count, np.nan) if part is None else self.places.spread(part)
