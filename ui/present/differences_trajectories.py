"""The trajectories beside each other, in the programme's order and never by value."""

from collections.abc import Callable, Sequence
from functools import partial

import plotly.graph_objects as go
import polars as pl

from charts.difference_dots import SCHEMA, draw_difference_dots
from charts.mean_dots import draw_mean_dots
from schemas.release import TOTAL, cell_id
from ui.figure import Figure
from ui.labels import label_trajectory, start_upper
from ui.page import Page
from ui.present.columns import note_of, rounded
from ui.present.differences import Chosen, is_change, list_scales, name_subject, name_units
from ui.present.differences_others import read_others
from ui.present.differences_split import caution_of_moment
from ui.present.differences_words import say_trajectories
from ui.present.missing_models import NO_ROW, frame_rows, note_row
from ui.present.scene import Row, index_facts, is_shown
from ui.present.sentences import join_sentences, one_n
from ui.remember import remembered

Named = tuple[str, Row]


@remembered
def present_trajectories(page: Page, *, chosen: Chosen) -> Figure | None:
    """The mean (or mean change) of each trajectory that this viewer may see; None when there is but one."""
    change = is_change(page, chosen.wave)
    named = _read_named(page, chosen, statistic="change" if change else "mean")
    if len(page.programme.trajectories) < 2 or not named:
        return None
    whole = _read(page, TOTAL, chosen, statistic="change" if change else "mean")
    shown = [row for _, row in named if is_shown(row)]
    texts, units = page.texts, name_units(page)
    return Figure(
        key=f"trajectories-{chosen.scale}-{chosen.wave}",
        question=texts("differences.question_trajectories", subject=name_subject(page, chosen), **units),
        answer=say_trajectories(page, named, whole, change=change)
        if shown
        else note_row(named[0][1], texts=texts),
        draw=_draw(page, named, whole, chosen=chosen) if shown else None,
        table=_make_table(page, named, whole),
        how_to_read=join_sentences(
            texts("differences.read_trajectories", **units),
            texts("methods.change_cr2_interval" if change else "methods.mean_cohort_interval"),
        ),
        caution=caution_of_moment(page, wave=chosen.wave),
        n=one_n(shown),
        methods=("change_cr2",) if change else ("mean_cohort",),
    )


def _read_named(page: Page, chosen: Chosen, *, statistic: str) -> list[Named]:
    """A row for each trajectory whose cell the store has for this viewer, then the ends of the others."""
    found = []
    for trajectory in page.programme.trajectories:
        cell = cell_id(trajectory=trajectory.id)
        if page.store.has_cell(cell):
            label = label_trajectory(programme=page.programme, trajectory_id=trajectory.id, texts=page.texts)
            found.append((label, _read(page, cell, chosen, statistic=statistic)))
    others = read_others(page, indicator_id=chosen.scale, wave=chosen.wave, statistic=statistic)
    return [*found, *others]


def _read(page: Page, cell: str, chosen: Chosen, *, statistic: str) -> Row:
    rows = page.store.statements(
        cell_id=cell, indicator_ids=[chosen.scale], waves=[chosen.wave], statistics=[statistic]
    )
    return index_facts(rows).get((chosen.scale, chosen.wave, statistic), NO_ROW)


def _draw(page: Page, named: Sequence[Named], whole: Row, *, chosen: Chosen) -> Callable[[], go.Figure]:
    scale = list_scales(page, wave=chosen.wave)[chosen.scale]
    line = [whole["value"] if is_shown(row) else None for _, row in named]
    frame = frame_rows(named, schema={**SCHEMA}, references=line)
    label = page.texts("results.whole_programme")
    if is_change(page, chosen.wave):
        ends = (page.texts("differences.end_down"), page.texts("differences.end_up"))
        return partial(
            draw_difference_dots, frame, texts=page.texts, dark=page.dark, ends=ends, reference_label=label
        )
    return partial(_draw_means, page, frame, ends=(scale["low"], scale["high"]), reference_label=label)


def _draw_means(
    page: Page, frame: pl.DataFrame, *, ends: tuple[float, float], reference_label: str
) -> go.Figure:
    """Dots without a legend of their own: each row says which trajectory it is."""
    figure = draw_mean_dots(
        frame,
        texts=page.texts,
        dark=page.dark,
        scale_low=ends[0],
        scale_high=ends[1],
        reference_label=reference_label,
    )
    return figure.update_traces(showlegend=False, selector=0)


def _make_table(page: Page, named: Sequence[Named], whole: Row) -> pl.DataFrame:
    texts = page.texts
    rows = [*named, (start_upper(texts("results.whole_programme")), whole)]
    return frame_rows(rows, schema={**SCHEMA}).select(
        pl.col("label").alias(page.programme.units.trajectory.one.in_language(page.language)),
        rounded("value").alias(texts("results.column_mean")),
        rounded("low").alias(texts("results.column_low")),
        rounded("high").alias(texts("results.column_high")),
        pl.col("n").alias(texts("results.column_n")),
        note_of(texts=texts),
    )
