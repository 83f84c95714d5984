"""Presence, number of sessions and hours by kind of session: facts of the sheets, so without an interval."""

from collections.abc import Sequence

import polars as pl

from charts.share_bars import SCHEMA, Unit, draw_share_bars
from ui.figure import Figure
from ui.present.columns import make_table, note_of, percents, rounded
from ui.present.scene import Hidden, Outcome, Row, Scene, is_shown, keep_numbers, read_fact
from ui.present.sentences import join_sentences, one_n, read_bounds, say_hidden
from ui.present.session_kinds import WHOLE_TIME, list_kinds, say_overall, say_range, write_amount
from ui.present.yardsticks import find_comparisons, write_norm
from ui.remember import remembered

_UNITS: dict[str, Unit] = {"share": "share", "count": "mean_count", "hours": "hours"}
"""How the chart writes an average in the unit of the indicator."""
_COLUMNS = {"share": "present", "count": "sessions", "hours": "hours"}


@remembered
def present_kinds(scene: Scene) -> list[Outcome]:
    """Attendance of the whole programme's time, by kind of session."""
    kinds = list_kinds(scene, unit="share")
    return [_present_bars(scene, kinds, unit="share", key="kinds")] if kinds else []


@remembered
def present_sessions(scene: Scene) -> list[Outcome]:
    """Number of sessions that a leader attended, by kind, beside the yardstick where there is one."""
    kinds = list_kinds(scene, unit="count")
    return [_present_bars(scene, kinds, unit="count", key="sessions")] if kinds else []


@remembered
def present_dose(scene: Scene) -> list[Outcome]:
    """Hours that a leader followed, by kind of session, beside the yardstick where there is one."""
    kinds = list_kinds(scene, unit="hours")
    return [_present_bars(scene, kinds, unit="hours", key="dose")] if kinds else []


def _present_bars(scene: Scene, kinds: list[tuple[str, Row]], *, unit: str, key: str) -> Outcome:
    texts = scene.texts
    facts = [read_fact(scene.facts, row, WHOLE_TIME, "mean") for _, row in kinds]
    question = texts(f"attendance.{key}_question")
    if not any(is_shown(fact) for fact in facts):
        return Hidden(key, question, facts[0]["status"], kinds[0][1]["indicator_id"], WHOLE_TIME, "mean")
    frame = _make_bars(scene, kinds, facts)
    reference = _name_reference(scene, kinds)
    return Figure(
        key=key,
        question=question,
        answer=_say_bars(scene, kinds, facts, unit=unit),
        draw=lambda: draw_share_bars(
            frame,
            texts=texts,
            dark=scene.dark,
            unit=_UNITS[unit],
            reference_label=reference,
        ),
        table=_tabulate(scene, frame, unit=unit, reference=reference),
        how_to_read=join_sentences(
            texts(f"attendance.read_{key}"), read_bounds(facts, form="share", texts=texts)
        ),
        caution=join_sentences(texts("attendance.caution"), *_say_conversions(scene, kinds)),
        n=one_n(facts),
        methods=("attendance",),
    )


def _say_bars(scene: Scene, kinds: list[tuple[str, Row]], facts: Sequence[Row], *, unit: str) -> str:
    """The average of all together, and then each against its yardstick or from the lowest to the highest."""
    texts, comparisons = scene.texts, find_comparisons(scene)
    against = [
        texts(
            "attendance.against",
            kind=name,
            value=write_amount(fact, unit=unit, texts=texts),
            norm=write_norm(comparisons[row["indicator_id"]].value, texts=texts),
        )
        for (name, row), fact in zip(kinds, facts, strict=True)
        if row["indicator_id"] in comparisons and is_shown(fact)
    ]
    said = against or [say_range(kinds, facts, unit=unit, texts=texts)]
    overall = say_overall(scene, unit=unit)
    return join_sentences(overall, *said, say_hidden(facts, texts=texts))


def _make_bars(scene: Scene, kinds: list[tuple[str, Row]], facts: Sequence[Row]) -> pl.DataFrame:
    by_yardstick = _has_yardstick(scene, kinds)
    rows = [
        {
            "label": name,
            **keep_numbers(fact),
            "reference": _reference_of(scene, indicator, by_yardstick=by_yardstick),
        }
        for (name, indicator), fact in zip(kinds, facts, strict=True)
    ]
    return pl.DataFrame(rows, schema={**SCHEMA, "coded": pl.Int64})


def _tabulate(scene: Scene, frame: pl.DataFrame, *, unit: str, reference: str | None) -> pl.DataFrame:
    texts = scene.texts
    write = percents if unit == "share" else rounded
    columns = [
        pl.col("label").alias(texts("attendance.column_kind")),
        write("value", coded="coded").alias(texts(f"attendance.column_{_COLUMNS[unit]}")),
        pl.col("n").alias(texts("results.column_n")),
    ]
    if reference is not None:
        columns.append(write("reference").alias(reference))
    return make_table(frame, *columns, note_of(texts=texts))


def _reference_of(scene: Scene, indicator: Row, *, by_yardstick: bool) -> float | None:
    """The yardstick of its own, where the figure shows yardsticks; else the whole programme."""
    comparisons = find_comparisons(scene)
    if by_yardstick:
        compare = comparisons.get(indicator["indicator_id"])
        return compare.value if compare else None
    value: float | None = read_fact(scene.whole, indicator, WHOLE_TIME, "mean")["value"]
    return value


def _has_yardstick(scene: Scene, kinds: list[tuple[str, Row]]) -> bool:
    comparisons = find_comparisons(scene)
    return any(indicator["indicator_id"] in comparisons for _, indicator in kinds)


def _name_reference(scene: Scene, kinds: list[tuple[str, Row]]) -> str | None:
    if _has_yardstick(scene, kinds):
        return scene.texts("attendance.column_yardstick")
    return scene.texts("results.whole_programme") if scene.whole else None


def _say_conversions(scene: Scene, kinds: list[tuple[str, Row]]) -> list[str]:
    """How each yardstick follows from its recommendation."""
    comparisons = find_comparisons(scene)
    found = [(name, comparisons.get(indicator["indicator_id"])) for name, indicator in kinds]
    texts = scene.texts
    return [
        texts("attendance.conversion", kind=name, how=compare.how.in_language(texts.language))
        for name, compare in found
        if compare is not None
    ]
