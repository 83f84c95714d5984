"""Change on the same people between two moments: never of what people report they learned."""

from collections.abc import Sequence

import polars as pl

from charts.dumbbells import draw_dumbbells
from schemas.programme import Contrast
from texts import Texts
from ui.figure import Figure
from ui.present.columns import note_of, rounded
from ui.present.scene import (
    Hidden,
    Outcome,
    Row,
    Scene,
    group_by_range,
    is_retrospective,
    is_shown,
    label_of,
    label_wave,
    list_measured,
    read_fact,
)
from ui.present.sentences import caution_of, join_names, join_sentences, name_group, one_n, say_hidden
from ui.remember import remembered

_SCHEMA = {
    "label": pl.String,
    "value_from": pl.Float64,
    "value_to": pl.Float64,
    "change": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "status": pl.String,
}


@remembered
def present_changes(scene: Scene, *, room: str, retrospective: bool) -> list[Outcome]:
    """A figure a contrast and range of answers: averages before and after, and the change between them.

    Args:
        scene: what is looked at.
        room: the page, whose catalogue holds `<room>.change_question` and `<room>.then_question`.
        retrospective: only contrasts that start from a look back, or only the others.
    """
    outcomes: list[Outcome] = []
    for contrast in scene.programme.contrasts:
        if is_retrospective(scene, contrast) != retrospective:
            continue
        groups = group_by_range(list_measured(scene, wave=contrast.id, perceived=False))
        outcomes += [
            _present_group(
                scene,
                group,
                contrast=contrast,
                question=name_group(
                    _ask(scene, contrast, room=room), group, groups=len(groups), texts=scene.texts
                ),
                key=f"change-{contrast.id}-{place}",
            )
            for place, group in enumerate(groups)
        ]
    return outcomes


def _present_group(scene: Scene, group: list[Row], *, contrast: Contrast, question: str, key: str) -> Outcome:
    texts = scene.texts
    frame = _make_frame(scene, group, wave=contrast.id)
    facts = frame.to_dicts()
    if not any(is_shown(fact) for fact in facts):
        return Hidden(key, question, facts[0]["status"], group[0]["indicator_id"], contrast.id, "change")
    moments = (label_wave(scene, contrast.from_wave), label_wave(scene, contrast.to_wave))
    low, high = group[0]["low"], group[0]["high"]
    return Figure(
        key=key,
        question=question,
        answer=say_changes(facts, texts=texts),
        draw=lambda: draw_dumbbells(
            frame,
            texts=texts,
            dark=scene.dark,
            scale_low=low,
            scale_high=high,
            from_label=moments[0],
            to_label=moments[1],
        ),
        table=_make_table(frame, moments=moments, texts=texts),
        how_to_read=texts("results.read_changes"),
        caution=caution_of(scene, texts(f"results.caution_{_name(scene, contrast)}")),
        n=one_n(facts),
    )


def _ask(scene: Scene, contrast: Contrast, *, room: str) -> str:
    label = contrast.label.in_language(scene.texts.language)
    return scene.texts(f"{room}.{_name(scene, contrast)}_question", contrast=label)


def _name(scene: Scene, contrast: Contrast) -> str:
    return "then" if is_retrospective(scene, contrast) else "change"


def say_changes(facts: Sequence[Row], *, texts: Texts) -> str:
    """Which change goes up, which down, and which is not clear: by whether its interval holds zero.

    Args:
        facts: rows with `label`, `change`, `low`, `high`, `status`.
        texts: the reader's language.
    """
    sides: dict[str, list[str]] = {"up": [], "down": [], "unclear": []}
    for fact in facts:
        if is_shown(fact):
            sides[_side_of(fact)].append(f"{fact['label']} ({texts.signed(fact['change'])})")
    said = [
        texts(f"results.change_{side}", names=join_names(names, texts=texts))
        for side, names in sides.items()
        if names
    ]
    return join_sentences(*said, say_hidden(facts, texts=texts))


def _side_of(fact: Row) -> str:
    if fact["low"] is not None and fact["low"] > 0:
        return "up"
    if fact["high"] is not None and fact["high"] < 0:
        return "down"
    return "unclear"


def _make_frame(scene: Scene, group: list[Row], *, wave: str) -> pl.DataFrame:
    rows = []
    for indicator in group:
        change = read_fact(scene.facts, indicator, wave, "change")
        rows.append(
            {
                "label": label_of(indicator, texts=scene.texts),
                "value_from": read_fact(scene.facts, indicator, wave, "mean_from")["value"],
                "value_to": read_fact(scene.facts, indicator, wave, "mean_to")["value"],
                "change": change["value"],
                **{name: change[name] for name in ("low", "high", "n", "status")},
            }
        )
    return pl.DataFrame(rows, schema=_SCHEMA)


def _make_table(frame: pl.DataFrame, *, moments: tuple[str, str], texts: Texts) -> pl.DataFrame:
    return frame.select(
        pl.col("label").alias(texts("results.column_label")),
        rounded("value_from").alias(texts("results.column_mean_at", moment=moments[0])),
        rounded("value_to").alias(texts("results.column_mean_at", moment=moments[1])),
        rounded("change").alias(texts("results.column_change")),
        rounded("low").alias(texts("results.column_low")),
        rounded("high").alias(texts("results.column_high")),
        pl.col("n").alias(texts("results.column_n")),
        note_of(texts=texts),
    )
