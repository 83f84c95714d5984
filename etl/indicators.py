"""The indicators of a programme: what can be stated, from the codebook and the warehouse's own tables."""

import json
from collections.abc import Iterator
from typing import Any

import polars as pl

from etl.configure import Configuration
from etl.derived_indicators import describe_derived, describe_words
from etl.groups import list_item_contrasts
from etl.moments import Moments
from schemas.codebook import Answer, Item, Scale
from schemas.release import Indicators
from schemas.table import empty_frame
from texts import texts_in

PAIRED_KINDS = ("likert", "number", "scale")


def list_indicators(configuration: Configuration) -> pl.DataFrame:
    """Every indicator in screen order, in the shape of `schemas.release.Indicators`."""
    rows = list(describe_derived(configuration))
    for instrument in configuration.instruments:
        moments = Moments(programme=configuration.programme, instrument=instrument)
        rows += _from_instrument(moments)
    numbered = [{**row, "position": place} for place, row in enumerate(rows)]
    return Indicators.validate(pl.DataFrame(numbered, schema=empty_frame(Indicators).schema))


def _from_instrument(moments: Moments) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for item in moments.instrument.items:
        scale = moments.instrument.scale_of(item)
        if item.retrospective_of is not None:
            continue
        if scale is not None and scale.id not in seen:
            seen.add(scale.id)
            yield _describe_scale(scale, moments=moments)
        if item.kind == "multiple":
            yield from _describe_options(item, moments=moments)
        else:
            yield _describe_item(item, moments=moments)


def _describe_scale(scale: Scale, *, moments: Moments) -> dict[str, Any]:
    sets = [moments.instrument.answer_set(item) for item in moments.items_of(scale)]
    contrasts = [] if scale.perceived else moments.contrasts_of_scale(scale)
    return {
        "indicator_id": scale.id,
        "instrument": moments.instrument.id,
        "kind": "scale",
        "level": scale.level,
        "guskey": scale.guskey,
        "kernprofiel": scale.kernprofiel,
        "perceived": scale.perceived,
        "scale_id": scale.id,
        "item_id": None,
        **describe_words(
            label=(scale.label.nl, scale.label.en), wording=(scale.meaning.nl, scale.meaning.en)
        ),
        "low": float(min(s.low for s in sets)),
        "high": float(max(s.high for s in sets)),
        "answers": "[]",
        "waves": json.dumps(moments.of_scale(scale) + contrasts),
        "unit": "points",
        "nps": False,
    }


def _describe_item(item: Item, *, moments: Moments) -> dict[str, Any]:
    scale = moments.instrument.scale_of(item)
    answers = moments.instrument.answer_set(item)
    label = item.label or item.wording
    perceived = item.perceived or (scale is not None and scale.perceived)
    paired = item.kind in PAIRED_KINDS and not perceived
    return {
        "indicator_id": item.id,
        "instrument": moments.instrument.id,
        "kind": item.kind,
        "level": item.level or (scale.level if scale else None),
        "guskey": item.guskey or (scale.guskey if scale else None),
        "kernprofiel": scale.kernprofiel if scale else None,
        "perceived": perceived,
        "scale_id": item.scale,
        "item_id": item.id,
        **describe_words(label=(label.nl, label.en), wording=(item.wording.nl, item.wording.en)),
        "low": float(answers.low),
        "high": float(answers.high),
        "answers": _list_answers(answers.answers),
        "waves": json.dumps(moments.of_item(item) + (_list_changes(item, moments=moments) if paired else [])),
        "unit": "share" if item.kind == "choice" else "points",
        "nps": item.nps,
    }


def _list_changes(item: Item, *, moments: Moments) -> list[str]:
    """The contrasts that are stated of an item: see `etl.groups`."""
    told = list_item_contrasts(moments.programme)
    return [contrast for contrast in moments.contrasts_of_item(item) if contrast in told]


def _describe_options(item: Item, *, moments: Moments) -> Iterator[dict[str, Any]]:
    whole = _describe_item(item, moments=moments)
    nl, en = texts_in("nl"), texts_in("en")
    keys = {1: "build.option_ticked", 0: "build.option_not_ticked"}
    ticked = [{"code": code, "nl": nl(key), "en": en(key)} for code, key in keys.items()]
    for answer in moments.instrument.answer_set(item).answers:
        yield {
            **whole,
            "indicator_id": f"{item.id}.{answer.code}",
            "label_nl": answer.label.nl,
            "label_en": answer.label.en,
            "low": 0.0,
            "high": 1.0,
            "answers": json.dumps(ticked, ensure_ascii=False),
            "unit": "share",
        }


def _list_answers(answers: tuple[Answer, ...]) -> str:
    listed = [{"code": a.code, "nl": a.label.nl, "en": a.label.en} for a in answers]
    return json.dumps(listed, ensure_ascii=False)
