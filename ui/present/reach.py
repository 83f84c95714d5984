"""Applications by status; partnerships, schools and leaders by a division of the reader's choice."""

import polars as pl

from charts.share_bars import draw_share_bars
from ui.figure import Figure
from ui.page import Page
from ui.present.facts import (
    MEASURES,
    Division,
    Fact,
    count_of,
    frame_bars,
    label_fact,
    name_division,
    name_many,
    note_of,
    read_facts,
    read_totals,
    tell_division,
)
from ui.remember import remembered

STATUSES = ("accepted", "waiting", "referred", "withdrawn")


@remembered
def present_status(page: Page) -> Figure | None:
    """Applications by status; None when there are none."""
    facts, texts = read_facts(page, measure="applications", dimension="status"), page.texts
    rows = [(texts(f"reach.status_{s}"), facts[s]["value"]) for s in STATUSES if s in facts]
    if not rows:
        return None
    frame = frame_bars([(label, value, None) for label, value in rows])
    parts = [texts("reach.status_part", n=texts.number(value), status=label) for label, value in rows]
    total = read_totals(page).get("applications", 0)
    return Figure(
        key="status",
        question=texts("reach.status_question"),
        answer=texts.count("reach.status_answer", total, parts=", ".join(parts)),
        draw=lambda: draw_share_bars(frame, texts=texts, dark=page.dark, unit="count"),
        table=pl.DataFrame(
            {
                texts("reach.column_status"): frame["label"],
                texts("reach.column_applications"): frame["value"],
            }
        ),
        how_to_read=texts("reach.status_how"),
        caution=texts("reach.exact"),
    )


@remembered
def present_division(page: Page, *, division: Division, measure: str) -> Figure | None:
    """One measure by one division; None when there are no facts."""
    facts, texts = read_facts(page, measure=measure, dimension=division), page.texts
    if not facts:
        return None
    rows = [(label_fact(c, division=division, page=page), fact["value"]) for c, fact in facts.items()]
    frame = frame_bars([(label, value, None) for label, value in rows])
    return Figure(
        key=f"division-{division}-{measure}",
        question=texts(
            "reach.split_question",
            many=name_many(count_of(measure, programme=page.programme), texts=texts),
            dimension=name_division(division, page=page),
        ),
        answer=tell_division(rows, division=division, measure=measure, page=page),
        draw=lambda: draw_share_bars(frame, texts=texts, dark=page.dark, unit="count"),
        table=_tabulate(page, division=division),
        how_to_read=texts("reach.split_how"),
        caution=note_of(division, page=page),
    )


def _tabulate(page: Page, *, division: Division) -> pl.DataFrame:
    """Every measure of a division beside each other, a row a category."""
    facts = {measure: read_facts(page, measure=measure, dimension=division) for measure in MEASURES}
    categories = list(dict.fromkeys(c for column in facts.values() for c in column))
    named = {
        name_many(count_of(measure, programme=page.programme), texts=page.texts): _column(column, categories)
        for measure, column in facts.items()
    }
    labels = [label_fact(c, division=division, page=page) for c in categories]
    return pl.DataFrame({page.texts("reach.column_group"): labels, **named})


def _column(facts: dict[str, Fact], categories: list[str]) -> list[float | None]:
    return [facts[c]["value"] if c in facts else None for c in categories]
