"""Would they recommend it: the net promoter score, only from questions answered 0 to 10."""

import polars as pl

from charts.mean_dots import draw_mean_dots
from texts import Texts
from texts.numbers import write_value
from ui.figure import Figure
from ui.present.columns import make_table, note_of, rounded
from ui.present.scene import (
    Hidden,
    Outcome,
    Row,
    Scene,
    capitalise,
    is_shown,
    keep_numbers,
    label_wave,
    list_waves,
    read_fact,
    waves_of,
)
from ui.present.sentences import caution_of, join_sentences, one_n, say_hidden
from ui.remember import remembered

LOWEST, HIGHEST = -100.0, 100.0
_SCHEMA = {
    "label": pl.String,
    "value": pl.Float64,
    "coded": pl.Int64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "reference": pl.Float64,
    "status": pl.String,
}


@remembered
def present_recommendation(scene: Scene) -> list[Outcome]:
    """A figure for each question that gives a net promoter score: the score at each moment."""
    return [_present_score(scene, row) for row in scene.indicators if row["nps"]]


def _present_score(scene: Scene, indicator: Row) -> Outcome:
    texts = scene.texts
    key, question = f"nps-{indicator['indicator_id']}", texts("reaction.nps_question")
    waves = [wave.id for wave in list_waves(scene) if wave.id in waves_of(indicator)]
    facts = [read_fact(scene.facts, indicator, wave, "nps") for wave in waves]
    if not any(is_shown(fact) for fact in facts):
        return Hidden(key, question, facts[-1]["status"], indicator["indicator_id"], waves[-1], "nps")
    frame = _make_frame(scene, indicator, waves, facts)
    reference = texts("results.whole_programme") if scene.whole else None
    return Figure(
        key=key,
        question=question,
        answer=_say_scores(scene, waves, facts),
        draw=lambda: draw_mean_dots(
            frame,
            texts=texts,
            dark=scene.dark,
            scale_low=LOWEST,
            scale_high=HIGHEST,
            decimals=0,
            reference_label=reference,
        ),
        table=_tabulate(frame, texts=texts),
        how_to_read=texts("reaction.read_nps"),
        caution=caution_of(scene),
        n=one_n(facts),
        methods=("nps",),
    )


def _say_scores(scene: Scene, waves: list[str], facts: list[Row]) -> str:
    """The last score that is shown, with its interval and what that leaves open."""
    texts = scene.texts
    wave, fact = next(pair for pair in reversed(list(zip(waves, facts, strict=True))) if is_shown(pair[1]))
    said = texts(
        "reaction.nps",
        moment=label_wave(scene, wave),
        value=write_value(fact, kind="score", texts=texts, spelled=True),
    )
    return join_sentences(said, _say_interval(fact, texts=texts), say_hidden(facts, texts=texts))


def _say_interval(fact: Row, *, texts: Texts) -> str:
    if fact["low"] is None or fact["high"] is None:
        return ""
    name = "open" if fact["low"] <= 0 <= fact["high"] else "clear"
    ends = {"low": texts.signed(fact["low"], 0), "high": texts.signed(fact["high"], 0)}
    return texts(f"reaction.nps_{name}", **ends)


def _make_frame(scene: Scene, indicator: Row, waves: list[str], facts: list[Row]) -> pl.DataFrame:
    rows = [
        {
            "label": capitalise(label_wave(scene, wave)),
            **keep_numbers(fact),
            "reference": read_fact(scene.whole, indicator, wave, "nps")["value"],
        }
        for wave, fact in zip(waves, facts, strict=True)
    ]
    return pl.DataFrame(rows, schema=_SCHEMA)


def _tabulate(frame: pl.DataFrame, *, texts: Texts) -> pl.DataFrame:
    return make_table(
        frame,
        pl.col("label").alias(texts("results.column_moment")),
        rounded("value", decimals=0, coded="coded").alias(texts("reaction.column_nps")),
        rounded("low", decimals=0).alias(texts("results.column_low")),
        rounded("high", decimals=0).alias(texts("results.column_high")),
        pl.col("n").alias(texts("results.column_n")),
        note_of(texts=texts),
    )
