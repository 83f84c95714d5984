"""Attendance month by month: facts of the sheets, so without an interval."""

from datetime import date

import polars as pl

from charts.attendance_calendar import draw_attendance_calendar
from texts import Texts
from ui.figure import Figure
from ui.present.columns import make_table, note_of, percents
from ui.present.scene import Hidden, Outcome, Row, Scene, is_shown
from ui.present.sentences import join_sentences, say_hidden
from ui.present.session_kinds import WHOLE_TIME, count_overall, list_kinds, say_overall
from ui.remember import remembered

_CALENDAR = {
    "month": pl.String,
    "label": pl.String,
    "share": pl.Float64,
    "coded": pl.Int64,
    "n": pl.Int64,
    "status": pl.String,
}


@remembered
def present_calendar(scene: Scene) -> list[Outcome]:
    """Attendance by month and kind of session, or nothing where no month is stated."""
    kinds = {row["indicator_id"]: name for name, row in list_kinds(scene, unit="share")}
    rows: list[Row] = [
        {
            "label": kinds[indicator],
            "month": wave,
            "share": fact["value"],
            "coded": fact.get("coded"),
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


def _present_months(scene: Scene, frame: pl.DataFrame, *, kinds: list[str]) -> Outcome:
    texts = scene.texts
    facts = frame.to_dicts()
    question = texts("attendance.calendar_question")
    if not any(is_shown(fact) for fact in facts):
        return Hidden("calendar", question, facts[0]["status"], kinds[0], facts[0]["month"], "mean")
    return Figure(
        key="calendar",
        question=question,
        answer=join_sentences(say_overall(scene, unit="share"), say_hidden(facts, texts=texts)),
        draw=lambda: draw_attendance_calendar(frame, texts=texts, dark=scene.dark),
        table=make_table(
            frame.sort("month", maintain_order=True),
            _name_months(texts=texts).alias(texts("attendance.column_month")),
            pl.col("label").alias(texts("attendance.column_kind")),
            percents("share", coded="coded").alias(texts("attendance.column_present")),
            pl.col("n").alias(texts("results.column_n")),
            note_of(texts=texts),
        ),
        how_to_read=texts("attendance.read_calendar"),
        caution=texts("attendance.caution"),
        n=count_overall(scene, unit="share"),
        methods=("attendance",),
    )


def _name_months(*, texts: Texts) -> pl.Expr:
    def name(month: str) -> str:
        return texts.month(date.fromisoformat(f"{month}-01"))

    return pl.col("month").map_elements(name, return_dtype=pl.String)
