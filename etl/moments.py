"""Which items and scales are asked at which wave, and which waves can be compared."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl

from etl.configure import Configuration
from schemas.codebook import Instrument, Item, Scale
from schemas.programme import Programme

_ASKED = {
    "instrument": pl.String,
    "item_id": pl.String,
    "scale_id": pl.String,
    "wave": pl.String,
    "low": pl.Float64,
    "high": pl.Float64,
    "reverse": pl.Boolean,
}


@dataclass(frozen=True)
class Moments:
    """At which waves each item is asked, in the programme's order; a look back has a wave of its own."""

    programme: Programme
    instrument: Instrument

    def of_item(self, item: Item) -> list[str]:
        """Wave ids at which `item` itself is answered."""
        looks_back = [i for i in self.instrument.items if i.retrospective_of == item.id]
        asked = set(item.waves) | {w for i in looks_back for w in self._look_back_waves(i)}
        return [w.id for w in self.programme.waves if w.id in asked]

    def of_scale(self, scale: Scale) -> list[str]:
        """Wave ids at which at least one item of `scale` is asked."""
        asked = {w for item in self.items_of(scale) for w in self.of_item(item)}
        return [w.id for w in self.programme.waves if w.id in asked]

    def items_of(self, scale: Scale) -> list[Item]:
        """The items of `scale`, without those that look back (they are stored under the other's name)."""
        return [i for i in self.instrument.items if i.scale == scale.id and i.retrospective_of is None]

    def contrasts_of_item(self, item: Item) -> list[str]:
        """Ids of the contrasts of which both waves ask `item`."""
        asked = set(self.of_item(item))
        return [c.id for c in self.programme.contrasts if {c.from_wave, c.to_wave} <= asked]

    def contrasts_of_scale(self, scale: Scale) -> list[str]:
        """Ids of the contrasts of which both waves ask at least one and the same item of `scale`."""
        shared = {c for item in self.items_of(scale) for c in self.contrasts_of_item(item)}
        return [c.id for c in self.programme.contrasts if c.id in shared]

    def _look_back_waves(self, item: Item) -> list[str]:
        backward = [w for w in self.programme.waves if w.retrospective]
        return [w.id for w in backward if w.id in item.waves or w.asked_at in item.waves]


def list_asked_items(configuration: Configuration) -> pl.DataFrame:
    """One row an item (or option) and wave at which it is asked.

    Columns: instrument, item_id, scale_id, wave, low, high, reverse.
    """
    rows = [
        {**row, "wave": wave}
        for instrument in configuration.instruments
        for row, waves in _askable(Moments(programme=configuration.programme, instrument=instrument))
        for wave in waves
    ]
    return pl.DataFrame(rows, schema=_ASKED)


def _askable(moments: Moments) -> Iterator[tuple[dict[str, Any], list[str]]]:
    for item in moments.instrument.items:
        if item.retrospective_of is not None:
            continue
        answers = moments.instrument.answer_set(item)
        names = [f"{item.id}.{a.code}" for a in answers.answers] if item.kind == "multiple" else [item.id]
        low, high = (0, 1) if item.kind == "multiple" else (answers.low, answers.high)
        for name in names:
            row = {
                "instrument": moments.instrument.id,
                "item_id": name,
                "scale_id": item.scale,
                "low": low,
                "high": high,
                "reverse": item.reverse,
            }
            yield row, moments.of_item(item)
