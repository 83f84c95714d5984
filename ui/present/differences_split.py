"""The bar that splits differences over leaders, partnerships and trajectories: of one scale, and of all."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import plotly.graph_objects as go
import polars as pl

from charts.variance_bars import SCHEMA, SHARES, draw_variance_bars
from texts import Texts
from ui.figure import Figure
from ui.page import Page
from ui.present.columns import percents, rounded
from ui.present.differences import (
    Chosen,
    find_terms,
    is_change,
    list_moments,
    list_scales,
    name_levels,
    name_subject,
    name_units,
)
from ui.present.differences_words import say_scales, say_split
from ui.present.missing_models import NO_ROW, caution_page, note_row
from ui.present.scene import Row, is_shown, label_of
from ui.present.sentences import join_sentences
from ui.remember import remembered

Named = tuple[str, Mapping[str, Row]]
"""What a scale is called, and what the model says of it by term."""
_SPREADS = {"trajectory": "tau_trajectory", "partnership": "tau_partnership", "leader": "sigma"}
_TABLE = {
    "label": pl.String,
    **dict.fromkeys(("share", "share_low", "share_high", "spread", "low", "high"), pl.Float64),
    "n": pl.Int64,
    "n_partnerships": pl.Int64,
    "note": pl.String,
}


@remembered
def present_split(page: Page, *, chosen: Chosen) -> Figure:
    """One bar: which part of the differences on the chosen scale lies where."""
    subject, terms = name_subject(page, chosen), find_terms(page, chosen)
    label = label_of(list_scales(page, wave=chosen.wave)[chosen.scale], texts=page.texts)
    row = terms.get("share_partnership", NO_ROW)
    return Figure(
        key=f"split-{chosen.scale}-{chosen.wave}",
        question=page.texts("differences.question_split", subject=subject),
        answer=say_split(page, terms, subject=subject),
        draw=_draw(page, [(label, terms)]),
        table=_make_table([(label, terms)], page=page),
        how_to_read=_explain(page),
        caution=caution_of_moment(page, wave=chosen.wave),
        n=row["n"],
        methods=("variance_profile",),
    )


@remembered
def present_scales(page: Page, *, wave: str) -> Figure:
    """A bar for each scale at one moment, in the order of the questionnaire."""
    named: list[Named] = [
        (label_of(row, texts=page.texts), find_terms(page, Chosen(scale, wave)))
        for scale, row in list_scales(page, wave=wave).items()
    ]
    kind = "change" if is_change(page, wave) else "level"
    question = page.texts(f"differences.question_scales_{kind}", moment=list_moments(page)[wave])
    return Figure(
        key=f"scales-{wave}",
        question=question,
        answer=say_scales(page, named),
        draw=_draw(page, named),
        table=_make_table(named, page=page),
        how_to_read=_explain(page),
        caution=caution_of_moment(page, wave=wave),
        methods=("variance_profile",),
    )


def caution_of_moment(page: Page, *, wave: str) -> str:
    """A split says where differences lie and not why; for a change, also what one is."""
    change = page.texts("results.caution_change") if is_change(page, wave) else ""
    return caution_page(page, page.texts("differences.caution"), *([change] if change else []))


def _explain(page: Page) -> str:
    return join_sentences(
        page.texts("differences.read_split", **name_units(page)),
        page.texts("methods.variance_profile_what"),
        page.texts("methods.variance_profile_interval"),
    )


def _draw(page: Page, named: Sequence[Named]) -> Callable[[], go.Figure] | None:
    """What draws the bars; None where nothing is known of any of them."""
    if not any(is_shown(terms.get("share_partnership", NO_ROW)) for _, terms in named):
        return None
    frame = pl.DataFrame([_make_row(label, terms) for label, terms in named], schema=SCHEMA)
    units = name_units(page)
    trajectories, partnerships, leaders = (
        page.texts("differences.level", units=units[unit])
        for unit in ("trajectories", "partnerships", "leaders")
    )
    return partial(
        draw_variance_bars,
        frame,
        texts=page.texts,
        dark=page.dark,
        names=(trajectories, partnerships, leaders),
    )


def _make_row(label: str, terms: Mapping[str, Row]) -> Row:
    row = terms.get("share_partnership", NO_ROW)
    shares = {name: terms.get(name, NO_ROW)["value"] for name in SHARES}
    return {"label": label, "n": row["n"], "status": row["status"], **shares}


def _make_table(named: Sequence[Named], *, page: Page) -> pl.DataFrame:
    """A row a scale and level: its share of the differences and, in points, its standard deviation."""
    texts, levels = page.texts, name_levels(page)
    rows = [
        _make_line(f"{label} · {levels[level]}", terms=terms, level=level, texts=texts)
        for label, terms in named
        for level in levels
    ]
    return pl.DataFrame(rows, schema=_TABLE).select(
        pl.col("label").alias(texts("differences.column_level")),
        percents("share").alias(texts("results.column_share")),
        percents("share_low").alias(texts("results.column_low_pct")),
        percents("share_high").alias(texts("results.column_high_pct")),
        rounded("spread", decimals=2).alias(texts("differences.column_spread")),
        rounded("low", decimals=2).alias(texts("results.column_low")),
        rounded("high", decimals=2).alias(texts("results.column_high")),
        pl.col("n").alias(texts("results.column_n")),
        pl.col("n_partnerships").alias(name_units(page)["partnerships"]),
        pl.col("note").alias(texts("results.column_note")),
    )


def _make_line(label: str, *, terms: Mapping[str, Row], level: str, texts: Texts) -> Row:
    share, spread = terms.get(f"share_{level}", NO_ROW), terms.get(_SPREADS[level], NO_ROW)
    return {
        "label": label,
        "share": share["value"],
        "share_low": share["low"],
        "share_high": share["high"],
        "spread": spread["value"],
        "low": spread["low"],
        "high": spread["high"],
        "n": share["n"],
        "n_partnerships": share["n_partnerships"],
        "note": note_row(share, texts=texts),
    }
