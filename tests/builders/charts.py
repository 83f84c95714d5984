"""Frames for the charts: full, with a row that is not shown, and the way to draw each."""

import json
from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.attendance_calendar import draw_attendance_calendar
from charts.beside_dots import Legend, draw_beside_dots
from charts.difference_dots import draw_difference_dots
from charts.dumbbells import draw_dumbbells
from charts.flow import draw_flow
from charts.likert_bars import draw_likert_bars
from charts.mean_dots import draw_mean_dots
from charts.range_strip import draw_range_strip
from charts.region_map import draw_region_map
from charts.reliability_dots import draw_reliability_dots
from charts.share_bars import draw_share_bars
from charts.variance_bars import draw_variance_bars
from texts import texts_in
from texts.catalogue import Language

Row = dict[str, Any]
ANSWERS = {1: "Helemaal oneens", 2: "Oneens", 3: "Neutraal", 4: "Eens", 5: "Helemaal eens"}
EMPTY_FIGURES: Row = {"value": None, "low": None, "high": None, "n": None, "reference": None, "note": None}


def _bar(label: str, value: float, low: float, high: float, *, n: int, reference: float) -> Row:
    figures = {"value": value, "low": low, "high": high, "n": n, "reference": reference}
    return {"label": label, **figures, "note": None, "status": "shown"}


def _pair(label: str, start: float, change: float, low: float, high: float) -> Row:
    ends = {"value_from": start, "value_to": start + change, "change": change, "low": low, "high": high}
    return {"label": label, **ends, "n": 200, "status": "shown"}


def _square(west: float, side: float) -> list[list[float]]:
    return [[west, 51], [west + side, 51], [west + side, 51 + side], [west, 51 + side], [west, 51]]


def make_dots() -> list[Row]:
    return [
        _bar("Tevredenheid", 4.14, 4.0, 4.3, n=1210, reference=4.0),
        _bar("Bruikbaarheid", 3.4, 3.1, 3.7, n=31, reference=3.6),
        {"label": "Samenhang", **EMPTY_FIGURES, "status": "withheld"},
    ]


def make_differences() -> list[Row]:
    return [
        _bar("Motivatie", -0.35, -0.58, -0.12, n=420, reference=-0.3),
        _bar("Feedback vragen", 0.04, -0.18, 0.26, n=419, reference=0.05),
        {"label": "Zelfreflectie", **EMPTY_FIGURES, "status": "withheld"},
    ]


def make_beside() -> list[Row]:
    range_of_others = {"coded": 0, "others_low": 3.6, "others_high": 4.4}
    no_others = {"others_low": None, "others_high": None}
    return [
        {**_bar("Tevredenheid", 4.1, 4.0, 4.3, n=31, reference=4.0), **range_of_others},
        {**_bar("Bruikbaarheid", 4.5, 4.2, 4.8, n=12, reference=3.6), "coded": 1, **no_others},
        {"label": "Samenhang", **EMPTY_FIGURES, "coded": None, **no_others, "status": "withheld"},
    ]


def make_bars() -> list[Row]:
    return [
        _bar("Gedeeld leiderschap", 0.62, 0.55, 0.7, n=200, reference=0.6),
        _bar("Inspraak", 0.31, 0.25, 0.37, n=200, reference=0.4),
        {"label": "Communicatie", **EMPTY_FIGURES, "status": "withheld"},
    ]


def make_pairs() -> list[Row]:
    return [
        _pair("Feedback vragen", 3.1, 0.5, 0.4, 0.6),
        _pair("Doelmatigheid", 3.8, 0.04, -0.05, 0.13),
        _pair("Zelfreflectie", 3.8, -0.4, -0.7, -0.1),
        {
            "label": "Observeren",
            "value_from": None,
            "value_to": None,
            "change": None,
            "low": None,
            "high": None,
            "n": None,
            "status": "withheld",
        },
    ]


def make_answers() -> list[Row]:
    shares = {1: 0.02, 2: 0.05, 3: 0.26, 4: 0.4, 5: 0.27}
    full: list[Row] = [
        {"label": "De coach stelt goede vragen", "code": code, "share": share, "n": 210, "status": "shown"}
        for code, share in shares.items()
    ]
    return [
        *full,
        {"label": "Ik leer van collega's", "code": None, "share": None, "n": None, "status": "withheld"},
    ]


def make_steps() -> list[Row]:
    return [
        {"label": "Uitgenodigd", "count": 492.0, "share": 1.0, "status": "shown"},
        {"label": "Beginmeting", "count": 418.0, "share": 0.85, "status": "shown"},
        {"label": "Opvolging", "count": None, "share": None, "status": "withheld"},
    ]


