"""All answers to the questions of a scale, as diverging bars."""

import json
from collections.abc import Sequence

import polars as pl

from charts.likert_bars import draw_likert_bars
from texts import Texts
from ui.figure import Figure
from ui.present.columns import note_of, percents
from ui.present.scene import (
    Hidden,
    Outcome,
    Row,
    Scene,
    is_shown,
    label_of,
    label_wave,
    read_fact,
    waves_of,
    wording_of,
)
from ui.present.sentences import caution_of, join_sentences, one_n, say_hidden
from ui.remember import remembered

LONE = "lone"
"""Stands for the questions without a scale where a reader chooses one."""
_SCHEMA = {"label": pl.String, "code": pl.Int64, "share": pl.Float64, "n": pl.Int64, "status": pl.String}


def list_scales(scene: Scene, *, wave: str) -> dict[str, str]:
    """What can be chosen at `wave`: scale ids and names, with `LONE` last if there are such questions."""
    items = _list_items(scene, wave=wave)
    used = {item["scale_id"] for item in items}
    names = {
        row["scale_id"]: label_of(row, texts=scene.texts)
        for row in scene.indicators
        if row["kind"] == "scale" and row["scale_id"] in used
    }
    return names | ({LONE: scene.texts("results.lone")} if None in used else {})


@remembered
def present_items(scene: Scene, *, wave: str, scale: str | None, room: str) -> list[Outcome]:
    """A figure for each set of answers among the questions of `scale` (or `LONE`) at `wave`; none without."""
    if scale is None:
        return []
    chosen = None if scale == LONE else scale
    groups: dict[str, list[Row]] = {}
    for item in _list_items(scene, wave=wave):
        if item["scale_id"] == chosen:
            groups.setdefault(item["answers"], []).append(item)
    name = list_scales(scene, wave=wave).get(scale, "")
    question = scene.texts(f"{room}.items_question", scale=name, moment=label_wave(scene, wave))
    return [
        _present_group(scene, group, wave=wave, key=f"items-{scale}-{wave}-{place}", question=question)
        for place, group in enumerate(groups.values())
    ]


def _list_items(scene: Scene, *, wave: str) -> list[Row]:
    return [row for row in scene.indicators if row["kind"] == "likert" and wave in waves_of(row)]


def _present_group(scene: Scene, items: list[Row], *, wave: str, key: str, question: str) -> Outcome:
    texts = scene.texts
    answers = {a["code"]: a[texts.language] for a in json.loads(items[0]["answers"])}
    lowest = f"share_{next(iter(answers))}"
    facts = [read_fact(scene.facts, item, wave, lowest) for item in items]
    if not any(is_shown(fact) for fact in facts):
        return Hidden(key, question, facts[0]["status"], items[0]["indicator_id"], wave, lowest)
    frame = _make_frame(scene, items, wave=wave, codes=list(answers))
    return Figure(
        key=key,
        question=question,
        answer=_say_tops(scene, items, facts, wave=wave),
        draw=lambda: draw_likert_bars(frame, texts=texts, dark=scene.dark, answers=answers),
        table=_make_table(frame, answers=answers, texts=texts),
        how_to_read=texts("results.read_items"),
        caution=caution_of(scene, texts("results.caution_perceived") if items[0]["perceived"] else ""),
        n=one_n(facts),
        methods=("wilson",),
    )


def _make_frame(scene: Scene, items: list[Row], *, wave: str, codes: list[int]) -> pl.DataFrame:
    rows: list[Row] = []
    for item in items:
        label = wording_of(item, texts=scene.texts)
        facts = {code: read_fact(scene.facts, item, wave, f"share_{code}") for code in codes}
        hidden = next((fact for fact in facts.values() if not is_shown(fact)), None)
        if hidden is not None:
            rows.append({"label": label, "code": None, "share": None, "n": None, "status": hidden["status"]})
            continue
        rows += [
            {"label": label, "code": code, "share": fact["value"], "n": fact["n"], "status": "shown"}
            for code, fact in facts.items()
        ]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _say_tops(scene: Scene, items: list[Row], facts: Sequence[Row], *, wave: str) -> str:
    texts = scene.texts
    tops = [(label_of(item, texts=texts), read_fact(scene.facts, item, wave, "top2")) for item in items]
    shown = sorted(((f["value"], label) for label, f in tops if is_shown(f)), key=lambda pair: pair[0])
    return join_sentences(_say_range(shown, texts=texts), say_hidden(facts, texts=texts))


def _say_range(shown: list[tuple[float, str]], *, texts: Texts) -> str:
    if not shown:
        return texts("results.items_plain")
    lowest, highest = (texts.percent(pair[0]) for pair in (shown[0], shown[-1]))
    if len(shown) == 1:
        return texts("results.items_one", label=shown[0][1], share=lowest)
    if lowest == highest:
        return texts("results.items_equal", share=lowest)
    names = {"lowest_label": shown[0][1], "highest_label": shown[-1][1]}
    return texts("results.items_range", lowest=lowest, highest=highest, **names)


def _make_table(frame: pl.DataFrame, *, answers: dict[int, str], texts: Texts) -> pl.DataFrame:
    return frame.select(
        pl.col("label").alias(texts("results.column_question")),
        pl.col("code")
        .replace_strict(answers, default=None, return_dtype=pl.String)
        .alias(texts("results.column_answer")),
        percents("share").alias(texts("results.column_share")),
        pl.col("n").alias(texts("results.column_n")),
        note_of(texts=texts),
    )
