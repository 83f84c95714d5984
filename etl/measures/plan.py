"""What will be stated: each indicator, wave and statistic, before anybody's answers are looked at."""

import json
from collections.abc import Iterator
from typing import Any

import polars as pl

from etl.measures.scope import DIRECTIONS, PAIRED_ALL
from schemas.programme import Programme

ITEM_KINDS = ("likert", "number", "choice", "multiple")
_PLAN = {
    "indicator_id": pl.String,
    "kind": pl.String,
    "source": pl.String,
    "wave": pl.String,
    "statistic": pl.String,
    "asked": pl.Boolean,
}


def plan_statements(*, indicators: pl.DataFrame, programme: Programme) -> pl.DataFrame:
    """One row an indicator, wave and statistic that every cell gets.

    A wave at which an item or scale is not asked gets one row, of its first statistic, so that a
    page can say so. Months of attendance are not planned: they follow from the sessions held.

    Returns:
        indicator_id, kind, source (instrument, or the indicator itself), wave, statistic, asked.
    """
    rows = [
        {
            "indicator_id": row["indicator_id"],
            "kind": row["kind"],
            "source": row["instrument"] or _find_source(row),
            **moment,
        }
        for row in indicators.iter_rows(named=True)
        for moment in _plan_indicator(row, programme=programme)
    ]
    return pl.DataFrame(rows, schema=_PLAN)


def list_codes(indicators: pl.DataFrame, *, kinds: tuple[str, ...]) -> pl.DataFrame:
    """The answers of the indicators of `kinds`: indicator_id, code. Of an option only 1 (ticked)."""
    rows = [
        {"indicator_id": row["indicator_id"], "code": code}
        for row in indicators.filter(pl.col("kind").is_in(kinds)).iter_rows(named=True)
        for code in _codes_of(row)
    ]
    return pl.DataFrame(rows, schema={"indicator_id": pl.String, "code": pl.Int64})


def _plan_indicator(row: dict[str, Any], *, programme: Programme) -> Iterator[dict[str, Any]]:
    contrasts = {c.id for c in programme.contrasts}
    waves: list[str] = json.loads(row["waves"])
    for wave in waves:
        paired = wave in contrasts and row["kind"] != "response"
        for statistic in _paired_statistics_of(row) if paired else _statistics_of(row):
            yield {"wave": wave, "statistic": statistic, "asked": True}
    if row["kind"] in (*ITEM_KINDS, "scale"):
        for moment in programme.waves:
            if moment.id not in waves and not moment.retrospective:
                yield {"wave": moment.id, "statistic": _statistics_of(row)[0], "asked": False}


def _paired_statistics_of(row: dict[str, Any]) -> list[str]:
    left_out = () if row["kind"] == "scale" else DIRECTIONS
    left_out = left_out if row["kind"] == "likert" else (*left_out, "top2_change")
    return [name for name in PAIRED_ALL if name not in left_out]


def _find_source(row: dict[str, Any]) -> str:
    """Who still answers is known from the same answers as the response."""
    return "response" if row["kind"] == "response" else str(row["indicator_id"])


def _statistics_of(row: dict[str, Any]) -> list[str]:
    shares = [f"share_{code}" for code in _codes_of(row)]
    means = ["mean", "mean_programme"] if row["scale_id"] is None or row["kind"] == "scale" else ["mean"]
    by_kind = {
        "likert": [*means, "top2", *shares],
        "number": [*means, "nps"] if row["nps"] else means,
        "scale": means,
        "choice": shares,
        "multiple": shares,
        "response": ["count", "rate"],
        "actions": shares,
    }
    return by_kind.get(row["kind"], ["mean"])


def _codes_of(row: dict[str, Any]) -> list[int]:
    if row["kind"] in ("multiple", "actions"):
        return [1]
    if row["kind"] not in ("likert", "choice"):
        return []
    labelled = [int(answer["code"]) for answer in json.loads(row["answers"])]
    return labelled or list(range(int(row["low"]), int(row["high"]) + 1))
