"""All answers to the questions of a scale, as diverging bars."""

import json

import polars as pl

from charts.likert_bars import draw_likert_bars
from texts import Texts
from texts.numbers import is_bound
from ui.figure import Figure
from ui.present.columns import make_table, note_of, percents
from ui.present.item_means import present_item_means, say_tops
from ui.present.pairs import say_paired
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
    waves_of,
    wording_of,
)
from ui.present.sentences import caution_of, join_sentences, one_n, read_bounds, say_hidden
from ui.remember import remembered

LONE = "lone"
"""Stands for the questions without a scale where a reader chooses one."""
_SCHEMA = {
    "label": pl.String,
    "code": pl.Int64,
    "share": pl.Float64,
    "coded": pl.Int64,
    "n": pl.Int64,
    "status": pl.String,
}
_UNKNOWN: Row = {"code": None, "share": None, "coded": None, "n": None}


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
    outcomes: list[Outcome] = []
    for place, group in enumerate(groups.values()):
        key = f"items-{scale}-{wave}-{place}"
        outcomes += _present_group(scene, group, wave=wave, key=key, question=question)
    return outcomes


def _list_items(scene: Scene, *, wave: str) -> list[Row]:
    return [row for row in scene.indicators if row["kind"] == "likert" and wave in waves_of(row)]


def _present_group(scene: Scene, items: list[Row], *, wave: str, key: str, question: str) -> list[Outcome]:
    texts = scene.texts
    answers = {a["code"]: a[texts.language] for a in json.loads(items[0]["answers"])}
    lowest = f"share_{next(iter(answers))}"
    facts = [read_fact(scene.facts, item, wave, lowest) for item in items]
    if not any(is_shown(fact) for fact in facts):
        hidden = Hidden(key, question, facts[0]["status"], items[0]["indicator_id"], wave, lowest)
        return present_item_means(scene, items, instead_of=hidden)
    frame = _make_frame(scene, items, wave=wave, codes=list(answers))
    figure = Figure(
        key=key,
        question=question,
        answer=join_sentences(
            say_tops(scene, items, wave=wave) or texts("results.items_plain"),
            say_hidden(facts, texts=texts),
            _say_coded(frame, texts=texts),
        ),
        draw=lambda: draw_likert_bars(frame, texts=texts, dark=scene.dark, answers=answers),
        table=_tabulate(frame, answers=answers, texts=texts),
        how_to_read=join_sentences(
            texts("results.read_items"),
            say_paired(scene, [(item, wave) for item in items]),
            read_bounds(frame.to_dicts(), form="stack", texts=texts),
        ),
        caution=caution_of(scene, texts("results.caution_perceived") if items[0]["perceived"] else ""),
        n=one_n(facts),
        methods=("wilson",),
    )
    return [figure]


def _say_coded(frame: pl.DataFrame, *, texts: Texts) -> str:
    """That some bars do not add up to 100 %, where that is so."""
    bounds = {row["label"] for row in frame.iter_rows(named=True) if is_bound(row["coded"])}
    return texts.count("results.items_coded", len(bounds)) if bounds else ""


def _make_frame(scene: Scene, items: list[Row], *, wave: str, codes: list[int]) -> pl.DataFrame:
    rows: list[Row] = []
    for item in items:
        label = wording_of(item, texts=scene.texts)
        facts = {code: read_fact(scene.facts, item, wave, f"share_{code}") for code in codes}
        hidden = next((fact for fact in facts.values() if not is_shown(fact)), None)
        if hidden is not None:
            rows.append({**_UNKNOWN, "label": label, "status": hidden["status"]})
            continue
        rows += [
            {**keep_numbers(fact), "label": label, "code": code, "share": fact["value"]}
            for code, fact in facts.items()
        ]
    return pl.DataFrame([{name: row[name] for name in _SCHEMA} for row in rows], schema=_SCHEMA)


def _tabulate(frame: pl.DataFrame, *, answers: dict[int, str], texts: Texts) -> pl.DataFrame:
    return make_table(
        frame,
        pl.col("label").alias(texts("results.column_question")),
        pl.col("code")
        .replace_strict(answers, default=None, return_dtype=pl.String)
        .alias(texts("results.column_answer")),
        percents("share", coded="coded").alias(texts("results.column_share")),
        pl.col("n").alias(texts("results.column_n")),
        note_of(texts=texts),
    )
