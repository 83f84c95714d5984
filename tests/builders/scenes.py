"""Scenes for the presenters of the result pages: a few indicators and what is stated about them."""

import json
from typing import Any

from schemas.yardsticks import Comparison
from tests.builders.indicators import AGREE
from tests.builders.programme import make_programme, words
from texts import texts_in
from ui.present.scene import Scene


def make_indicator(indicator_id: str, label: str, **changes: Any) -> dict[str, Any]:
    """One row of `schemas.release.Indicators`: a scale of 1–5, asked at the end."""
    waves = changes.pop("waves", ["end"])
    row: dict[str, Any] = {
        "indicator_id": indicator_id,
        "kind": "scale",
        "level": "reaction",
        "perceived": False,
        "scale_id": None,
        "item_id": indicator_id,
        "label_nl": label,
        "label_en": label,
        "wording_nl": f"{label}?",
        "wording_en": f"{label}?",
        "low": 1.0,
        "high": 5.0,
        "answers": json.dumps([{"code": code, "nl": text, "en": text} for code, text in AGREE]),
        "waves": json.dumps(waves),
        "unit": "points",
        "nps": False,
    }
    return {**row, **changes}


def make_fact(value: float, *, n: int = 31) -> dict[str, Any]:
    """One shown statement, with an interval of 0.2 on both sides."""
    return {"value": value, "low": value - 0.2, "high": value + 0.2, "n": n, "status": "shown"}


def make_scene(
    indicators: list[dict[str, Any]], facts: dict[tuple[str, str, str], dict[str, Any]], *, compare: str = ""
) -> Scene:
    """The whole programme in Dutch; `compare` puts the programme's yardstick beside that indicator."""
    programme = make_programme()
    if compare:
        how = words("twee gesprekken per jaar, twee jaar", "two conversations a year, two years")
        comparison = Comparison(indicator=compare, value=4, how=how)
        yardstick = programme.yardsticks[0].model_copy(update={"compare": comparison})
        programme = programme.model_copy(update={"yardsticks": (yardstick,)})
    return Scene(
        texts=texts_in("nl"),
        dark=False,
        programme=programme,
        indicators=tuple(indicators),
        facts=facts,
        whole={},
    )
