"""The made-up release's indicators: scales, items, options and the derived ones."""

import json
from typing import Any

import polars as pl

from schemas.release import Indicators
from tests.builders.programme import KINDS

AGREE = tuple(
    zip(range(1, 6), ("Helemaal oneens", "Oneens", "Neutraal", "Eens", "Helemaal eens"), strict=True)
)
YES_NO = ((1, "Ja"), (0, "Nee"))
ALL = ("begin", "between", "end", "followup", "begin-end", "then", "then-end")
LATE = ("between", "end", "followup")
SCALES = (
    ("satisfaction", "Tevredenheid", "reaction", False, LATE),
    ("usefulness", "Bruikbaarheid", "reaction", False, LATE),
    ("coherence", "Samenhang", "reaction", False, LATE),
    ("asking_feedback", "Feedback vragen", "learning", False, ALL),
    ("self_efficacy", "Doelmatigheidsbeleving", "learning", False, ALL),
    ("perceived_learning", "Gepercipieerd leereffect", "learning", True, ("end",)),
    ("collective_depth", "Diepgang van collectief leren", "behaviour", False, ALL),
)
THEMES = ("Gedeeld leiderschap", "Participatief beslissen", "Professionele leergemeenschap")


def make_indicators() -> pl.DataFrame:
    """Every indicator in screen order, in the shape of `schemas.release.Indicators`."""
    rows = [*_scales(), *_items(), *_alone(), *_derived()]
    numbered = [{**row, "position": position} for position, row in enumerate(rows)]
    schema = {n: c.dtype.type for n, c in Indicators.to_schema().columns.items()}
    return Indicators.validate(pl.DataFrame(numbered, schema=schema))


def _row(indicator_id: str, label: str, **changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "indicator_id": indicator_id,
        "instrument": "vragenlijst",
        "kind": "scale",
        "level": "reaction",
        "guskey": None,
        "kernprofiel": None,
        "perceived": False,
        "scale_id": None,
        "item_id": None,
        "label_nl": label,
        "label_en": f"{label} (en)",
        "wording_nl": f"{label}: verzonnen vraag.",
        "wording_en": f"{label}: made-up question.",
        "low": 1.0,
        "high": 5.0,
        "answers": "[]",
        "waves": "[]",
        "unit": "points",
        "nps": False,
    }
    return {**row, **changes}


def _answers(pairs: tuple[tuple[int, str], ...]) -> str:
    return json.dumps([{"code": code, "nl": label, "en": f"{label} (en)"} for code, label in pairs])


def _scales() -> list[dict[str, Any]]:
    return [
        _row(i, label, level=level, perceived=perceived, scale_id=i, waves=json.dumps(waves))
        for i, label, level, perceived, waves in SCALES
    ]


def _items() -> list[dict[str, Any]]:
    return [
        _row(
            f"{i}_{n}",
            f"{label} {n}",
            kind="likert",
            level=level,
            perceived=perceived,
            scale_id=i,
            item_id=f"{i}_{n}",
            answers=_answers(AGREE),
            waves=json.dumps(waves),
        )
        for i, label, level, perceived, waves in SCALES
        for n in (1, 2)
    ]


def _alone() -> list[dict[str, Any]]:
    changed = _row(
        "practice_changed",
        "Praktijk veranderd",
        kind="choice",
        level="behaviour",
        low=0.0,
        high=1.0,
        item_id="practice_changed",
        answers=_answers(YES_NO),
        waves=json.dumps(("end",)),
        unit="share",
    )
    advice = _row(
        "recommendation",
        "Aanbeveling",
        kind="number",
        low=0.0,
        high=10.0,
        item_id="recommendation",
        nps=True,
        waves=json.dumps(("end",)),
    )
    themes = [
        _row(
            f"practice_theme.{n}",
            label,
            kind="multiple",
            level="behaviour",
            low=0.0,
            high=1.0,
            unit="share",
            item_id="practice_theme",
            answers=_answers(YES_NO),
            waves=json.dumps(("end",)),
        )
        for n, label in enumerate(THEMES, start=1)
    ]
    return [changed, advice, *themes]


def _derived() -> list[dict[str, Any]]:
    common: dict[str, Any] = {"instrument": None, "level": "participation", "low": 0.0, "high": None}
    response = _row(
        "response",
        "Respons",
        kind="response",
        unit="count",
        waves=json.dumps(("begin", "between", "end", "followup", "begin-end")),
        **common,
    )
    rows = [response]
    families = (
        ("attendance", "Aanwezigheid", "share"),
        ("sessions", "Gevolgde bijeenkomsten", "count"),
        ("dose", "Gevolgde uren", "hours"),
    )
    for family, label, unit in families:
        names = [(family, label), *((f"{family}.{k}", f"{label}: {v[0]}") for k, v in KINDS.items())]
        rows += [_row(i, text, kind="attendance", unit=unit, waves='["all"]', **common) for i, text in names]
    return rows
