"""How the hours offered are divided over the forms of work, in one trajectory beside the whole programme."""

import polars as pl

from charts.share_bars import SCHEMA, draw_share_bars
from schemas.release import TOTAL
from ui.figure import Figure
from ui.labels import start_upper
from ui.page import Page
from ui.present.columns import percents
from ui.present.readings import read_mix
from ui.remember import remembered


@remembered
def present_mix(page: Page) -> Figure | None:
    """The share of the hours offered by form of work; None where no sessions are known."""
    mix = read_mix(page, page.cell.cell_id)
    if not mix:
        return None
    whole = {} if page.cell.cell_id == TOTAL else read_mix(page, TOTAL)
    rows = [
        (_name(page, kind), row["value"], None, None, None, None, _beside(whole, kind), "shown")
        for kind, row in _sort(page, mix)
    ]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    reference = page.texts("results.whole_programme") if whole else None
    return Figure(
        key="mix",
        question=page.texts("design.mix_question"),
        answer=_say_mix(page, frame),
        draw=lambda: draw_share_bars(frame, texts=page.texts, dark=page.dark, reference_label=reference),
        table=_make_table(page, frame, reference=reference),
        how_to_read=page.texts("design.mix_how"),
        caution=page.texts("design.mix_caution"),
        methods=("offered_hours",),
    )


def _sort(page: Page, mix: dict[str, dict[str, object]]) -> list[tuple[str, dict[str, object]]]:
    """In the programme's order."""
    return [(kind.id, mix[kind.id]) for kind in page.programme.session_kinds if kind.id in mix]


def _name(page: Page, kind_id: str) -> str:
    kind = next(kind for kind in page.programme.session_kinds if kind.id == kind_id)
    return start_upper(kind.label.in_language(page.language))


def _beside(whole: dict[str, dict[str, object]], kind: str) -> object:
    """The whole programme's share; a form of work that it does not have is 0."""
    return whole[kind]["value"] if kind in whole else 0.0 if whole else None


def _say_mix(page: Page, frame: pl.DataFrame) -> str:
    parts = [
        page.texts("design.part", label=row["label"], value=page.texts.percent(row["value"]))
        for row in frame.iter_rows(named=True)
    ]
    return page.texts("design.mix_answer", parts="; ".join(parts))


def _make_table(page: Page, frame: pl.DataFrame, *, reference: str | None) -> pl.DataFrame:
    columns = [
        pl.col("label").alias(page.texts("design.column_kind")),
        percents("value").alias(page.texts("design.column_hours")),
    ]
    if reference is not None:
        columns.append(percents("reference").alias(page.texts("results.column_whole_pct")))
    return frame.select(columns)
