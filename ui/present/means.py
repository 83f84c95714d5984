"""Averages of scales and questions at one moment, and of one scale at every moment."""

from collections.abc import Sequence

import polars as pl

from charts.mean_dots import draw_mean_dots
from texts import Texts
from texts.numbers import write_value
from ui.figure import Figure
from ui.present.columns import make_table, note_of, rounded
from ui.present.pairs import say_paired, warn_trend
from ui.present.reference_lines import Asked, list_elsewhere, say_elsewhere
from ui.present.scene import (
    Hidden,
    Outcome,
    Row,
    Scene,
    capitalise,
    group_by_range,
    is_shown,
    keep_numbers,
    label_of,
    label_wave,
    list_measured,
    list_waves,
    read_fact,
    waves_of,
)
from ui.present.sentences import (
    caution_of,
    join_sentences,
    name_group,
    one_n,
    read_bounds,
    say_hidden,
    say_means,
)
from ui.remember import remembered

_SCHEMA = {
    "label": pl.String,
    "value": pl.Float64,
    "coded": pl.Int64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "reference": pl.Float64,
    "status": pl.String,
    "low_programme": pl.Float64,
    "high_programme": pl.Float64,
}
_TREND_WAVES = 3


@remembered
def present_means(
    scene: Scene, *, wave: str, room: str, perceived: bool | None = None, key: str = "means"
) -> list[Outcome]:
    """A figure a range of answers: the average of each scale and lone question at `wave`.

    Args:
        scene: what is looked at.
        wave: the moment.
        room: the page, whose catalogue holds `<room>.<key>_question`.
        perceived: only what people report of their own learning, only the rest, or (None) both.
        key: names the figure within the page.
    """
    groups = group_by_range(list_measured(scene, wave=wave, perceived=perceived))
    question = scene.texts(f"{room}.{key}_question", moment=label_wave(scene, wave))
    return [
        _present_group(
            scene,
            group,
            wave=wave,
            key=f"{key}-{wave}-{place}",
            question=name_group(question, group, groups=len(groups), texts=scene.texts),
        )
        for place, group in enumerate(groups)
    ]


@remembered
def present_perceived(scene: Scene, *, room: str) -> list[Outcome]:
    """What people report of their own learning, at the last moment that it was asked; never as change."""
    waves = [wave.id for wave in list_waves(scene) if list_measured(scene, wave=wave.id, perceived=True)]
    if not waves:
        return []
    return present_means(scene, wave=waves[-1], room=room, perceived=True, key="perceived")


@remembered
def present_trends(scene: Scene, *, room: str) -> list[Outcome]:
    """A figure for each scale that is asked at three moments or more: its average at each of them."""
    moments = [wave.id for wave in list_waves(scene)]
    outcomes = []
    for indicator in scene.indicators:
        waves = [wave for wave in moments if wave in waves_of(indicator)]
        if indicator["kind"] == "scale" and len(waves) >= _TREND_WAVES:
            outcomes.append(_present_trend(scene, indicator, waves=waves, room=room))
    return outcomes


def _present_group(scene: Scene, group: list[Row], *, wave: str, key: str, question: str) -> Outcome:
    texts = scene.texts
    facts = [read_fact(scene.facts, indicator, wave, "mean") for indicator in group]
    if not any(is_shown(fact) for fact in facts):
        return Hidden(key, question, facts[0]["status"], group[0]["indicator_id"], wave, "mean")
    labels = [label_of(indicator, texts=texts) for indicator in group]
    asked = [(indicator, wave) for indicator in group]
    frame = _make_frame(scene, labels, asked)
    reference = texts("results.whole_programme") if scene.whole else None
    low, high = group[0]["low"], group[0]["high"]
    return Figure(
        key=key,
        question=question,
        answer=say_means(group, facts, texts=texts),
        draw=lambda: draw_mean_dots(
            frame,
            texts=texts,
            dark=scene.dark,
            scale_low=low,
            scale_high=high,
            reference_label=reference,
            elsewhere=list_elsewhere(scene, asked),
        ),
        table=_tabulate(scene, frame, heading="results.column_label"),
        how_to_read=join_sentences(
            texts("results.read_means"),
            say_paired(scene, asked),
            read_bounds(facts, form="mean", texts=texts),
        ),
        caution=caution_of(
            scene,
            _say_interval(frame, texts=texts),
            say_elsewhere(scene, asked),
            texts("results.caution_perceived") if group[0]["perceived"] else "",
        ),
        n=one_n(facts),
        methods=("mean_cohort", "mean_cr2"),
    )


