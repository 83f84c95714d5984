"""Which scales were left open by people who did answer."""

from typing import Any

import polars as pl

from charts.share_bars import SCHEMA, draw_share_bars
from schemas.programme import Wave
from ui.figure import Figure
from ui.page import Page
from ui.present.response import list_waves
from ui.present.statements import SHOWN, find_statement
from ui.remember import remembered

LEAST_SHARE = 0.005
"""A scale is drawn from here on: what is written as 0 % has no bar."""
Gap = tuple[str, float, int]


@remembered
def present_missing(page: Page) -> Figure | None:
    """Scales left open at the last wave of the main contrast; None when none was, or none is shown."""
    wave = _find_main_wave(page)
    if wave is None:
        return None
    gaps, answered = _list_gaps(page, wave=wave)
    if not gaps:
        return None
    texts = page.texts
    rows = [(label, share, None, None, n, None, None, SHOWN) for label, share, n in gaps]
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    label, share, _ = max(gaps, key=lambda gap: gap[1])
    return Figure(
        key="missing",
        question=texts("quality.missing_question", wave=wave.label.in_language(page.language)),
        answer=texts("quality.missing_answer", share=texts.percent(share), label=label),
        draw=lambda: draw_share_bars(frame, texts=texts, dark=page.dark, unit="share"),
        table=pl.DataFrame(
            {
                texts("quality.column_scale"): frame["label"],
                texts("quality.column_missing"): (frame["value"] * 100).round(0),
            }
        ),
        how_to_read=texts("quality.missing_how"),
        caution=texts("quality.missing_caution"),
        n=answered,
    )


def _find_main_wave(page: Page) -> Wave | None:
    contrasts, waves = page.programme.contrasts, list_waves(page)
    last = contrasts[0].to_wave if contrasts else waves[-1].id if waves else None
    return next((wave for wave in waves if wave.id == last), None)


def _list_gaps(page: Page, *, wave: Wave) -> tuple[list[Gap], int]:
    """Name, share left open and n of each scale with a gap, and how many people answered."""
    frame = page.store.statements(cell_id=page.cell.cell_id, waves=[wave.id], statistics=["count", "mean"])
    response = page.store.indicators(kinds=["response"])
    if response.is_empty():
        return [], 0
    answered = find_statement(
        frame, indicator_id=response["indicator_id"][0], wave=wave.id, statistic="count"
    )
    if answered["status"] != SHOWN:
        return [], 0
    scales = page.store.indicators(kinds=["scale"])
    gaps = [
        _measure_gap(page, scale, frame, wave, answered["value"]) for scale in scales.iter_rows(named=True)
    ]
    return [gap for gap in gaps if gap is not None and gap[1] >= LEAST_SHARE], round(answered["value"])


def _measure_gap(
    page: Page, scale: dict[str, Any], frame: pl.DataFrame, wave: Wave, answered: float
) -> Gap | None:
    row = find_statement(frame, indicator_id=scale["indicator_id"], wave=wave.id, statistic="mean")
    if row["status"] != SHOWN:
        return None
    return scale[f"label_{page.language}"], 1 - row["n"] / answered, row["n"]
