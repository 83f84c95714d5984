"""The plausible range of partnerships: a band from the model, in which no partnership is a point."""

from collections.abc import Callable, Mapping
from functools import partial
from math import ceil

import plotly.graph_objects as go
import polars as pl

from charts.range_strip import SCHEMA, draw_range_strip
from ui.figure import Figure
from ui.page import Page
from ui.present.columns import rounded
from ui.present.differences import Chosen, find_terms, is_change, list_scales, name_subject, name_units
from ui.present.differences_split import caution_of_moment
from ui.present.differences_words import say_range
from ui.present.missing_models import NO_ROW, note_row
from ui.present.scene import Row, capitalise, is_shown
from ui.present.sentences import join_sentences
from ui.remember import remembered

_NUMBERS = {
    **dict.fromkeys(("value", "low", "high"), pl.Float64),
    **dict.fromkeys(("n", "n_partnerships"), pl.Int64),
}
_TERMS = ("mean", "range_partnership", "tau_partnership", "tau_trajectory", "sigma")


@remembered
def present_range(page: Page, *, chosen: Chosen) -> Figure:
    """The band where 95 % of the partnerships are expected, around the mean."""
    texts, units, terms = page.texts, name_units(page), find_terms(page, chosen)
    change = is_change(page, chosen.wave)
    scale = list_scales(page, wave=chosen.wave)[chosen.scale]
    ends = (scale["low"], scale["high"])
    return Figure(
        key=f"range-{chosen.scale}-{chosen.wave}",
        question=texts("differences.question_range", subject=name_subject(page, chosen), **units),
        answer=say_range(page, terms, change=change, ends=ends),
        draw=_draw(page, terms, ends=_widen(terms) if change else ends),
        table=_make_table(page, terms),
        how_to_read=join_sentences(
            texts("differences.read_range", **units),
            texts("methods.plausible_range_interval"),
            texts("methods.mean_reliability_what"),
        ),
        caution=caution_of_moment(page, wave=chosen.wave),
        n=terms.get("range_partnership", NO_ROW)["n"],
        methods=("plausible_range", "mean_reliability"),
    )


def _widen(terms: Mapping[str, Row]) -> tuple[float, float]:
    """An axis as wide to the left of zero as to the right, in whole points."""
    span = terms.get("range_partnership", NO_ROW)
    furthest = max((abs(span[end]) for end in ("low", "high") if span[end] is not None), default=1.0)
    whole = float(max(1, ceil(furthest)))
    return -whole, whole


def _draw(
    page: Page, terms: Mapping[str, Row], *, ends: tuple[float, float]
) -> Callable[[], go.Figure] | None:
    span = terms.get("range_partnership", NO_ROW)
    if not is_shown(span):
        return None
    texts, units = page.texts, name_units(page)
    label = capitalise(texts("differences.band", **units))
    frame = pl.DataFrame([{**{name: span.get(name) for name in SCHEMA}, "label": label}], schema=SCHEMA)
    return partial(
        draw_range_strip,
        frame,
        texts=texts,
        dark=page.dark,
        scale_low=ends[0],
        scale_high=ends[1],
        names=(texts("differences.band_short", **units), texts("differences.mean")),
    )


def _make_table(page: Page, terms: Mapping[str, Row]) -> pl.DataFrame:
    """A row a number of the model, in points."""
    texts, units = page.texts, name_units(page)
    rows = []
    for term in _TERMS:
        row = terms.get(term, NO_ROW)
        label = texts(f"differences.term_{term}", **units)
        rows.append(
            {**{name: row[name] for name in _NUMBERS}, "label": label, "note": note_row(row, texts=texts)}
        )
    return pl.DataFrame(rows, schema=_NUMBERS | {"label": pl.String, "note": pl.String}).select(
        pl.col("label").alias(texts("differences.column_number")),
        rounded("value", decimals=2).alias(texts("differences.column_points")),
        rounded("low", decimals=2).alias(texts("differences.column_from")),
        rounded("high", decimals=2).alias(texts("differences.column_to")),
        pl.col("n").alias(texts("results.column_n")),
        pl.col("n_partnerships").alias(units["partnerships"]),
        pl.col("note").alias(texts("results.column_note")),
    )
