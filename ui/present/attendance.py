"""Attendance and dose: facts of the sheets, so without an interval."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from charts.attendance_calendar import draw_attendance_calendar
from charts.share_bars import Unit, draw_share_bars
from texts import Texts
from ui.figure import Figure
from ui.present.columns import note_of, percents, rounded
from ui.present.scene import Hidden, Outcome, Row, Scene, capitalise, is_shown, read_fact
from ui.present.sentences import join_sentences, one_n, say_hidden

WHOLE_TIME = "all"
_CALENDAR = {"month": pl.String, "label": pl.String, "share": pl.Float64, "n": pl.Int64, "status": pl.String}
_BARS = {
    "label": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "note": pl.String,
    "reference": pl.Float64,
    "status": pl.String,
}


def present_calendar(scene: Scene) -> list[Outcome]:
    """Attendance by month and kind of session, or nothing where no month is stated."""
    kinds = {row["indicator_id"]: name for name, row in _kinds_of(scene, unit="share")}
    rows = [
        {
            "label": kinds[indicator],
            "month": wave,
            "share": fact["value"],
            "n": fact["n"],
            "status": fact["status"],
        }
        for (indicator, wave, statistic), fact in scene.facts.items()
        if indicator in kinds and statistic == "mean" and wave != WHOLE_TIME
    ]
    if not rows:
        return []
    order = {name: place for place, name in enumerate(kinds.values())}
    rows.sort(key=lambda row: (order[str(row["label"])], str(row["month"])))
    frame = pl.DataFrame(rows, schema=_CALENDAR)
    return [_present_months(scene, frame, kinds=list(kinds))]


def present_kinds(scene: Scene) -> list[Outcome]:
    """Attendance of the whole programme's time, by kind of session."""
    kinds = _kinds_of(scene, unit="share")
    return [_present_bars(scene, kinds, unit="share", key="kinds")] if kinds else []


def present_dose(scene: Scene) -> list[Outcome]:
    """Hours that a leader followed, by kind of session, beside the yardstick where there is one in hours."""
    kinds = _kinds_of(scene, unit="hours")
    return [_present_bars(scene, kinds, unit="hours", key="dose")] if kinds else []


def list_yardsticks(scene: Scene) -> pl.DataFrame:
    """The programme's yardsticks in words: what, norm, recommendation. Without rows if it has none."""
    texts = scene.texts
    rows = [
        (
            capitalise(y.label.in_language(texts.language)),
            _say_norm(y.at_least, y.at_most, unit=y.unit.in_language(texts.language), texts=texts),
            y.recommendation.in_language(texts.language),
            y.source,
        )
        for y in scene.programme.yardsticks
    ]
    names = ("column_yardstick", "column_norm", "column_recommendation", "column_source")
    return pl.DataFrame(rows, schema=[texts(f"attendance.{name}") for name in names], orient="row")


def _kinds_of(scene: Scene, *, unit: str) -> list[tuple[str, Row]]:
    """The kinds of session and the indicator of each, in the programme's order."""
    by_kind = {row["indicator_id"].partition(".")[2]: row for row in scene.indicators if row["unit"] == unit}
    return [
        (capitalise(kind.label.in_language(scene.texts.language)), by_kind[kind.id])
        for kind in scene.programme.session_kinds
        if kind.id in by_kind
    ]


def _overall(scene: Scene, *, unit: str) -> Row | None:
    return next((r for r in scene.indicators if r["unit"] == unit and "." not in r["indicator_id"]), None)


def _present_months(scene: Scene, frame: pl.DataFrame, *, kinds: list[str]) -> Outcome:
    texts = scene.texts
    facts = frame.to_dicts()
    question = texts("attendance.calendar_question")
    if not any(is_shown(fact) for fact in facts):
        return Hidden("calendar", question, facts[0]["status"], kinds[0], facts[0]["month"], "mean")
    return Figure(
        key="calendar",
        question=question,
        answer=_say_overall(scene, facts, unit="share"),
        draw=lambda: draw_attendance_calendar(frame, texts=texts, dark=scene.dark),
        table=frame.sort("month", maintain_order=True).select(
            _name_months(texts=texts).alias(texts("attendance.column_month")),
            pl.col("label").alias(texts("attendance.column_kind")),
            percents("share").alias(texts("attendance.column_present")),
            pl.col("n").alias(texts("results.column_n")),
            note_of(texts=texts),
        ),
        how_to_read=texts("attendance.read_calendar"),
        caution=texts("attendance.caution"),
        n=_overall_n(scene, unit="share"),
    )


