"""What the questions of a scale tell of it.

A scale is the mean of its questions. So what is told of all of these in a cell bounds what the scale's scores
add up to there, but for who skipped one. Questions are judged first, and the scale with what stands of them
(`etl.disclosure.unit.Unit.implied`), which nothing of the scale makes fall.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from etl.disclosure.atoms import Flags
from etl.disclosure.judge import Judged
from etl.disclosure.linear_model import NEAR
from etl.disclosure.modular import Ints
from etl.disclosure.rounding import Floats
from etl.disclosure.unit import Stated, Unit
from etl.disclosure.units import Base, Frame

Bounds = tuple[float, float]
_Place = tuple[str, bool, int]
"""The name of a group, whether it is about its total apart, and the number of a cell."""
_TOP = 2
_ANYTHING = (0.0, 1.0)


@dataclass(frozen=True)
class _Fact:
    """What is known of the answers of some leaders to a question: the least and most of their sum."""

    leaders: Ints
    total: Bounds


class Families:
    """What stands of the questions that were judged, and what it says of scales."""

    def __init__(self, *, frame: Frame, leaders: int) -> None:
        """`leaders`: how many there are."""
        self.cells = frame.cells
        self._frame, self._leaders = frame, leaders
        self._facts: dict[tuple[str, str], dict[_Place, _Fact]] = {}
        asked = frame.sheets.measured.book.items.drop_nulls("scale_id")
        self._asked: dict[str, list[dict[str, object]]] = {
            str(scale): part.to_dicts() for (scale,), part in asked.group_by("scale_id", maintain_order=True)
        }
        self._questions = set(asked["item_id"].to_list())

    def is_scale(self, unit: Unit) -> bool:
        """Whether a unit is about a scale."""
        return unit.indicator_id in self._asked

    def learn(self, unit: Unit, *, bases: Sequence[Base], judged: Judged) -> None:
        """Take in what stands of a question; what is part of no scale is passed over."""
        if unit.indicator_id not in self._questions:
            return
        accepted, dropped = {(base, cell) for base, cell, _ in judged.accepted}, set(judged.dropped)
        told: dict[tuple[str, int, int], dict[str, Bounds]] = {}
        for line in unit.lines:
            if (line.base, line.cell) in accepted and line.bundle not in dropped:
                reading, _, moment = line.reading.partition("@")
                told.setdefault((moment, line.base, line.cell), {})[reading] = (line.least, line.most)
        for (moment, base, cell), readings in told.items():
            own = bases[base]
            if moment not in unit.states:
                continue
            leaders = unit.find_leaders(base, cell, cells=self.cells)
            codes = unit.states[moment].readings["mean"]
            fact = _Fact(leaders, bound_sum(codes, n=leaders.size, told=readings))
            place = (self._frame.groups[own.group].name, own.total, cell)
            self._facts.setdefault((unit.indicator_id, moment), {})[place] = fact

    def add_implied(self, unit: Unit) -> Unit:
        """The unit of a scale with what its questions tell of it."""
        people = self._mark(np.concatenate(unit.bases)) if unit.bases else self._mark(_NOBODY)
        implied = [line for moment in unit.states for line in self._imply(unit, moment, people=people)]
        return replace(unit, implied=tuple(implied))

    def _imply(self, unit: Unit, moment: str, *, people: Flags) -> list[Stated]:
        wave, _, contrast = moment.partition("/")
        items = self._list_items(unit.indicator_id, wave=wave, contrast=contrast)
        facts = [self._facts.get((str(item["item_id"]), wave), {}) for item in items]
        places = [place for place in facts[0] if all(place in own for own in facts)] if facts else []
        given = np.array([self._mark_answers(str(item["item_id"]), wave) for item in items])
        scored = people & self._mark(unit.answers[moment].leaders)
        implied = []
        for place in places:
            own = [fact[place] for fact in facts]
            told = np.array([self._mark(fact.leaders) for fact in own])
            inside = told.any(axis=0) & scored
            if inside.any():
                ends = [(float(str(item["low"])), float(str(item["high"]))) for item in items]
                totals = [
                    _turn(fact.total, n=fact.leaders.size, ends=end) if item["reverse"] else fact.total
                    for fact, item, end in zip(own, items, ends, strict=True)
                ]
                least, most = bound_scores(totals, ends=ends, told=told, given=given, inside=inside)
                n = int(inside.sum())
                implied.append(Stated(np.flatnonzero(inside), f"mean@{moment}", least / n, most / n))
        return implied

    def _list_items(self, scale: str, *, wave: str, contrast: str) -> list[dict[str, object]]:
        """The questions that make up the scores of a moment: those of its wave, or of both of a contrast."""
        rows = self._asked[scale]
        waves = {wave}
        for one in self._frame.sheets.measured.programme.contrasts:
            waves |= {one.from_wave, one.to_wave} if one.id == contrast else set()
        at = {name: {row["item_id"] for row in rows if row["wave"] == name} for name in waves}
        return [
            row for row in rows if row["wave"] == wave and all(row["item_id"] in own for own in at.values())
        ]

    def _mark_answers(self, item: str, wave: str) -> Flags:
        given = self._frame.sheets.values.get(item, {}).get(wave)
        return self._mark(_NOBODY if given is None else given.leaders)

    def _mark(self, leaders: Ints) -> Flags:
        marked = np.zeros(self._leaders, dtype=bool)
        marked[leaders] = True
        return marked


_NOBODY = np.empty(0, dtype=np.int64)


def bound_sum(codes: Floats, *, n: int, told: Mapping[str, Bounds]) -> Bounds:
    """The least and most that the answers of `n` people to a question add up to.

    Args:
        codes: the answers that can be given, lowest first.
        n: how many gave one.
        told: the least and most of readings: `mean`, `share_<code>`, and `top2` (of the two highest).
    """
    shares = np.array([told.get(f"share_{int(code)}", _ANYTHING) for code in codes])
    fewest = np.ceil(np.maximum(shares[:, 0], 0) * n - NEAR)
    most = np.floor(np.minimum(shares[:, 1], 1) * n + NEAR)
    top = np.arange(codes.size) >= codes.size - _TOP
    share = told.get("top2", _ANYTHING)
    in_top = (
        max(np.ceil(share[0] * n - NEAR), fewest[top].sum(), n - most[~top].sum()),
        min(np.floor(share[1] * n + NEAR), most[top].sum(), n - fewest[~top].sum()),
    )
    sums = []
    for count, order in ((in_top[0], slice(None)), (in_top[1], slice(None, None, -1))):
        parts = ((top, count), (~top, n - count))
        sums.append(
            sum(
                _fill(codes[part][order], fewest=fewest[part][order], most=most[part][order], n=many)
                for part, many in parts
            )
        )
    mean = told.get("mean", (-np.inf, np.inf))
    return max(sums[0], mean[0] * n), min(sums[1], mean[1] * n)


def _fill(codes: Floats, *, fewest: Floats, most: Floats, n: float) -> float:
    """What `n` answers add up to when as many as may be are the first of `codes`, then the next."""
    room = np.minimum(np.cumsum(most - fewest), max(n - fewest.sum(), 0.0))
    return float(codes @ (fewest + np.diff(room, prepend=0.0)))


def bound_scores(
    totals: Sequence[Bounds], *, ends: Sequence[Bounds], told: Flags, given: Flags, inside: Flags
) -> Bounds:
    """The least and most that the scores of some people add up to.

    Args:
        totals: of each question, the least and most sum of its answers (turned, where it is in reverse).
        ends: of each question, its lowest and highest answer.
        told: questions × people, whom `totals` is about.
        given: questions × people, who answered.
        inside: people, whose scores are added up; all have one.
    """
    count = len(totals)
    skipped = float((count - given[:, inside].sum(axis=0)).sum())
    sums = []
    for end in (0, 1):
        other = 1 - end
        whole = skipped * (min if end == 0 else max)(pair[end] for pair in ends)
        for own, pair, about, answered in zip(totals, ends, told, given, strict=True):
            beyond, beside = int((about & ~inside).sum()), int((inside & answered & ~about).sum())
            whole += own[end] - beyond * pair[other] + beside * pair[end]
        sums.append(whole / count)
    return sums[0], sums[1]


def _turn(total: Bounds, *, n: int, ends: Bounds) -> Bounds:
    both = n * (ends[0] + ends[1])
    return both - total[1], both - total[0]
