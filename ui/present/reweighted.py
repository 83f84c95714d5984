"""The change as it is, beside the change when answers are weighted to the make-up of everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from charts.difference_dots import SCHEMA, draw_difference_dots
from schemas.programme import Contrast
from texts import Texts
from ui.figure import Figure
from ui.page import Page
from ui.present.columns import rounded
from ui.present.leavers import note_sentence
from ui.present.missing_models import (
    ModelRows,
    caution_page,
    frame_rows,
    label_scales,
    list_contrasts,
    note_row,
    read_models,
)
from ui.present.scene import Row, is_shown
from ui.present.sentences import join_sentences, say_hidden
from ui.remember import remembered


@dataclass(frozen=True)
class Weighed:
    """One scale: its name, the change as it is and reweighted, and the effective number of answers."""

    label: str
    plain: Row
    raked: Row
    effective: Row

    @property
    def moved(self) -> float:
        """How far the change moves by weighting, in points of the scale."""
        return float(self.raked["value"] - self.plain["value"])

    @property
    def design_effect(self) -> float | None:
        """How many answers say as much as one: n over the effective number."""
        number = self.effective["value"]
        return float(self.effective["n"] / number) if number else None


@remembered
def present_reweighted(page: Page) -> list[Figure]:
    """A figure a contrast; none where nobody knows how everybody is made up."""
    models = read_models(page, "raked")
    return [_present_contrast(page, models, contrast=c) for c in list_contrasts(page, models)]


def _present_contrast(page: Page, models: ModelRows, *, contrast: Contrast) -> Figure:
    texts = page.texts
    scales = _weigh_scales(page, models, wave=contrast.id)
    frame = frame_rows(
        [(scale.label, scale.raked) for scale in scales],
        schema=SCHEMA,
        references=[scale.plain["value"] for scale in scales],
    )
    ends = (texts("response.reweighted_lower"), texts("response.reweighted_higher"))
    shown = any(is_shown(scale.raked) for scale in scales)
    return Figure(
        key=f"reweighted-{contrast.id}",
        question=texts("response.reweighted_question", contrast=contrast.label.in_language(page.language)),
        answer=say_reweighted(scales, texts=texts),
        draw=(
            lambda: draw_difference_dots(
                frame,
                texts=texts,
                dark=page.dark,
                ends=ends,
                reference_label=texts("response.reweighted_plain"),
            )
        )
        if shown
        else None,
        table=_make_table(scales, texts=texts),
        how_to_read=texts("response.reweighted_how"),
        caution=caution_page(page, texts("response.reweighted_caution")),
        methods=("raked",),
    )


def _weigh_scales(page: Page, models: ModelRows, *, wave: str) -> list[Weighed]:
    scales = models.list_scales(page, wave=wave)
    return [
        Weighed(
            label,
            *(
                models.find(scale["indicator_id"], wave, term)
                for term in ("change", "change_raked", "n_effective")
            ),
        )
        for label, scale in zip(label_scales(page, scales), scales, strict=True)
    ]


def say_reweighted(scales: Sequence[Weighed], *, texts: Texts) -> str:
    """How much the weights change, whether any conclusion turns, and what they cost in certainty."""
    shown = [scale for scale in scales if is_shown(scale.raked) and is_shown(scale.plain)]
    if not shown:
        return " ".join(dict.fromkeys(note_sentence(scale.raked, texts=texts) for scale in scales))
    most = max(shown, key=lambda scale: abs(scale.moved))
    key = "response.reweighted_same" if round(most.moved, 1) == 0 else "response.reweighted_moved"
    moved = texts(
        key,
        label=most.label,
        plain=texts.signed(most.plain["value"], 2),
        raked=texts.signed(most.raked["value"], 2),
    )
    turned = sum(_is_clear(scale.plain) != _is_clear(scale.raked) for scale in shown)
    turns = texts.count("response.reweighted_turned", turned) if turned else ""
    hidden = say_hidden([scale.raked for scale in scales], texts=texts)
    return join_sentences(moved, turns, _say_cost(shown, texts=texts), hidden)


def _is_clear(row: Row) -> bool:
    return row["low"] is not None and not row["low"] <= 0 <= row["high"]


def _say_cost(shown: Sequence[Weighed], *, texts: Texts) -> str:
    """The effective number of the scale whose weights cost most."""
    known = [scale for scale in shown if scale.design_effect is not None]
    if not known:
        return ""
    worst = max(known, key=lambda scale: scale.design_effect or 0)
    effective = texts.number(worst.effective["value"])
    return texts.count("response.reweighted_cost", worst.effective["n"], effective=effective)


def _make_table(scales: Sequence[Weighed], *, texts: Texts) -> pl.DataFrame:
    frame = pl.DataFrame(
        {
            "label": [scale.label for scale in scales],
            "plain": pl.Series([scale.plain["value"] for scale in scales], dtype=pl.Float64),
            **{
                name: pl.Series([scale.raked[name] for scale in scales], dtype=pl.Float64)
                for name in ("value", "low", "high")
            },
            "n": pl.Series([scale.raked["n"] for scale in scales], dtype=pl.Int64),
            "partnerships": pl.Series([scale.raked["n_partnerships"] for scale in scales], dtype=pl.Int64),
            "effective": pl.Series([scale.effective["value"] for scale in scales], dtype=pl.Float64),
            "deff": pl.Series([scale.design_effect for scale in scales], dtype=pl.Float64),
            "note": [note_row(scale.raked, texts=texts) for scale in scales],
        }
    )
    return frame.select(
        pl.col("label").alias(texts("results.column_label")),
        rounded("plain", decimals=2).alias(texts("results.column_change")),
        rounded("value", decimals=2).alias(texts("response.column_reweighted")),
        rounded("low", decimals=2).alias(texts("results.column_low")),
        rounded("high", decimals=2).alias(texts("results.column_high")),
        pl.col("n").alias(texts("results.column_n")),
        pl.col("partnerships").alias(texts("response.column_partnerships")),
        rounded("effective", decimals=0).alias(texts("response.column_effective")),
        rounded("deff", decimals=2).alias(texts("response.column_design_effect")),
        pl.col("note").alias(texts("results.column_note")),
    )
