"""Which figures of a trajectory lie clear of the whole programme: a rule, from published numbers alone.

A figure is clear when two things hold. Its own 95 % interval leaves out the value of the whole. And of all
figures looked at together, the difference stands out after Benjamini and Hochberg.

The trajectory is part of the whole, so the whole is pulled towards it. With w the trajectory's share of the
people, and taking trajectories as independent, `Var(own − whole) = (1 − 2w)·Var(own) + Var(whole)`: the
covariance of a part and its whole is w·Var(own). The standard errors come from the published intervals, half
a rounding step wider, as (high − low)/2/1,96 (normal approximation; for intervals from a t distribution
that is on the wide side). Source of the adjustment: Benjamini & Hochberg (1995), JRSS B 57, 289–300.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import erfc, sqrt
from typing import Any, Literal

from texts.numbers import is_bound

FEWEST = 10
"""With fewer people a figure is not judged: a single answer weighs too much."""
MOST_BY_CHANCE = 0.05
_Z = 1.959964
Verdict = Literal["above", "below", "open", "unjudged"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Compared:
    """A statement of the trajectory beside the same one of the whole; `step`: how they were rounded."""

    key: Hashable
    own: Row
    whole: Row
    step: float


@dataclass(frozen=True)
class Judged:
    """What the rule says of one figure. `p` and `p_adjusted` are None where it could not be judged."""

    key: Hashable
    verdict: Verdict
    p: float | None = None
    p_adjusted: float | None = None


def judge_all(compared: Sequence[Compared]) -> tuple[Judged, ...]:
    """Every figure by the rule, in the same order; those that can be judged are adjusted for each other."""
    found = [find_p(one) for one in compared]
    adjusted = iter(adjust([p for p in found if p is not None]))
    return tuple(
        Judged(one.key, "unjudged") if p is None else _decide(one, p=p, p_adjusted=next(adjusted))
        for one, p in zip(compared, found, strict=True)
    )


def find_p(one: Compared) -> float | None:
    """The two-sided p-value of the difference; None where published numbers do not give one."""
    if not (_is_usable(one.own) and _is_usable(one.whole)) or one.own["n"] >= one.whole["n"]:
        return None
    weight = one.own["n"] / one.whole["n"]
    own, whole = (_find_variance(row, step=one.step) for row in (one.own, one.whole))
    variance = (1 - 2 * weight) * own + whole
    if variance <= 0:
        return None
    return erfc(abs(one.own["value"] - one.whole["value"]) / sqrt(2 * variance))


def adjust(p_values: Sequence[float]) -> list[float]:
    """The p-values after Benjamini and Hochberg, in the same order."""
    falling = sorted(range(len(p_values)), key=lambda place: -p_values[place])
    adjusted, smallest = [1.0] * len(p_values), 1.0
    for rank, place in zip(range(len(p_values), 0, -1), falling, strict=True):
        smallest = min(smallest, p_values[place] * len(p_values) / rank)
        adjusted[place] = smallest
    return adjusted


def _decide(one: Compared, *, p: float, p_adjusted: float) -> Judged:
    whole = one.whole["value"]
    verdict: Verdict = "open"
    if p_adjusted <= MOST_BY_CHANCE and one.own["low"] > whole:
        verdict = "above"
    if p_adjusted <= MOST_BY_CHANCE and one.own["high"] < whole:
        verdict = "below"
    return Judged(one.key, verdict, p=p, p_adjusted=p_adjusted)


def _is_usable(row: Row) -> bool:
    known = row["status"] == "shown" and None not in (row["value"], row["low"], row["high"], row["n"])
    return known and not is_bound(row.get("coded")) and row["n"] >= FEWEST


def _find_variance(row: Row, *, step: float) -> float:
    half = (row["high"] - row["low"]) / 2 + step / 2
    return float((half / _Z) ** 2)
