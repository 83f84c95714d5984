"""What is told of the questions of a scale bounds the scale too.

The score of a scale is the mean of the answers to its questions, each turned where it is asked in reverse.
Who knows the sum of every question over a cell knows the sum of the scores there, but for answers that were
not given and people who are counted in one of them only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from etl.audit.places import Flags
from etl.audit.standing import Stand
from etl.audit.statements import Told, list_codes
from etl.audit.values import Values

_NEAR = 1e-6
_TOP = 2
Key = tuple[str, str]
"""An indicator and a wave or contrast."""
ByCell = dict[int, dict[str, Told]]
"""What is told in each cell, by statistic."""


@dataclass(frozen=True)
class Bounded:
    """The mean score of `people` (leaders) lies in `least` … `most`."""

    people: Flags
    least: float
    most: float


@dataclass(frozen=True)
class Questions:
    """What is told of single questions, and who stands behind it."""

    values: Values
    stands: Mapping[Key, Stand]
    told: Mapping[Key, ByCell]

    def bound_scale(self, scale: str, wave: str, *, also: str, scored: Flags) -> Iterator[Bounded]:
        """What is known of the scores of a scale at a wave, over the questions also asked at the wave `also`.

        Args:
            scale: its id.
            wave: when it was answered.
            also: see there.
            scored: the leaders who have a score that is looked at.
        """
        items = self.values.list_items(scale, wave, also=also)
        known = [self._list_told(item["indicator_id"], wave) for item in items]
        cells = [cell for cell in known[0] if all(cell in own for own in known)] if known else []
        answered = [~np.isnan(self.values.give(item["indicator_id"], wave)) for item in items]
        for cell in cells:
            counted = [self._count(item["indicator_id"], wave, cell=cell) for item in items]
            people = np.any(counted, axis=0) & scored
            if people.any():
                low = high = 0.0
                for item, own, told, gave in zip(items, counted, known, answered, strict=True):
                    least, most = self._bound_question(item, told[cell], n=int(own.sum()))
                    strangers, strays = int((own & ~people).sum()), int((people & gave & ~own).sum())
                    silent = int((people & ~gave).sum())
                    low += least - strangers * item["high"] + (strays + silent) * item["low"]
                    high += most - strangers * item["low"] + (strays + silent) * item["high"]
                n = len(items) * int(people.sum())
                yield Bounded(people, low / n, high / n)

    def _list_told(self, item: str, wave: str) -> ByCell:
        """What is told of a wave, also as one side of a change."""
        whole: ByCell = {cell: dict(told) for cell, told in self.told.get((item, wave), {}).items()}
        for contrast in self.values.programme.contrasts:
            sides = {contrast.from_wave: "mean_from", contrast.to_wave: "mean_to"}
            same = self.stands.get((item, contrast.id)) is self.stands.get((item, wave))
            for cell, told in self.told.get((item, contrast.id), {}).items() if same else ():
                if (side := sides.get(wave)) in told:
                    whole.setdefault(cell, {}).setdefault("mean", told[side])
        return whole

    def _count(self, item: str, wave: str, *, cell: int) -> Flags:
        kind = self.values.places.kinds[cell]
        return self.values.places.mark(cell) & self.stands[item, wave].of_kind(kind)

    def _bound_question(
        self, item: dict[str, Any], told: Mapping[str, Told], *, n: int
    ) -> tuple[float, float]:
        least, most = bound_sum(
            list_codes(item), told={name: (t.least, t.most) for name, t in told.items()}, n=n
        )
        if not self.values.is_reverse(item["indicator_id"]):
            return least, most
        both = n * (item["low"] + item["high"])
        return both - most, both - least


def bound_sum(
    codes: Sequence[int], *, told: Mapping[str, tuple[float, float]], n: int
) -> tuple[float, float]:
    """The least and most sum of `n` answers of which shares, also of the two highest, and the mean are told.

    Args:
        codes: the answers, lowest first.
        told: least and most of `share_<code>`, `top2` and `mean`, as far as they are told.
        n: the number of answers.
    """
    ranges = {code: _count_people(told.get(f"share_{code}"), n=n) for code in codes}
    high = set(codes[-_TOP:])
    few, many = _count_people(told.get("top2"), n=n)
    least = _pile(sorted(codes), ranges=ranges, n=n, high=high, among=(few, many), upward=False)
    most = _pile(sorted(codes, reverse=True), ranges=ranges, n=n, high=high, among=(few, many), upward=True)
    if "mean" in told:
        least, most = max(least, told["mean"][0] * n), min(most, told["mean"][1] * n)
    return least, most


def _count_people(share: tuple[float, float] | None, *, n: int) -> tuple[int, int]:
    """Between how many and how many people a share of `n` is."""
    if share is None:
        return 0, n
    return max(0, int(np.ceil(share[0] * n - _NEAR))), min(n, int(np.floor(share[1] * n + _NEAR)))


def _pile(
    order: Sequence[int],
    *,
    ranges: Mapping[int, tuple[int, int]],
    n: int,
    high: set[int],
    among: tuple[int, int],
    upward: bool,
) -> float:
    """The sum when everybody who is free gives the first answer of `order` that still has room.

    Of the two highest answers (`high`) there are `among` so many: upward as many as may be, else as few.
    """
    lowest = {code: span[0] for code, span in ranges.items()}
    rest = [code for code in order if code not in high]
    floor = max(among[0], n - sum(ranges[code][1] for code in rest), sum(lowest[code] for code in high))
    cap = min(among[1], n - sum(lowest[code] for code in rest), sum(ranges[code][1] for code in high))
    wanted = cap if upward else floor
    total = 0.0
    for group, people in ((list(high), wanted), (rest, n - wanted)):
        counts = {code: lowest[code] for code in group}
        free = people - sum(counts.values())
        for code in (code for code in order if code in counts):
            added = min(free, ranges[code][1] - counts[code])
            counts[code], free = counts[code] + added, free - added
        total += sum(code * count for code, count in counts.items())
    return total
