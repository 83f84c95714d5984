"""What a person can have answered at a moment, and what each statistic reads of it."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from etl.audit.places import Numbers
from etl.audit.statements import list_codes

_ITEMS = ("likert", "number", "choice", "multiple", "actions")
_FINE = 1e-7
_POINTS = 4
_HALF = 0.5
FROM, TO = "from", "to"


@dataclass(frozen=True)
class Ladder:
    """The answers that everything else is a mixture of, lowest first.

    `readings`: each statistic's value of each of `rungs`. `grain`: what a sum of answers is a multiple of.
    `point`: one scale point; 0 where answers have no order. `codes`: the answers that nobody may be known
    to have given.
    """

    rungs: Numbers
    readings: dict[str, Numbers]
    grain: float
    point: float
    codes: tuple[str, ...]

    def mix(self, values: Numbers) -> Numbers:
        """People × rungs: each value as a mixture of the two rungs around it."""
        return np.array([np.interp(values, self.rungs, corner) for corner in np.eye(self.rungs.size)]).T


def make_ladder(row: dict[str, Any], *, values: Numbers, counts: list[int]) -> Ladder:
    """The ladder of an indicator at a moment.

    Args:
        row: of the table of indicators.
        values: what was answered.
        counts: of a scale, how many items each wave asks.
    """
    if row["kind"] in _ITEMS:
        return _climb_codes(sorted({*list_codes(row), *np.unique(values).astype(int).tolist()}), row=row)
    low = float(row["low"] or 0.0)
    high = float(values.max(initial=low)) if row["high"] is None else float(row["high"])
    high = high if high > low else low + 1.0
    if row["kind"] != "scale":
        rungs = np.array([low, high])
        return Ladder(rungs, {"mean": rungs}, _FINE, (high - low) / _POINTS, ())
    step = find_step(counts)
    rungs = np.array([low, high - step, high])
    readings = {"mean": rungs, "ceiling": np.array([0.0, 0.0, 1.0])}
    return Ladder(rungs, readings, step, (high - low) / _POINTS, ())


def find_step(counts: list[int]) -> float:
    """What the scores of a scale are multiples of: from half of its items to all of them may be answered."""
    most, least = max(counts, default=1), min((math.ceil(n * _HALF) for n in counts), default=1)
    return 1.0 / math.lcm(*range(max(least, 1), most + 1))


def _climb_codes(codes: list[int], *, row: dict[str, Any]) -> Ladder:
    rungs = np.array(codes, dtype=float)
    shares = {f"share_{code}": (rungs == code).astype(float) for code in codes}
    top = (rungs >= rungs[-2:][0]).astype(float)
    nps = np.where(rungs >= 9, 100.0, np.where(rungs <= 6, -100.0, 0.0))
    ordered = row["kind"] in ("likert", "number")
    readings = {"mean": rungs, "top2": top, "nps": nps, **shares}
    if row["high"] is not None:
        readings["ceiling"] = (rungs >= row["high"]).astype(float)
    return Ladder(rungs, readings, 1.0, (rungs[-1] - rungs[0]) / _POINTS if ordered else 0.0, tuple(shares))


@dataclass(frozen=True)
class Corners:
    """Pairs of answers that everything that improved, stayed or worsened is a mixture of."""

    first: Numbers
    second: Numbers
    marks: dict[str, Numbers]


def list_corners(*, low: float, high: float, step: float) -> Corners:
    """The corners of the three regions of two moments of a scale."""
    up = [(low, low + step), (low, high), (high - step, high)]
    rows = [("same", low, low), ("same", high, high)]
    rows += [("improved", *pair) for pair in up] + [("worse", b, a) for a, b in up]
    first, second = (np.array([row[n] for row in rows], dtype=float) for n in (1, 2))
    marks = {d: np.array([row[0] == d for row in rows], dtype=float) for d in ("improved", "same", "worse")}
    return Corners(first, second, marks)