def _present_trend(scene: Scene, indicator: Row, *, waves: list[str], room: str) -> Outcome:
    texts = scene.texts
    key = f"trend-{indicator['indicator_id']}"
    question = texts(f"{room}.trend_question", label=label_of(indicator, texts=texts))
    facts = [read_fact(scene.facts, indicator, wave, "mean") for wave in waves]
    if not any(is_shown(fact) for fact in facts):
        return Hidden(key, question, facts[0]["status"], indicator["indicator_id"], waves[0], "mean")
    labels = [capitalise(label_wave(scene, wave)) for wave in waves]
    asked = [(indicator, wave) for wave in waves]
    frame = _make_frame(scene, labels, asked)
    reference = texts("results.whole_programme") if scene.whole else None
    low, high = indicator["low"], indicator["high"]
    return Figure(
        key=key,
        question=question,
        answer=_say_trend(scene, facts, waves),
        draw=lambda: draw_mean_dots(
            frame,
            texts=texts,
            dark=scene.dark,
            scale_low=low,
            scale_high=high,
            reference_label=reference,
            elsewhere=list_elsewhere(scene, asked),
        ),
        table=_tabulate(scene, frame, heading="results.column_moment"),
        how_to_read=join_sentences(
            texts("results.read_trend"),
            say_paired(scene, asked),
            read_bounds(facts, form="mean", texts=texts),
        ),
        caution=caution_of(
            scene,
            _say_interval(frame, texts=texts),
            say_elsewhere(scene, asked),
            warn_trend(scene, indicator),
        ),
        n=one_n(facts),
        methods=("mean_cohort", "mean_cr2"),
    )


def _say_trend(scene: Scene, facts: Sequence[Row], waves: Sequence[str]) -> str:
    texts = scene.texts
    said = [
        texts(
            "results.trend_part",
            moment=label_wave(scene, wave),
            value=write_value(fact, kind="level", texts=texts, spelled=True),
        )
        for wave, fact in zip(waves, facts, strict=True)
        if is_shown(fact)
    ]
    return join_sentences(texts("results.trend", parts="; ".join(said)), say_hidden(facts, texts=texts))


def _make_frame(scene: Scene, labels: Sequence[str], asked: Asked) -> pl.DataFrame:
    """A row for each indicator and moment: this group, the whole programme, and beyond these participants."""
    rows = []
    for label, (indicator, wave) in zip(labels, asked, strict=True):
        fact = read_fact(scene.facts, indicator, wave, "mean")
        wide = read_fact(scene.facts, indicator, wave, "mean_programme")
        rows.append(
            {
                **keep_numbers(fact),
                "label": label,
                "reference": read_fact(scene.whole, indicator, wave, "mean")["value"],
                "low_programme": wide["low"],
                "high_programme": wide["high"],
            }
        )
    return pl.DataFrame(rows, schema=_SCHEMA)


def _say_interval(frame: pl.DataFrame, *, texts: Texts) -> str:
    """Which of the two intervals is drawn, and whether the table has the other."""
    drawn = texts("results.interval_cohort") if _has(frame, "low") else ""
    return join_sentences(drawn, texts("results.interval_wide") if _has(frame, "low_programme") else "")


def _has(frame: pl.DataFrame, column: str) -> bool:
    return frame[column].null_count() < frame.height


def _tabulate(scene: Scene, frame: pl.DataFrame, *, heading: str) -> pl.DataFrame:
    texts = scene.texts
    both = _has(frame, "low_programme")
    ends = ("low_cohort", "high_cohort") if both else ("low", "high")
    columns = [
        pl.col("label").alias(texts(heading)),
        rounded("value", coded="coded").alias(texts("results.column_mean")),
        rounded("low").alias(texts(f"results.column_{ends[0]}")),
        rounded("high").alias(texts(f"results.column_{ends[1]}")),
    ]
    if both:
        wide = ("low_programme", "high_programme")
        columns += [rounded(name).alias(texts(f"results.column_{name}")) for name in wide]
    columns.append(pl.col("n").alias(texts("results.column_n")))
    if scene.whole:
        columns.append(rounded("reference").alias(texts("results.whole_programme")))
    return make_table(frame, *columns, note_of(texts=texts))
