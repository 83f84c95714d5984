"""How alike those who answered are to everybody: the R-indicator of each moment."""

from collections.abc import Sequence

import polars as pl

from charts.mean_dots import draw_mean_dots
from texts import Texts
from ui.figure import Figure
from ui.page import Page
from ui.present.columns import rounded
from ui.present.leavers import note_sentence
from ui.present.missing_models import (
    begin_upper,
    caution_page,
    frame_rows,
    list_moments,
    name_wave,
    note_row,
    read_models,
)
from ui.present.scene import Row, is_shown
from ui.present.sentences import join_sentences, one_n
from ui.remember import remembered

_SCHEMA = {
    "label": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "reference": pl.Float64,
    "status": pl.String,
}


@remembered
def present_likeness(page: Page) -> Figure | None:
    """R at each moment; None where nobody knows who was invited."""
    models, texts = read_models(page, "representativeness"), page.texts
    waves = list_moments(page, models)
    if not waves:
        return None
    rows = [models.find("response", wave, "r") for wave in waves]
    frame = frame_rows(
        [(begin_upper(page, wave), row) for wave, row in zip(waves, rows, strict=True)], schema=_SCHEMA
    )
    shown = any(is_shown(row) for row in rows)
    leaders = page.programme.units.leader.many.in_language(page.language)
    return Figure(
        key="likeness",
        question=texts("response.likeness_question", leaders=leaders),
        answer=say_likeness([(name_wave(page, w), r) for w, r in zip(waves, rows, strict=True)], texts=texts),
        draw=(
            lambda: draw_mean_dots(frame, texts=texts, dark=page.dark, scale_low=0, scale_high=1, decimals=2)
        )
        if shown
        else None,
        table=_make_table(frame, rows, texts=texts),
        how_to_read=texts("response.likeness_how"),
        caution=caution_page(page, texts("response.likeness_caution")),
        n=one_n(rows),
        methods=("representativeness",),
    )


def say_likeness(moments: Sequence[tuple[str, Row]], *, texts: Texts) -> str:
    """At which moments everybody answered, at which no difference is clear, at which one is.

    Args:
        moments: a moment's name and its row: `value`, `low`, `high`, `status`, `reason`.
        texts: the reader's language.
    """
    sides: dict[str, list[str]] = {"full": [], "alike": [], "skew": [], "unsure": []}
    for name, row in moments:
        if is_shown(row):
            value = texts.number(row["value"], 2)
            sides[_side_of(row)].append(texts("response.moment_r", moment=name, value=value))
    said = [
        texts(f"response.likeness_{side}", parts="; ".join(parts)) for side, parts in sides.items() if parts
    ]
    hidden = [
        texts("response.at_moment", moment=name, reason=_say_reason(row, texts=texts))
        for name, row in moments
        if not is_shown(row)
    ]
    return join_sentences(*said, *hidden)


def _side_of(row: Row) -> str:
    """R's interval holds 1 when the differences can be chance; without an interval nobody knows."""
    if row["low"] is None or row["high"] is None:
        return "unsure"
    if row["low"] == 1:
        return "full"
    return "alike" if row["high"] >= 1 else "skew"


def _say_reason(row: Row, *, texts: Texts) -> str:
    own = f"response.likeness_reason_{row.get('reason')}"
    return texts(own) if texts.has(own) else note_sentence(row, texts=texts)


def _make_table(frame: pl.DataFrame, rows: Sequence[Row], *, texts: Texts) -> pl.DataFrame:
    partnerships = pl.Series([row["n_partnerships"] for row in rows], dtype=pl.Int64)
    notes = [note_row(row, texts=texts) for row in rows]
    return frame.select(
        pl.col("label").alias(texts("results.column_moment")),
        rounded("value", decimals=2).alias(texts("response.column_r")),
        rounded("low", decimals=2).alias(texts("results.column_low")),
        rounded("high", decimals=2).alias(texts("results.column_high")),
        pl.col("n").alias(texts("results.column_n")),
        partnerships.alias(texts("response.column_partnerships")),
        pl.Series(notes, dtype=pl.String).alias(texts("results.column_note")),
    )
