"""Those who answered the first time only, beside those who answered twice."""

from collections.abc import Sequence

import polars as pl

from charts.difference_dots import SCHEMA, draw_difference_dots
from schemas.programme import Contrast
from texts import Texts
from ui.figure import Figure
from ui.page import Page
from ui.present.columns import rounded
from ui.present.missing_models import (
    ModelRows,
    caution_page,
    frame_rows,
    label_scales,
    list_contrasts,
    name_wave,
    note_row,
    read_models,
)
from ui.present.scene import Row, is_shown
from ui.present.sentences import join_names, join_sentences, say_hidden
from ui.remember import remembered
from ui.sentences import tell_people


@remembered
def present_leavers(page: Page) -> list[Figure]:
    """A figure a contrast: how leavers and stayers differed on each scale the first time."""
    models = read_models(page, "leavers")
    return [_present_contrast(page, models, contrast=c) for c in list_contrasts(page, models)]


def _present_contrast(page: Page, models: ModelRows, *, contrast: Contrast) -> Figure:
    texts = page.texts
    scales = models.list_scales(page, wave=contrast.id)
    rows = [models.find(scale["indicator_id"], contrast.id, "smd") for scale in scales]
    gone = [models.find(scale["indicator_id"], contrast.id, "n_leavers") for scale in scales]
    labelled = list(zip(label_scales(page, scales), rows, strict=True))
    moments = {"first": name_wave(page, contrast.from_wave), "second": name_wave(page, contrast.to_wave)}
    frame = frame_rows(labelled, schema=SCHEMA)
    ends = (texts("response.leavers_lower"), texts("response.leavers_higher"))
    shown = any(is_shown(row) for row in rows)
    return Figure(
        key=f"leavers-{contrast.id}",
        question=texts("response.leavers_question", **moments),
        answer=join_sentences(
            _say_numbers(page, rows, gone, moments=moments), say_distances(labelled, texts=texts)
        ),
        draw=(lambda: draw_difference_dots(frame, texts=texts, dark=page.dark, ends=ends)) if shown else None,
        table=_make_table(labelled, gone, texts=texts),
        how_to_read=texts("response.leavers_how"),
        caution=caution_page(page, texts("response.leavers_caution")),
        methods=("leavers",),
    )


def say_distances(labelled: Sequence[tuple[str, Row]], *, texts: Texts) -> str:
    """Where leavers began lower, where higher, and where that is not clear; or why nothing is said.

    Args:
        labelled: a scale's name and its row: `value`, `low`, `high`, `status`, `reason`.
        texts: the reader's language.
    """
    shown = [(label, row) for label, row in labelled if is_shown(row)]
    if not shown:
        return " ".join(dict.fromkeys(note_sentence(row, texts=texts) for _, row in labelled))
    sides: dict[str, list[str]] = {"lower": [], "higher": [], "unclear": []}
    for label, row in shown:
        sides[_side_of(row)].append(f"{label} ({texts.signed(row['value'], 2)})")
    clear = [
        texts(f"response.leavers_{side}_at", names=join_names(sides[side], texts=texts))
        for side in ("lower", "higher")
        if sides[side]
    ]
    rest = _say_rest(len(sides["unclear"]), clear=bool(clear), texts=texts)
    return join_sentences(*clear, rest, say_hidden([row for _, row in labelled], texts=texts))


def note_sentence(row: Row, *, texts: Texts) -> str:
    """Why nothing is shown, as a sentence of its own."""
    if row.get("reason"):
        return texts(f"results.reason_{row['reason']}")
    return texts(f"response.status_{row['status']}")


def _side_of(row: Row) -> str:
    if row["low"] is None or row["low"] <= 0 <= row["high"]:
        return "unclear"
    return "higher" if row["value"] > 0 else "lower"


def _say_rest(unclear: int, *, clear: bool, texts: Texts) -> str:
    if not unclear:
        return ""
    return texts.count("response.leavers_rest" if clear else "response.leavers_alike", unclear)


def _say_numbers(page: Page, rows: Sequence[Row], gone: Sequence[Row], *, moments: dict[str, str]) -> str:
    """Of how many people, and how many of them did not answer the second time."""
    people = max((row["n"] for row in rows if is_shown(row)), default=None)
    left = max((int(row["value"]) for row in gone if is_shown(row)), default=None)
    if people is None or left is None:
        return ""
    told = tell_people(people, programme=page.programme, texts=page.texts)
    return page.texts.count("response.leavers_numbers", left, people=told, **moments)


def _make_table(labelled: Sequence[tuple[str, Row]], gone: Sequence[Row], *, texts: Texts) -> pl.DataFrame:
    frame = pl.DataFrame(
        {
            "label": [label for label, _ in labelled],
            **{
                name: pl.Series([row[name] for _, row in labelled], dtype=pl.Float64)
                for name in ("value", "low", "high")
            },
            "n": pl.Series([row["n"] for _, row in labelled], dtype=pl.Int64),
            "partnerships": pl.Series([row["n_partnerships"] for _, row in labelled], dtype=pl.Int64),
            "gone": pl.Series([_whole(row["value"]) for row in gone], dtype=pl.Int64),
            "note": [note_row(row, texts=texts) for _, row in labelled],
        }
    )
    return frame.select(
        pl.col("label").alias(texts("results.column_label")),
        rounded("value", decimals=2).alias(texts("response.column_distance")),
        rounded("low", decimals=2).alias(texts("results.column_low")),
        rounded("high", decimals=2).alias(texts("results.column_high")),
        pl.col("n").alias(texts("results.column_n")),
        pl.col("gone").alias(texts("response.column_leavers")),
        pl.col("partnerships").alias(texts("response.column_partnerships")),
        pl.col("note").alias(texts("results.column_note")),
    )


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)