def make_months() -> list[Row]:
    return [
        {"month": "2021-10", "label": "Vormingsdag", "share": 0.83, "n": 200, "status": "shown"},
        {"month": "2022-10", "label": "Vormingsdag", "share": 0.6, "n": 200, "status": "shown"},
        {"month": "2021-12", "label": "Coaching", "share": None, "n": None, "status": "withheld"},
    ]


def make_regions() -> list[Row]:
    places = {"Antwerpen": (4.0, 0.8, 150.0), "Brussel": (4.3, 0.1, 12.0), "Limburg": (5.2, 0.7, None)}
    return [
        {
            "label": name,
            "geometry": json.dumps({"type": "Polygon", "coordinates": [_square(west, side)]}),
            "longitude": west + side / 2,
            "latitude": 51 + side / 2,
            "value": value,
            "n": None,
            "status": "shown" if value else "withheld",
        }
        for name, (west, side, value) in places.items()
    ]


def make_splits() -> list[Row]:
    return [
        {"label": "Bruikbaarheid", **_split(0.0, 0.25, 0.75), "n": 346, "status": "shown"},
        {"label": "Vertrouwen", **_split(None, 0.2, 0.8), "n": 346, "status": "shown"},
        {"label": "Samenhang", **_split(None, None, None), "n": None, "status": "withheld"},
    ]


def _split(trajectory: float | None, partnership: float | None, leader: float | None) -> Row:
    return {"share_trajectory": trajectory, "share_partnership": partnership, "share_leader": leader}


Draw = Callable[[pl.DataFrame, bool, Language], go.Figure]
FORMS: dict[str, tuple[Draw, list[Row]]] = {
    "mean_dots": (
        lambda frame, dark, language: draw_mean_dots(
            frame,
            texts=texts_in(language),
            dark=dark,
            scale_low=1,
            scale_high=5,
            reference_label="hele programma",
        ),
        make_dots(),
    ),
    "dumbbells": (
        lambda frame, dark, language: draw_dumbbells(
            frame,
            texts=texts_in(language),
            dark=dark,
            scale_low=1,
            scale_high=5,
            from_label="begin",
            to_label="einde",
        ),
        make_pairs(),
    ),
    "likert_bars": (
        lambda frame, dark, language: draw_likert_bars(
            frame, texts=texts_in(language), dark=dark, answers=ANSWERS
        ),
        make_answers(),
    ),
    "share_bars": (
        lambda frame, dark, language: draw_share_bars(frame, texts=texts_in(language), dark=dark),
        make_bars(),
    ),
    "difference_dots": (
        lambda frame, dark, language: draw_difference_dots(
            frame,
            texts=texts_in(language),
            dark=dark,
            ends=("lager", "hoger"),
            reference_label="zonder wegen",
        ),
        make_differences(),
    ),
    "beside_dots": (
        lambda frame, dark, language: draw_beside_dots(
            frame,
            texts=texts_in(language),
            dark=dark,
            kind="level",
            ends=(1, 5),
            legend=Legend(own="eigen traject", reference="hele programma", others="andere trajecten"),
        ),
        make_beside(),
    ),
    "reliability_dots": (
        lambda frame, dark, language: draw_reliability_dots(
            frame, texts=texts_in(language), dark=dark, usable=0.7
        ),
        make_bars(),
    ),
    "variance_bars": (
        lambda frame, dark, language: draw_variance_bars(
            frame, texts=texts_in(language), dark=dark, names=("trajecten", "verbanden", "leiders")
        ),
        make_splits(),
    ),
    "range_strip": (
        lambda frame, dark, language: draw_range_strip(
            frame,
            texts=texts_in(language),
            dark=dark,
            scale_low=1,
            scale_high=5,
            names=("verbanden", "gemiddelde"),
        ),
        make_dots(),
    ),
    "flow": (
        lambda frame, dark, language: draw_flow(frame, texts=texts_in(language), dark=dark),
        make_steps(),
    ),
    "region_map": (
        lambda frame, dark, language: draw_region_map(frame, texts=texts_in(language), dark=dark),
        make_regions(),
    ),
    "attendance_calendar": (
        lambda frame, dark, language: draw_attendance_calendar(frame, texts=texts_in(language), dark=dark),
        make_months(),
    ),
}


def draw(
    form: str, rows: list[Row] | None = None, *, dark: bool = False, language: Language = "nl"
) -> go.Figure:
    """The figure of `form` from `rows`, or from its full frame."""
    drawing, full = FORMS[form]
    return drawing(pl.DataFrame(full if rows is None else rows, infer_schema_length=None), dark, language)
