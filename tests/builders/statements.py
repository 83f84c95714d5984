"""The made-up release's statements: deterministic numbers, with every status somewhere in it."""

import json
import random
from collections.abc import Iterator
from typing import Any

import polars as pl

from schemas.release import Statements
from tests.builders.cells import WITHHELD, kind_of

RATES = {
    "begin": 0.85,
    "between": 0.78,
    "end": 0.7,
    "followup": 0.45,
    "begin-end": 0.62,
    "then": 0.7,
    "then-end": 0.7,
}
MONTHS = ("2021-10", "2022-01", "2022-03", "2022-10", "2023-03")
ATTENDED = {"share": (0.75, 0.2), "count": (4.0, 10.0), "hours": (60.0, 20.0)}
"""Lowest value and width of what attendance indicators are given, by unit."""
PAIRED = ("begin-end", "then-end")
ONE_WAY = ("total", "trajectory", "level", "region")
SMALL = ("mean", "mean_from", "mean_to", "change")
IN_PAIRS = (*SMALL, "top2", "count", "rate")
ENDS = {"coherence": (4.5, 1), "asking_feedback": (1.5, -1)}
"""What lies at an end in every group of fewer than ten people."""
THRESHOLD = 5
THRESHOLD_DISTRIBUTION = 10
METHODS = {
    "mean": "mean_cohort",
    "mean_programme": "mean_cr2",
    "nps": "nps",
    "change": "change_cr2",
    "d_av": "d_cr2",
    "d_z": "d_cr2",
    "p_adjusted": "p_adjusted",
    "hl": "signed_rank",
    "p_signed_rank": "signed_rank",
    "rank_biserial": "signed_rank",
}
Row = tuple[str, float, float | None, float | None]


def make_statements(*, cells: dict[str, int], indicators: pl.DataFrame) -> pl.DataFrame:
    """Statements of each cell (id → number of leaders), in the shape of `schemas.release.Statements`.

    As the policy has it: what is finer is stated in wider cells only, partnerships have scales only, and
    what lies at an end is a bound. `trajectory=pi-4` was not asked the between wave, `trajectory=pi-9`
    delivered no follow-up, and the smallest cells are withheld.
    """
    rows = [
        _statement(cell=cell, indicator=indicator["indicator_id"], wave=wave, row=row, n=_people(size, wave))
        for cell, size in cells.items()
        for indicator in indicators.iter_rows(named=True)
        for wave in _waves(indicator, kind=kind_of(cell))
        for row in _statistics(
            indicator, wave=wave, size=size, seed=f"{cell}{indicator['indicator_id']}{wave}"
        )
        if _is_stated(row[0], indicator=indicator, kind=kind_of(cell))
    ]
    schema = {n: c.dtype.type for n, c in Statements.to_schema().columns.items()}
    return Statements.validate(pl.DataFrame(rows, schema=schema, orient="row"))


def _waves(indicator: dict[str, Any], *, kind: str) -> list[str]:
    waves: list[str] = json.loads(indicator["waves"])
    is_monthly = indicator["indicator_id"].startswith("attendance") and kind in ONE_WAY
    return [*waves, *MONTHS] if is_monthly else waves


def _is_stated(statistic: str, *, indicator: dict[str, Any], kind: str) -> bool:
    if kind == "partnership":
        return indicator["kind"] == "scale" and statistic in SMALL
    return kind in ONE_WAY or statistic in IN_PAIRS


def _people(size: int, wave: str) -> int:
    return round(size * RATES.get(wave, 1.0))