def _name_months(*, texts: Texts) -> pl.Expr:
    def name(month: str) -> str:
        return texts.month(date.fromisoformat(f"{month}-01"))

    return pl.col("month").map_elements(name, return_dtype=pl.String)


def _present_bars(scene: Scene, kinds: list[tuple[str, Row]], *, unit: Unit, key: str) -> Outcome:
    texts = scene.texts
    facts = [read_fact(scene.facts, row, WHOLE_TIME, "mean") for _, row in kinds]
    question = texts(f"attendance.{key}_question")
    if not any(is_shown(fact) for fact in facts):
        return Hidden(key, question, facts[0]["status"], kinds[0][1]["indicator_id"], WHOLE_TIME, "mean")
    frame = _make_bars(scene, kinds, facts)
    reference = texts("results.whole_programme") if scene.whole else None
    return Figure(
        key=key,
        question=question,
        answer=_say_overall(scene, facts, unit=unit),
        draw=lambda: draw_share_bars(
            frame,
            texts=texts,
            dark=scene.dark,
            unit=unit,
            reference_label=reference,
        ),
        table=_make_table(scene, frame, unit=unit),
        how_to_read=texts(f"attendance.read_{key}"),
        caution=texts("attendance.caution"),
        n=one_n(facts),
    )


def _make_bars(scene: Scene, kinds: list[tuple[str, Row]], facts: Sequence[Row]) -> pl.DataFrame:
    rows = [
        {
            "label": name,
            "value": fact["value"],
            "n": fact["n"],
            "status": fact["status"],
            "reference": read_fact(scene.whole, indicator, WHOLE_TIME, "mean")["value"],
        }
        for (name, indicator), fact in zip(kinds, facts, strict=True)
    ]
    return pl.DataFrame(rows, schema=_BARS)


def _make_table(scene: Scene, frame: pl.DataFrame, *, unit: str) -> pl.DataFrame:
    texts = scene.texts
    write = percents if unit == "share" else rounded
    columns = [
        pl.col("label").alias(texts("attendance.column_kind")),
        write("value").alias(texts(f"attendance.column_{'present' if unit == 'share' else 'hours'}")),
        pl.col("n").alias(texts("results.column_n")),
    ]
    if scene.whole:
        columns.append(write("reference").alias(texts("results.whole_programme")))
    return frame.select(*columns, note_of(texts=texts))


def _say_overall(scene: Scene, facts: Sequence[Row], *, unit: str) -> str:
    """The average over all kinds together, as the release states it; it is not averaged here."""
    texts = scene.texts
    overall = _overall(scene, unit=unit)
    fact = read_fact(scene.facts, overall, WHOLE_TIME, "mean") if overall else None
    if fact is None or not is_shown(fact):
        return join_sentences(texts("attendance.no_overall"), say_hidden(facts, texts=texts))
    value = texts.percent(fact["value"]) if unit == "share" else texts.number(fact["value"], 1)
    leaders = scene.programme.units.leader.one.in_language(texts.language)
    said = texts(f"attendance.overall_{unit}", value=value, leader=leaders)
    return join_sentences(said, say_hidden(facts, texts=texts))


def _overall_n(scene: Scene, *, unit: str) -> int | None:
    overall = _overall(scene, unit=unit)
    return None if overall is None else read_fact(scene.facts, overall, WHOLE_TIME, "mean")["n"]


def _say_norm(at_least: float | None, at_most: float | None, *, unit: str, texts: Texts) -> str:
    low, high = (None if v is None else texts.number(v, 0 if v == int(v) else 1) for v in (at_least, at_most))
    if low is None and high is None:
        return ""
    if low is None or high is None:
        name = "at_most" if low is None else "at_least"
        return texts(f"attendance.{name}", value=low or high, unit=unit)
    name = "exactly" if low == high else "between"
    return texts(f"attendance.{name}", low=low, high=high, unit=unit)
