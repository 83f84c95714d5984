"""The questions of a scale where the spread of answers is not told: averages, and the two highest answers."""

from dataclasses import replace

import polars as pl

from charts.mean_dots import draw_mean_dots
from texts import Texts
from texts.numbers import write_value
from ui.figure import Figure
from ui.present.columns import make_table, note_of, percents, rounded
from ui.present.pairs import say_paired
from ui.present.scene import (
    Hidden,
    Outcome,
    Row,
    Scene,
    is_shown,
    keep_numbers,
    label_of,
    read_fact,
    wording_of,
)
from ui.present.sentences import caution_of, join_sentences, one_n, read_bounds, say_means

SPREAD = "spread"
"""The status of answers of which only averages are told: `frame.status_spread`."""
_SCHEMA = {
    "label": pl.String,
    "value": pl.Float64,
    "coded": pl.Int64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "reference": pl.Float64,
    "status": pl.String,
    "top2": pl.Float64,
    "coded_top2": pl.Int64,
}


def present_item_means(scene: Scene, items: list[Row], *, instead_of: Hidden) -> list[Outcome]:
    """The average of each question, and that its answers are spread out only for wider groups.

    Where not even an average is shown: `instead_of`, the figure of the answers that is not shown.
    """
    facts = [read_fact(scene.facts, item, instead_of.wave, "mean") for item in items]
    if not any(is_shown(fact) for fact in facts):
        return [instead_of]
    hidden = replace(instead_of, key=f"{instead_of.key}-spread", question="", status=SPREAD)
    return [_present_means(scene, items, facts, hidden=instead_of), hidden]


def say_tops(scene: Scene, items: list[Row], *, wave: str) -> str:
    """Between which shares the two highest answers lie; a sentence without numbers where none is shown."""
    texts = scene.texts
    tops = [(label_of(item, texts=texts), read_fact(scene.facts, item, wave, "top2")) for item in items]
    shown = sorted((pair for pair in tops if is_shown(pair[1])), key=lambda pair: float(pair[1]["value"]))
    if not shown:
        return ""
    lowest, highest = (
        write_value(f, kind="share", texts=texts, spelled=True) for _, f in (shown[0], shown[-1])
    )
    if len(shown) == 1:
        return texts("results.items_one", label=shown[0][0], share=lowest)
    if lowest == highest:
        return texts("results.items_equal", share=lowest)
    names = {"lowest_label": shown[0][0], "highest_label": shown[-1][0]}
    return texts("results.items_range", lowest=lowest, highest=highest, **names)


def _present_means(scene: Scene, items: list[Row], facts: list[Row], *, hidden: Hidden) -> Figure:
    texts, wave = scene.texts, hidden.wave
    frame = _make_frame(scene, items, facts, wave=wave)
    low, high = items[0]["low"], items[0]["high"]
    reference = texts("results.whole_programme") if scene.whole else None
    return Figure(
        key=hidden.key,
        question=hidden.question,
        answer=join_sentences(say_means(items, facts, texts=texts), say_tops(scene, items, wave=wave)),
        draw=lambda: draw_mean_dots(
            frame,
            texts=texts,
            dark=scene.dark,
            scale_low=low,
            scale_high=high,
            reference_label=reference,
        ),
        table=_tabulate(frame, texts=texts, whole=bool(scene.whole)),
        how_to_read=join_sentences(
            texts("results.read_item_means"),
            say_paired(scene, [(item, wave) for item in items]),
            read_bounds(frame.to_dicts(), form="mean", texts=texts),
        ),
        caution=caution_of(scene, texts("results.caution_perceived") if items[0]["perceived"] else ""),
        n=one_n(facts),
        methods=("mean_cohort", "wilson"),
    )


def _make_frame(scene: Scene, items: list[Row], facts: list[Row], *, wave: str) -> pl.DataFrame:
    rows = []
    for item, fact in zip(items, facts, strict=True):
        top2 = read_fact(scene.facts, item, wave, "top2")
        rows.append(
            {
                **keep_numbers(fact),
                "label": wording_of(item, texts=scene.texts),
                "reference": read_fact(scene.whole, item, wave, "mean")["value"],
                "top2": top2["value"],
                "coded_top2": top2.get("coded"),
            }
        )
    return pl.DataFrame(rows, schema=_SCHEMA)


def _tabulate(frame: pl.DataFrame, *, texts: Texts, whole: bool) -> pl.DataFrame:
    columns = [
        pl.col("label").alias(texts("results.column_question")),
        rounded("value", coded="coded").alias(texts("results.column_mean")),
        rounded("low").alias(texts("results.column_low")),
        rounded("high").alias(texts("results.column_high")),
        percents("top2", coded="coded_top2").alias(texts("results.column_top2")),
        pl.col("n").alias(texts("results.column_n")),
    ]
    if whole:
        columns.append(rounded("reference").alias(texts("results.whole_programme")))
    return make_table(frame, *columns, note_of(texts=texts))
