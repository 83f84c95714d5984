"""The answers at a wave, of items and scales alike, ready to be counted."""

import json
from dataclasses import dataclass

import polars as pl

from etl.measures.change import pair_answers
from etl.measures.scores import score_scales
from schemas.programme import Contrast


@dataclass(frozen=True)
class AnswerBook:
    """Reads one wave at a time, so that memory stays small however many answers there are.

    `responses`: `schemas.warehouse.Responses`. `leaders`: leader (u32), leader_id. `items`: from
    `list_asked_items`. `indicators`: `schemas.release.Indicators`.
    """

    responses: pl.DataFrame
    leaders: pl.DataFrame
    items: pl.DataFrame
    indicators: pl.DataFrame

    @property
    def names(self) -> pl.Enum:
        """The type of indicator_id in the frames that this class gives: compact, same in all."""
        return pl.Enum(self.indicators["indicator_id"])

    def list_waves(self) -> list[str]:
        """The waves at which something is asked."""
        return self.items["wave"].unique(maintain_order=True).to_list()

    def read_wave(self, wave: str) -> pl.DataFrame:
        """Item answers as given, and scale scores: leader, indicator_id, wave, value."""
        return self._read(wave, items=self.items.filter(pl.col("wave") == wave))

    def read_items(self, wave: str) -> pl.DataFrame:
        """The answers to items of scales: leader, item_id, value, scale_id, low, high, reverse."""
        asked = self.items.filter(pl.col("wave") == wave).drop_nulls("scale_id")
        return self._select(wave, items=asked).join(asked, on="item_id")

    def pair_waves(self, contrast: Contrast) -> pl.DataFrame:
        """Whoever answered at both waves of `contrast`; scales over the items asked at both.

        Returns:
            leader, indicator_id, wave (the contrast's id), value_from, value_to.
        """
        sides = []
        for wave, other in (
            (contrast.from_wave, contrast.to_wave),
            (contrast.to_wave, contrast.from_wave),
        ):
            elsewhere = self.items.filter(pl.col("wave") == other)
            asked = self.items.filter(pl.col("wave") == wave).join(elsewhere, on="item_id", how="semi")
            sides.append(self._read(wave, items=asked).drop("wave"))
        pairs = pair_answers(sides[0], sides[1], wave=contrast.id)
        return pairs.filter(pl.col("indicator_id").is_in(self._list_paired(contrast).implode()))

    def _read(self, wave: str, *, items: pl.DataFrame) -> pl.DataFrame:
        answers = self._select(wave, items=items)
        scored = pl.concat([answers, score_scales(answers, items=items)])
        return scored.select(
            "leader",
            indicator_id=pl.col("item_id").cast(self.names),
            wave=pl.lit(wave),
            value="value",
        )

    def _select(self, wave: str, *, items: pl.DataFrame) -> pl.DataFrame:
        given = self.responses.filter(pl.col("wave") == wave)
        asked = given.join(items.select("item_id").unique(), on="item_id", how="semi")
        return asked.join(self.leaders.select("leader", "leader_id"), on="leader_id").select(
            "leader", "item_id", pl.col("value").cast(pl.Float64)
        )

    def _list_paired(self, contrast: Contrast) -> pl.Series:
        rows = self.indicators.select("indicator_id", "waves").iter_rows()
        paired = [name for name, waves in rows if contrast.id in json.loads(waves)]
        return pl.Series(paired, dtype=self.names)
