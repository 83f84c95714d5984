"""How well the questions of each scale hold together: α and ω at one moment."""

from collections.abc import Sequence

import polars as pl

from charts.reliability_dots import draw_reliability_dots
from texts import Texts
from ui.figure import Figure
from ui.page import Page
from ui.present.columns import rounded
from ui.present.leavers import note_sentence
from ui.present.missing_models import (
    caution_page,
    frame_rows,
    label_scales,
    name_wave,
    note_row,
    read_models,
)
from ui.present.scene import Row, is_shown
from ui.present.sentences import join_names, join_sentences, one_n, say_hidden
from ui.remember import remembered

USABLE = 0.7
"""From here on a scale is usually called fit to compare groups (Nunnally 1978)."""
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
def present_reliability(page: Page, *, wave: str) -> Figure | None:
    """α with its interval and ω of each scale; None when no scale of two questions is asked then."""
    models, texts = read_models(page, "alpha", "omega"), page.texts
    scales = models.list_scales(page, wave=wave)
    if not scales:
        return None
    alphas, omegas = (
        [models.find(scale["indicator_id"], wave, term) for scale in scales] for term in ("alpha", "omega")
    )
    labelled = list(zip(label_scales(page, scales), alphas, strict=True))
    frame = frame_rows(labelled, schema=_SCHEMA, references=[row["value"] for row in omegas])
    shown = any(is_shown(row) for row in alphas)
    return Figure(
        key=f"reliability-{wave}",
        question=texts("response.reliability_question", moment=name_wave(page, wave)),
        answer=say_reliability(labelled, texts=texts),
        draw=(lambda: draw_reliability_dots(frame, texts=texts, dark=page.dark, usable=USABLE))
        if shown
        else None,
        table=_make_table(labelled, omegas, texts=texts),
        how_to_read=texts("response.reliability_how", usable=texts.number(USABLE, 2)),
        caution=caution_page(page, texts("response.reliability_caution")),
        n=one_n(alphas),
        methods=("alpha", "omega"),
    )


def say_reliability(labelled: Sequence[tuple[str, Row]], *, texts: Texts) -> str:
    """How many scales hold together well enough, and which do not.

    Args:
        labelled: a scale's name and the row of its α: `value`, `status`, `reason`.
        texts: the reader's language.
    """
    shown = [(label, row) for label, row in labelled if is_shown(row)]
    if not shown:
        return " ".join(dict.fromkeys(note_sentence(row, texts=texts) for _, row in labelled))
    low = [
        f"{label} ({texts.number(row['value'], 2)})"
        for label, row in shown
        if round(row["value"], 2) < USABLE
    ]
    usable = texts.number(USABLE, 2)
    if not low:
        said = texts.count("response.reliability_all", len(shown), usable=usable)
    else:
        names = join_names(low, texts=texts)
        said = texts.count("response.reliability_low", len(low), names=names, usable=usable)
    return join_sentences(said, say_hidden([row for _, row in labelled], texts=texts))


def _make_table(labelled: Sequence[tuple[str, Row]], omegas: Sequence[Row], *, texts: Texts) -> pl.DataFrame:
    alphas = [row for _, row in labelled]
    notes = [
        note_row(a, texts=texts) or note_row(o, texts=texts) for a, o in zip(alphas, omegas, strict=True)
    ]
    names = ("value", "low", "high")
    values = {
        f"{letter}_{name}": pl.Series([row[name] for row in rows], dtype=pl.Float64)
        for letter, rows in (("alpha", alphas), ("omega", omegas))
        for name in names
    }
    frame = pl.DataFrame(
        {
            "label": [label for label, _ in labelled],
            **values,
            "n": pl.Series([row["n"] for row in alphas], dtype=pl.Int64),
            "partnerships": pl.Series([row["n_partnerships"] for row in alphas], dtype=pl.Int64),
            "note": notes,
        }
    )
    headed = [
        rounded(f"{letter}_{name}", decimals=2).alias(texts(f"response.column_{name}", letter=sign))
        for letter, sign in (("alpha", "α"), ("omega", "ω"))
        for name in names
    ]
    return frame.select(
        pl.col("label").alias(texts("results.column_label")),
        *headed,
        pl.col("n").alias(texts("results.column_n")),
        pl.col("partnerships").alias(texts("response.column_partnerships")),
        pl.col("note").alias(texts("results.column_note")),
    )
