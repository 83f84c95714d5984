"""Who answered at each moment, in the chosen cell and in each trajectory."""

from typing import Any

import polars as pl

from charts.share_bars import SCHEMA, draw_share_bars
from reports.bounds import drop_codes
from schemas.programme import Wave
from schemas.release import cell_id
from texts.numbers import write_value
from ui.figure import Figure
from ui.labels import label_trajectory, start_upper
from ui.page import Page
from ui.present.columns import percents
from ui.present.scene import keep_numbers
from ui.present.statements import NOT_ASKED, SHOWN, find_statement
from ui.remember import remembered


@remembered
def present_response(page: Page) -> Figure | None:
    """Response by wave in the chosen cell; None when the programme measures no response."""
    response = page.store.indicators(kinds=["response"])
    if response.is_empty():
        return None
    indicator_id: str = response["indicator_id"][0]
    rows = _list_rates(page, cell=page.cell.cell_id, indicator_id=indicator_id)
    if not rows:
        return None
    texts = page.texts
    frame = pl.DataFrame(
        [{**keep_numbers(row), "label": wave} for wave, row in rows], schema={**SCHEMA, "coded": pl.Int64}
    )
    parts = [
        texts(
            "quality.response_part",
            wave=wave,
            share=write_value(row, kind="share", texts=texts, spelled=True),
        )
        for wave, row in rows
        if row["status"] == SHOWN
    ]
    leaders = page.programme.units.leader.many.in_language(page.language)
    return Figure(
        key="response",
        question=texts("quality.response_question", many=leaders),
        answer=texts("quality.response_answer", parts="; ".join(parts) or texts("frame.no_value")),
        draw=lambda: draw_share_bars(frame, texts=texts, dark=page.dark, unit="share"),
        table=_tabulate_response(page, indicator_id=indicator_id),
        how_to_read=texts("quality.response_how"),
        caution=texts("quality.response_caution"),
        methods=("roster",),
    )


def list_waves(page: Page) -> list[Wave]:
    """The waves that are asked in their own right, in the programme's order."""
    return [wave for wave in page.programme.waves if not wave.retrospective]


def _list_rates(page: Page, *, cell: str, indicator_id: str) -> list[tuple[str, dict[str, Any]]]:
    frame = page.store.statements(cell_id=cell, indicator_ids=[indicator_id], statistics=["rate"])
    rates = [
        (start_upper(w.label.in_language(page.language)), _rate(frame, indicator_id=indicator_id, wave=w.id))
        for w in list_waves(page)
    ]
    return [(label, row) for label, row in rates if row["status"] != NOT_ASKED]


def _rate(frame: pl.DataFrame, *, indicator_id: str, wave: str) -> dict[str, Any]:
    return find_statement(frame, indicator_id=indicator_id, wave=wave, statistic="rate")


def _tabulate_response(page: Page, *, indicator_id: str) -> pl.DataFrame:
    """Response in percent: the chosen cell and each trajectory, a column a wave."""
    trajectories = [(cell_id(trajectory=t.id), t.id) for t in page.programme.trajectories]
    cells = [(page.cell.cell_id, start_upper(page.cell_label))]
    cells += [
        (cell, label_trajectory(programme=page.programme, trajectory_id=t, texts=page.texts))
        for cell, t in trajectories
        if page.store.has_cell(cell) and cell != page.cell.cell_id
    ]
    frame = page.store.statements(
        cell_ids=[cell for cell, _ in cells], indicator_ids=[indicator_id], statistics=["rate"]
    )
    waves = list_waves(page)
    columns: dict[str, Any] = {page.texts("quality.column_group"): [label for _, label in cells]}
    for wave in waves:
        heading = f"{start_upper(wave.short.in_language(page.language))} (%)"
        rates = [
            _rate(frame.filter(pl.col("cell_id") == c), indicator_id=indicator_id, wave=wave.id)
            for c, _ in cells
        ]
        columns[heading] = _write_percents(rates)
    return drop_codes(pl.DataFrame(columns))


def _write_percents(rates: list[dict[str, Any]]) -> pl.Series:
    schema = {"value": pl.Float64, "coded": pl.Int64}
    frame = pl.DataFrame([{name: rate.get(name) for name in schema} for rate in rates], schema=schema)
    return frame.select(percents("value", coded="coded")).to_series()
