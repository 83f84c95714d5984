"""Values from elsewhere beside ours: of another population, so never tested against."""

from collections.abc import Sequence
from typing import Any

from charts.mean_dots import Elsewhere
from texts import Texts
from ui.present.scene import Row, Scene, label_of
from ui.present.sentences import join_sentences

Asked = Sequence[tuple[Row, str]]
"""The indicator and the moment of each row of a figure."""


def list_elsewhere(scene: Scene, asked: Asked, *, statistic: str = "mean") -> list[Elsewhere]:
    """The values that go with the rows of a figure: those of their moment, and those of any moment."""
    return [
        Elsewhere(row=place, value=found["value"], label=name_population(found, texts=scene.texts))
        for place, (indicator, wave) in enumerate(asked)
        for found in _find(scene, indicator, wave, statistic=statistic)
    ]


def say_elsewhere(scene: Scene, asked: Asked, *, statistic: str = "mean") -> str:
    """What each value is, of whom, from where, and that it is another population; or nothing."""
    texts = scene.texts
    said = [
        texts(
            "results.elsewhere",
            label=label_of(indicator, texts=texts),
            value=texts.number(found["value"], 1),
            population=name_population(found, texts=texts),
            source=found["source"],
        )
        for indicator, wave in asked
        for found in _find(scene, indicator, wave, statistic=statistic)
    ]
    return join_sentences(*dict.fromkeys(said), texts("results.elsewhere_caution")) if said else ""


def name_population(reference: dict[str, Any], *, texts: Texts) -> str:
    """`schoolleiders in Vlaanderen, 2018`."""
    return f"{reference[f'population_{texts.language}']}, {reference['year']}"


def _find(scene: Scene, indicator: Row, wave: str, *, statistic: str) -> list[dict[str, Any]]:
    return [
        row
        for row in scene.references
        if row["indicator_id"] == indicator["indicator_id"]
        and row["statistic"] == statistic
        and row["wave"] in (None, wave)
    ]
