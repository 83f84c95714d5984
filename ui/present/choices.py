"""Questions with one choice or several: the share of each answer."""

import json

import polars as pl

from charts.share_bars import SCHEMA, draw_share_bars
from texts import Texts
from texts.numbers import write_value
from ui.figure import Figure
from ui.present.columns import make_table, note_of, percents
from ui.present.scene import (
    Hidden,
    Outcome,
    Row,
    Scene,
    is_shown,
    keep_numbers,
    label_of,
    label_wave,
    read_fact,
    read_reference,
    waves_of,
    wording_of,
)
from ui.present.sentences import caution_of, join_sentences, one_n, read_bounds, say_hidden
from ui.remember import remembered

Answer = tuple[str, Row, str]
"""An answer: its label, the indicator that counts it and the statistic."""


@remembered
def present_choices(scene: Scene, *, wave: str) -> list[Outcome]:
    """A figure for each question of choice asked at `wave`, in screen order."""
    outcomes: list[Outcome] = []
    for item_id, rows in _group_items(scene, wave=wave).items():
        answers = _answers_of(rows, texts=scene.texts)
        outcomes.append(_present_question(scene, rows, answers, wave=wave, key=f"choice-{item_id}-{wave}"))
    return outcomes


def _group_items(scene: Scene, *, wave: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in scene.indicators:
        if row["kind"] in ("choice", "multiple") and wave in waves_of(row):
            groups.setdefault(row["item_id"], []).append(row)
    return groups


def _answers_of(rows: list[Row], *, texts: Texts) -> list[Answer]:
    """Each answer of one choice; for several choices each option, counted where it was ticked."""
    if rows[0]["kind"] == "multiple":
        return [(label_of(row, texts=texts), row, "share_1") for row in rows]
    return [
        (answer[texts.language], rows[0], f"share_{answer['code']}")
        for answer in json.loads(rows[0]["answers"])
    ]


def _present_question(
    scene: Scene, rows: list[Row], answers: list[Answer], *, wave: str, key: str
) -> Outcome:
    texts = scene.texts
    question = texts(
        "results.choice_question", wording=wording_of(rows[0], texts=texts), moment=label_wave(scene, wave)
    )
    facts = [read_fact(scene.facts, indicator, wave, statistic) for _, indicator, statistic in answers]
    if not any(is_shown(fact) for fact in facts):
        return Hidden(key, question, facts[0]["status"], rows[0]["indicator_id"], wave, answers[0][2])
    frame = _make_frame(scene, answers, facts, wave=wave)
    reference = texts("results.whole_programme") if scene.whole else None
    kind = rows[0]["kind"]
    return Figure(
        key=key,
        question=question,
        answer=_say_most(frame, facts, kind=kind, texts=texts),
        draw=lambda: draw_share_bars(frame, texts=texts, dark=scene.dark, reference_label=reference),
        table=_tabulate(scene, frame),
        how_to_read=join_sentences(
            texts(f"results.read_{kind}"), read_bounds(facts, form="share", texts=texts)
        ),
        caution=caution_of(scene),
        n=one_n(facts),
        methods=("wilson",),
    )


def _say_most(frame: pl.DataFrame, facts: list[Row], *, kind: str, texts: Texts) -> str:
    shown = [row for row in frame.to_dicts() if is_shown(row)]
    most = max(shown, key=lambda row: float(row["value"]))
    said = texts(
        f"results.most_{kind}",
        label=most["label"],
        share=write_value(most, kind="share", texts=texts, spelled=True),
    )
    return join_sentences(said, say_hidden(facts, texts=texts))


def _make_frame(scene: Scene, answers: list[Answer], facts: list[Row], *, wave: str) -> pl.DataFrame:
    rows = [
        {
            "label": label,
            **keep_numbers(fact),
            "note": None,
            **read_reference(read_fact(scene.whole, indicator, wave, statistic)),
        }
        for (label, indicator, statistic), fact in zip(answers, facts, strict=True)
    ]
    return pl.DataFrame(rows, schema={**SCHEMA, "coded": pl.Int64, "coded_reference": pl.Int64})


def _tabulate(scene: Scene, frame: pl.DataFrame) -> pl.DataFrame:
    texts = scene.texts
    columns = [
        pl.col("label").alias(texts("results.column_answer")),
        percents("value", coded="coded").alias(texts("results.column_share")),
        percents("low").alias(texts("results.column_low_pct")),
        percents("high").alias(texts("results.column_high_pct")),
        pl.col("n").alias(texts("results.column_n")),
    ]
    if scene.whole:
        columns.append(
            percents("reference", coded="coded_reference").alias(texts("results.column_whole_pct"))
        )
    return make_table(frame, *columns, note_of(texts=texts))
