"""Who took part, who answered when, and who answered twice."""

from typing import Any

import polars as pl

from charts.flow import draw_flow
from schemas.programme import Programme
from texts import Texts
from texts.numbers import write_value
from ui.figure import Figure
from ui.labels import start_upper
from ui.page import Page
from ui.present.columns import make_table, percents
from ui.present.statements import SHOWN, find_statement
from ui.remember import remembered
from ui.sentences import tell_people

SCHEMA = {
    "label": pl.String,
    "count": pl.Float64,
    "share": pl.Float64,
    "status": pl.String,
    "coded": pl.Int64,
}
Step = tuple[str, str]


@remembered
def present_flow(page: Page) -> Figure | None:
    """The flow of leaders through the waves; None when the programme measures no response."""
    response = page.store.indicators(kinds=["response"])
    invited = page.store.reach(cell_id=page.cell.cell_id, measures=["leaders"], dimensions=["none"])
    if response.is_empty() or invited.is_empty():
        return None
    statements = page.store.statements(cell_id=page.cell.cell_id, indicator_ids=[response["indicator_id"][0]])
    frame = frame_flow(
        statements,
        indicator_id=response["indicator_id"][0],
        invited=invited["value"][0],
        programme=page.programme,
        texts=page.texts,
    )
    if frame.height < 2:
        return None
    return Figure(
        key="flow",
        question=page.texts("reach.flow_question"),
        answer=_tell_flow(frame, page=page),
        draw=lambda: draw_flow(frame, texts=page.texts, dark=page.dark),
        table=tabulate_flow(frame, texts=page.texts),
        how_to_read=page.texts("reach.flow_how"),
        caution=page.texts("reach.flow_caution"),
        n=int(invited["value"][0]),
        methods=("roster",),
    )


def frame_flow(
    statements: pl.DataFrame, *, indicator_id: str, invited: float, programme: Programme, texts: Texts
) -> pl.DataFrame:
    """One row a step, in the frame of `charts.flow`. `statements` are those of the response in one cell."""
    rows: list[tuple[str, float | None, float | None, str, int | None]] = [
        (texts("reach.invited"), invited, 1.0, SHOWN, 0)
    ]
    for wave, label in list_steps(programme, texts=texts):
        count = find_statement(statements, indicator_id=indicator_id, wave=wave, statistic="count")
        rate = find_statement(statements, indicator_id=indicator_id, wave=wave, statistic="rate")
        if count["status"] != "not_asked":
            rows.append((label, count["value"], rate["value"], count["status"], rate.get("coded")))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def list_steps(programme: Programme, *, texts: Texts) -> tuple[Step, ...]:
    """Waves and labels of the steps: from and to of the main contrast, both, and what comes after."""
    asked = [wave for wave in programme.waves if not wave.retrospective]
    waves: list[Step] = [(w.id, start_upper(w.label.in_language(texts.language))) for w in asked]
    if not programme.contrasts:
        return tuple(waves)
    main = programme.contrasts[0]
    places = {wave: place for place, (wave, _) in enumerate(waves)}
    kept = [step for step in waves if step[0] == main.from_wave or places[step[0]] >= places[main.to_wave]]
    after = next(place for place, step in enumerate(kept) if step[0] == main.to_wave) + 1
    both = (main.id, texts("reach.both", contrast=main.label.in_language(texts.language)))
    return (*kept[:after], both, *kept[after:])


def tabulate_flow(frame: pl.DataFrame, *, texts: Texts) -> pl.DataFrame:
    """The steps under headings for readers."""
    return make_table(
        frame,
        pl.col("label").alias(texts("reach.column_step")),
        pl.col("count").alias(texts("reach.column_people")),
        percents("share", coded="coded").alias(texts("reach.column_share")),
    )


def _write_share(row: dict[str, Any], *, texts: Texts) -> str:
    fact = {"value": row["share"], "coded": row["coded"]}
    return write_value(fact, kind="share", texts=texts, spelled=True)


def _tell_flow(frame: pl.DataFrame, *, page: Page) -> str:
    texts, shown = page.texts, frame.filter(pl.col("status") == SHOWN)
    invited = tell_people(int(frame["count"][0]), programme=page.programme, texts=texts)
    steps = [
        texts("reach.flow_step", step=row["label"], share=_write_share(row, texts=texts))
        for row in shown.slice(1).iter_rows(named=True)
    ]
    if not steps:
        return texts("reach.flow_hidden", people=invited)
    return texts("reach.flow_answer", people=invited, steps="; ".join(steps))
