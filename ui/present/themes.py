"""Questions about themes: those with several answers, and those that choose one out of the same answers."""

import json
from typing import Any

from ui.present.choices import present_choices
from ui.present.scene import Outcome, Scene
from ui.remember import remembered


@remembered
def present_themes(scene: Scene, *, wave: str) -> list[Outcome]:
    """The figures of the questions about themes, at `wave`."""
    keys = _name_keys(scene, wave=wave)
    return [outcome for outcome in present_choices(scene, wave=wave) if outcome.key in keys]


@remembered
def present_other_choices(scene: Scene, *, wave: str) -> list[Outcome]:
    """The figures of the other questions of choice, at `wave`."""
    keys = _name_keys(scene, wave=wave)
    return [outcome for outcome in present_choices(scene, wave=wave) if outcome.key not in keys]


def list_theme_items(scene: Scene) -> set[str]:
    """The ids of the questions about themes."""
    options: dict[str, set[str]] = {}
    for row in scene.indicators:
        if row["kind"] == "multiple":
            options.setdefault(row["item_id"], set()).add(row["label_nl"])
    alike = [row["item_id"] for row in scene.indicators if _list_labels(row) in options.values()]
    return {*options, *alike}


def _list_labels(row: dict[str, Any]) -> set[str]:
    """The answers of a question with one choice."""
    return {answer["nl"] for answer in json.loads(row["answers"])} if row["kind"] == "choice" else set()


def _name_keys(scene: Scene, *, wave: str) -> set[str]:
    return {f"choice-{item}-{wave}" for item in list_theme_items(scene)}
