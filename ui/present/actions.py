"""How far participants came with their actions, from the register of actions."""

import polars as pl

from charts.share_bars import SCHEMA, draw_share_bars
from texts import Texts
from texts.numbers import is_bound, write_value
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
    read_fact,
    read_reference,
)
from ui.present.sentences import join_sentences, one_n, read_bounds, say_hidden
from ui.present.session_kinds import WHOLE_TIME
from ui.remember import remembered

_STATISTIC = "share_1"


@remembered
def present_actions(scene: Scene) -> list[Outcome]:
    """A bar a step: the share of participants with an action that came at least so far."""
    steps = [row for row in scene.indicators if row["kind"] == "actions"]
    return [_present_steps(scene, steps)] if steps else []


def _present_steps(scene: Scene, steps: list[Row]) -> Outcome:
    texts = scene.texts
    question = texts("behaviour.actions_question")
    facts = [read_fact(scene.facts, step, WHOLE_TIME, _STATISTIC) for step in steps]
    if not any(is_shown(fact) for fact in facts):
        first = steps[0]["indicator_id"]
        return Hidden("actions", question, facts[0]["status"], first, WHOLE_TIME, _STATISTIC)
    frame = _make_frame(scene, steps, facts)
    reference = texts("results.whole_programme") if scene.whole else None
    return Figure(
        key="actions",
        question=question,
        answer=join_sentences(say_actions(frame, texts=texts), say_hidden(facts, texts=texts)),
        draw=lambda: draw_share_bars(frame, texts=texts, dark=scene.dark, reference_label=reference),
        table=_tabulate(frame, texts=texts, reference=reference),
        how_to_read=join_sentences(
            texts("behaviour.actions_how"), read_bounds(facts, form="share", texts=texts)
        ),
        caution=texts("behaviour.actions_caution"),
        n=one_n(facts),
        methods=("actions",),
    )


def say_actions(frame: pl.DataFrame, *, texts: Texts) -> str:
    """The share at each step that is shown, from the first to the last.

    Args:
        frame: `label`, `value`, `n`, `status`, a row a step in their order.
        texts: the reader's language.
    """
    shown = [row for row in frame.iter_rows(named=True) if is_shown(row)]
    if all(round(row["value"], 2) == 0 and not is_bound(row.get("coded")) for row in shown):
        return texts("behaviour.actions_none", people=texts.number(shown[0]["n"]))
    parts = [
        texts(
            "behaviour.actions_part",
            label=row["label"],
            share=write_value(row, kind="share", texts=texts, spelled=True),
        )
        for row in shown
    ]
    return texts.count("behaviour.actions_answer", shown[0]["n"], parts="; ".join(parts))


def _make_frame(scene: Scene, steps: list[Row], facts: list[Row]) -> pl.DataFrame:
    rows = [
        {
            "label": label_of(step, texts=scene.texts),
            **keep_numbers(fact),
            **read_reference(read_fact(scene.whole, step, WHOLE_TIME, _STATISTIC)),
        }
        for step, fact in zip(steps, facts, strict=True)
    ]
    return pl.DataFrame(rows, schema={**SCHEMA, "coded": pl.Int64, "coded_reference": pl.Int64})


def _tabulate(frame: pl.DataFrame, *, texts: Texts, reference: str | None) -> pl.DataFrame:
    columns = [
        pl.col("label").alias(texts("behaviour.column_step")),
        percents("value", coded="coded").alias(texts("results.column_share")),
        pl.col("n").alias(texts("results.column_n")),
    ]
    if reference is not None:
        columns.append(
            percents("reference", coded="coded_reference").alias(texts("results.column_whole_pct"))
        )
    return make_table(frame, *columns, note_of(texts=texts))
