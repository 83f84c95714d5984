"""What is read beside each norm in one cell: facts of the programme, and protected statements."""

from dataclasses import dataclass, replace
from typing import Any, Literal

import polars as pl

from schemas.yardsticks import Gauge, Yardstick
from ui.page import Page

ALL = "all"
WITHIN = "within"
UNMEASURED = "unmeasured"
"""The status of a yardstick that nothing is read beside."""
_BY_KIND = "hours_by_kind"
_SHARES = ("within_partnership", "action_plan")
Unit = Literal["number", "share", "points"]


@dataclass(frozen=True)
class Reading:
    """One number beside a norm; `value` is None where it is not known, and `status` says why.

    `share_within`: for a norm about every partnership or leader, the share that meets it, and `counted`
    how many of `n` partnerships these are. `people`: the leaders behind it. `low` and `high`: the ends of
    a scale of points; `interval`: of its mean. `label`: what an indicator or the forms of work are
    called. `compared`: it is what the norm is about, and not only read along with it.
    """

    yardstick: Yardstick
    measure: str
    status: str
    value: float | None = None
    unit: Unit = "number"
    share_within: float | None = None
    counted: int | None = None
    n: int | None = None
    people: int | None = None
    low: float | None = None
    high: float | None = None
    interval: tuple[float, float] | None = None
    label: str = ""
    compared: bool = True


def read_cell(page: Page, cell: str) -> list[Reading]:
    """Every number beside a norm in one cell, in the programme's order; the mix of forms of work apart."""
    facts = page.store.yardsticks(cell_ids=[cell])
    readings: list[Reading] = []
    for yardstick in page.programme.yardsticks:
        gauges = [gauge for gauge in yardstick.gauges if gauge.measure != _BY_KIND]
        if not yardstick.gauges:
            readings.append(Reading(yardstick, UNMEASURED, UNMEASURED, compared=yardstick.has_norm))
        for place, gauge in enumerate(gauges):
            if gauge.is_fact:
                reading = _read_fact(page, facts, yardstick=yardstick, gauge=gauge)
            else:
                reading = _read_statement(page, cell, yardstick=yardstick, gauge=gauge)
            readings.append(replace(reading, compared=yardstick.has_norm and place == 0))
    return readings


def read_mix(page: Page, cell: str) -> dict[str, dict[str, Any]]:
    """The share of the hours offered by kind of session: kind → its row of the facts."""
    facts = page.store.yardsticks(cell_ids=[cell])
    rows = facts.filter((pl.col("measure") == _BY_KIND) & (pl.col("status") == "shown"))
    return {row["category"]: row for row in rows.iter_rows(named=True)}


def _read_fact(page: Page, facts: pl.DataFrame, *, yardstick: Yardstick, gauge: Gauge) -> Reading:
    mine = (pl.col("yardstick_id") == yardstick.id) & (pl.col("measure") == gauge.measure)
    rows = {row["category"]: row for row in facts.filter(mine).iter_rows(named=True)}
    whole, within = rows.get(ALL), rows.get(WITHIN, {})
    if whole is None:
        return Reading(yardstick, gauge.measure, "not_delivered")
    return Reading(
        yardstick,
        gauge.measure,
        whole["status"],
        value=whole["value"],
        unit="share" if gauge.measure in _SHARES else "number",
        share_within=within.get("value"),
        counted=within.get("n"),
        n=whole["n_partnerships"] if within else whole["n"],
        label=_name_kinds(page, gauge),
    )


def _read_statement(page: Page, cell: str, *, yardstick: Yardstick, gauge: Gauge) -> Reading:
    indicator_id, wave, statistic = _name_statement(yardstick, gauge)
    row = _find_statement(page, cell, indicator_id=indicator_id, wave=wave, statistic=statistic)
    indicator = _find_indicator(page, indicator_id)
    points = gauge.measure == "statement" and statistic == "mean"
    share = statistic != "mean"
    return Reading(
        yardstick,
        gauge.measure,
        row["status"],
        value=row["value"],
        unit="share" if share else "points" if points else "number",
        share_within=row["value"] if gauge.measure == "action_plan" else None,
        people=row["n"],
        interval=_bound(row) if points else None,
        low=indicator.get("low") if points else None,
        high=indicator.get("high") if points else None,
        label=indicator.get(f"label_{page.language}", "") if points else _name_kinds(page, gauge),
    )


def _name_statement(yardstick: Yardstick, gauge: Gauge) -> tuple[str, str, str]:
    if gauge.measure == "action_plan":
        return "actions.planned", ALL, "share_1"
    if gauge.measure == "statement":
        return str(gauge.indicator), str(gauge.wave), gauge.statistic
    return f"pace.{yardstick.id}", ALL, "mean"


def _bound(row: dict[str, Any]) -> tuple[float, float] | None:
    low, high = row.get("low"), row.get("high")
    return None if low is None or high is None else (low, high)


def _find_statement(page: Page, cell: str, *, indicator_id: str, wave: str, statistic: str) -> dict[str, Any]:
    rows = page.store.statements(
        cell_ids=[cell], indicator_ids=[indicator_id], waves=[wave], statistics=[statistic]
    ).to_dicts()
    return rows[0] if rows else {"status": "not_delivered", "value": None, "n": None}


def _find_indicator(page: Page, indicator_id: str) -> dict[str, Any]:
    rows = page.store.indicators().filter(pl.col("indicator_id") == indicator_id).to_dicts()
    return rows[0] if rows else {}


def _name_kinds(page: Page, gauge: Gauge) -> str:
    kinds = {kind.id: kind.label.in_language(page.language) for kind in page.programme.session_kinds}
    return ", ".join(kinds[kind] for kind in gauge.kinds if kind in kinds)
