"""How what can be explained divides over the features: bars from the largest share to the smallest."""

from collections.abc import Sequence

import polars as pl

from charts.share_bars import SCHEMA, draw_share_bars
from schemas.driver import Driver
from texts import Texts
from ui.figure import Figure
from ui.page import Page
from ui.present.columns import percents
from ui.present.drivers import (
    Named,
    list_numbers,
    name_indicator,
    name_outcome,
    name_units,
    read_drivers,
    tell_base,
)
from ui.present.drivers_slopes import say_reasons
from ui.present.missing_models import caution_page, frame_rows
from ui.present.scene import Row, is_shown
from ui.present.sentences import join_sentences
from ui.remember import remembered


@remembered
def present_weights(page: Page, *, driver: Driver) -> list[Figure]:
    """The share of each predictor in R², with what R² is."""
    if not driver.predictors:
        return []
    models, texts = read_drivers(page), page.texts
    found = [
        (name_indicator(page, name), models.find(driver.outcome, driver.moment, f"weight.{name}"))
        for name in driver.predictors
    ]
    named = sorted(found, key=lambda pair: -(pair[1]["value"] or 0.0))
    whole = models.find(driver.outcome, driver.moment, "r2")
    frame = frame_rows(named, schema={**SCHEMA}).with_columns(note=pl.lit(None, dtype=pl.String))
    shown = any(is_shown(row) for _, row in named)
    figure = Figure(
        key=f"weights-{driver.outcome}-{driver.moment}",
        question=texts("drivers.question_weights", outcome=name_outcome(page, driver)),
        answer=join_sentences(say_explained(page, whole, driver=driver), say_weights(named, texts=texts)),
        draw=(lambda: draw_share_bars(frame, texts=texts, dark=page.dark)) if shown else None,
        table=_make_table(named if shown else [(texts("drivers.together"), whole)], texts=texts),
        how_to_read=join_sentences(
            texts("drivers.read_weights"),
            texts("methods.drivers_weight_interval"),
            texts("methods.drivers_r2_interval"),
        ),
        caution=caution_page(page, texts("drivers.caution_slopes")),
        n=whole["n"],
        methods=("drivers_weight", "drivers_r2"),
    )
    return [figure]


def say_explained(page: Page, whole: Row, *, driver: Driver) -> str:
    """How much of the differences the predictors explain together, and of how many people that is."""
    if not is_shown(whole):
        return ""
    texts = page.texts
    names = ("value", "low", "high")
    shares = {name: "" if whole[name] is None else texts.percent(whole[name]) for name in names}
    said = texts.count(
        "drivers.explained",
        len(driver.predictors),
        outcome=name_outcome(page, driver),
        **shares,
        **name_units(page),
    )
    return join_sentences(tell_base(page, whole, comparison="within"), said)


def say_weights(named: Sequence[Named], *, texts: Texts) -> str:
    """Which weighs most, and whether that is sure: whether its interval lies above the next one's.

    Args:
        named: what each row is called and its share of R², largest first.
        texts: the reader's language.
    """
    shown = [(label, row) for label, row in named if is_shown(row)]
    if not shown:
        return say_reasons(named, texts=texts)
    first, row = shown[0]
    said = texts("drivers.weights_first", name=first, share=texts.percent(row["value"]))
    if len(shown) == 1:
        return join_sentences(texts("drivers.weights_one", name=first), say_reasons(named, texts=texts))
    sure = row["low"] is not None and row["low"] > max(other["high"] or 1.0 for _, other in shown[1:])
    order = texts("drivers.weights_sure" if sure else "drivers.weights_unsure")
    return join_sentences(said, order, say_reasons(named, texts=texts))


def _make_table(named: Sequence[Named], *, texts: Texts) -> pl.DataFrame:
    return list_numbers(named, texts=texts).select(
        pl.col("label").alias(texts("drivers.column_label")),
        percents("value").alias(texts("drivers.column_weight")),
        percents("low").alias(texts("results.column_low_pct")),
        percents("high").alias(texts("results.column_high_pct")),
        pl.col("n").alias(texts("results.column_n")),
        pl.col("n_partnerships").alias(texts("drivers.column_partnerships")),
        pl.col("note").alias(texts("results.column_note")),
    )