def _statement(*, cell: str, indicator: str, wave: str, row: Row, n: int) -> tuple[Any, ...]:
    statistic, value, low, high = row
    status = _status(cell=cell, wave=wave, statistic=statistic, n=n)
    if status != "shown":
        return (cell, indicator, wave, statistic, *[None] * 7, status)
    method = METHODS.get(statistic, "wilson")
    partnerships = max(4, n // 6) if statistic == "change" else None
    shown, coded = _show(statistic, value, n=n, indicator=indicator, kind=kind_of(cell))
    ends = (None, None) if coded else (low, high)
    return (cell, indicator, wave, statistic, shown, coded, *ends, n, partnerships, method, status)


def _show(statistic: str, value: float, *, n: int, indicator: str, kind: str) -> tuple[float, int]:
    """The value as it is published, and its code."""
    if statistic in ("mean", "mean_from", "mean_to") and n < THRESHOLD_DISTRIBUTION:
        return ENDS.get(indicator, (round(value, 1), 0))
    if statistic.startswith("share_") or statistic in ("improved", "same", "worse"):
        return (0.05, -1) if value < 0.05 else (0.95, 1) if value > 0.95 else (round(value, 2), 0)
    if statistic == "top2" and kind not in ONE_WAY:
        return (0.9, 1) if indicator == "usefulness_1" else (round(value * 20) / 20, 0)
    return (value, 0)


def _status(*, cell: str, wave: str, statistic: str, n: int) -> str:
    if cell == "trajectory=pi-4" and wave == "between":
        return "not_asked"
    if cell == "trajectory=pi-9" and wave == "followup":
        return "not_delivered"
    if cell in WITHHELD:
        return "withheld"
    needed = THRESHOLD_DISTRIBUTION if statistic.startswith(("share_", "top2", "nps")) else THRESHOLD
    if n < needed:
        return "withheld"
    return "not_estimable" if statistic == "d_av" and n < THRESHOLD_DISTRIBUTION else "shown"


def _statistics(indicator: dict[str, Any], *, wave: str, size: int, seed: str) -> Iterator[Row]:
    draw = random.Random(seed)
    if indicator["kind"] == "response":
        people = _people(size, wave)
        yield from (("count", float(people), None, None), ("rate", people / size, None, None))
    elif indicator["kind"] == "attendance":
        low, width = ATTENDED[indicator["unit"]]
        yield ("mean", low + draw.random() * width, None, None)
    elif wave in PAIRED:
        yield from _paired(draw)
    else:
        yield from _unpaired(indicator, draw)


def _paired(draw: random.Random) -> Iterator[Row]:
    start, change = 3.2 + draw.random() / 2, draw.uniform(-0.1, 0.5)
    yield from (("mean_from", start, None, None), ("mean_to", start + change, None, None))
    yield ("change", change, change - 0.15, change + 0.15)
    yield ("d_av", change / 0.6, change / 0.6 - 0.2, change / 0.6 + 0.2)
    yield from (("d_z", change / 0.8, None, None), ("hl", change, None, None))
    yield from (("p_adjusted", 0.01 if abs(change) > 0.15 else 0.4, None, None), ("ceiling", 0.25, 0.2, 0.3))
    yield from (("p_signed_rank", 0.0004, None, None), ("rank_biserial", 0.3, None, None))
    yield from (("improved", 0.5, None, None), ("same", 0.3, None, None), ("worse", 0.2, None, None))


def _unpaired(indicator: dict[str, Any], draw: random.Random) -> Iterator[Row]:
    if indicator["kind"] == "multiple":
        yield ("share_1", 0.5, 0.4, 0.6)
        return
    if indicator["nps"]:
        yield from (("nps", 41.0, 33.0, 49.0), ("mean", 8.2, 8.0, 8.4))
        return
    mean = draw.uniform(3.4, 4.4)
    if indicator["kind"] != "choice":
        yield from (
            ("mean", mean, mean - 0.2, mean + 0.2),
            ("mean_programme", mean, mean - 0.3, mean + 0.3),
            ("top2", mean / 5.5, mean / 5.5 - 0.06, mean / 5.5 + 0.06),
        )
    codes = [answer["code"] for answer in json.loads(indicator["answers"])]
    shares = {1: (1.0,), 2: (0.72, 0.28), 5: (0.03, 0.07, 0.2, 0.45, 0.25)}.get(len(codes), ())
    yield from ((f"share_{code}", share, None, None) for code, share in zip(codes, shares, strict=True))
