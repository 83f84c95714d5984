"""Indicators that no question asks: response, attendance, pace and actions, from registers and sheets."""

import json
from collections.abc import Iterator
from typing import Any

from etl.configure import Configuration
from etl.measures.actions import STEPS
from etl.measures.follow_up import STAYED
from etl.measures.paces import list_paces
from etl.moments import list_asked_items
from schemas.programme import Programme
from schemas.release import Indicators
from texts import texts_in

_FAMILIES = (("attendance", "share"), ("sessions", "count"), ("dose", "hours"))


def describe_derived(configuration: Configuration) -> Iterator[dict[str, Any]]:
    """Rows of `schemas.release.Indicators`, without their position."""
    waves, contrasts = _list_moments(configuration)
    if configuration.knows_everybody:
        yield _describe("response", kind="response", unit="count", waves=waves + contrasts)
    yield from _describe_attendance(configuration.programme)
    if configuration.knows_everybody and contrasts:
        yield _describe(STAYED, kind="response", unit="count", waves=contrasts)
    if any(source.table == "actions" for source in configuration.programme.sources):
        yield from _describe_actions()


def describe_words(*, label: tuple[str, str], wording: tuple[str, str]) -> dict[str, str]:
    """Label and wording, each in Dutch and English, as columns of an indicator."""
    (label_nl, label_en), (wording_nl, wording_en) = label, wording
    return {
        "label_nl": label_nl,
        "label_en": label_en,
        "wording_nl": wording_nl,
        "wording_en": wording_en,
    }


def _list_moments(configuration: Configuration) -> tuple[list[str], list[str]]:
    """The waves at which people answer, and the contrasts between two of these."""
    programme = configuration.programme
    asked = set(list_asked_items(configuration)["wave"])
    waves = [w.id for w in programme.waves if w.id in asked and not w.retrospective]
    return waves, [c.id for c in programme.contrasts if {c.from_wave, c.to_wave} <= set(waves)]


def _describe_attendance(programme: Programme) -> Iterator[dict[str, Any]]:
    if not programme.session_kinds:
        return
    for family, unit in _FAMILIES:
        whole = _describe(family, kind="attendance", unit=unit, waves=["all"])
        yield whole
        for kind in programme.session_kinds:
            yield _divide(whole, f"{family}.{kind.id}", part=(kind.label.nl, kind.label.en))
    for name, yardstick, gauge in list_paces(programme):
        whole = _describe(gauge.measure, kind="pace", unit="count", waves=["all"])
        yield _divide(whole, name, part=(yardstick.label.nl, yardstick.label.en))


def _describe_actions() -> Iterator[dict[str, Any]]:
    nl, en = texts_in("nl"), texts_in("en")
    answers = [{"code": 1, "nl": nl("build.yes"), "en": en("build.yes")}]
    for step in STEPS:
        row = _describe(f"actions_{step}", kind="actions", unit="share", waves=["all"])
        own = {"indicator_id": f"actions.{step}", "level": "behaviour", "answers": json.dumps(answers)}
        yield {**row, **own}


def _divide(whole: dict[str, Any], indicator_id: str, *, part: tuple[str, str]) -> dict[str, Any]:
    """The indicator `whole`, of one part of what it counts."""
    label = (f"{whole['label_nl']}: {part[0]}", f"{whole['label_en']}: {part[1]}")
    wording = (whole["wording_nl"], whole["wording_en"])
    return {**whole, "indicator_id": indicator_id, **describe_words(label=label, wording=wording)}


def _describe(name: str, *, kind: str, unit: str, waves: list[str]) -> dict[str, Any]:
    nl, en = texts_in("nl"), texts_in("en")
    label, wording = f"build.{name}_label", f"build.{name}_wording"
    return {
        **dict.fromkeys(Indicators.to_schema().columns),
        "indicator_id": name,
        "kind": kind,
        "level": "participation",
        "perceived": False,
        **describe_words(label=(nl(label), en(label)), wording=(nl(wording), en(wording))),
        "low": 0.0,
        "high": 1.0 if unit == "share" else None,
        "answers": "[]",
        "waves": json.dumps(waves),
        "unit": unit,
        "nps": False,
    }
