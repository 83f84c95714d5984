"""Who stands behind each statement: the rules of DESIGN.md section 4, points 3 and 7, worked out once more.

Begin, end and change of an indicator stand on whoever answered both, with what they look back on at the same
sitting; every other contrast on its own pairs, in cells of one dimension; every other moment on whoever
answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from etl.audit.earlier import Earlier
from etl.audit.places import Flags
from etl.audit.values import Values
from schemas.programme import Contrast, Programme

ROSTER = "response"
ONE_WAY = ("total", "trajectory", "level", "region")


@dataclass(frozen=True)
class Stand:
    """People behind statements of an indicator: who answered all of `moments`.

    `people`: who they are in a cell, `total`: who they are in the total. `narrow`: only in cells of one
    dimension.
    """

    indicator_id: str
    moments: frozenset[str]
    people: Flags
    total: Flags
    narrow: bool

    def of_kind(self, kind: str) -> Flags:
        """Who counts in cells of `kind`."""
        if kind == "total":
            return self.total
        return np.zeros_like(self.people) if self.narrow and kind not in ONE_WAY else self.people


@dataclass(frozen=True)
class _Rule:
    """Moments that must all be answered (waves, and contrasts), and the waves and contrasts then stated."""

    waves: tuple[str, ...]
    contrasts: tuple[Contrast, ...]
    stated: tuple[str, ...]
    narrow: bool


def find_stands(values: Values, *, earlier: Earlier) -> dict[tuple[str, str], Stand]:
    """By indicator and wave (or contrast, or month): who stands behind its statements.

    Args:
        values: everybody's values.
        earlier: what was told before, of whom: cells stay on the people of whom they were first told.
    """
    found: dict[tuple[str, str], Stand] = {}
    for name, row in values.rows.items():
        for rule in _list_rules(row["kind"], waves=row["waves"], programme=values.programme):
            stand = _find_people(name, rule=rule, values=values, earlier=earlier)
            found.update({(name, wave): stand for wave in rule.stated})
    for name, month in values.registers:
        if (name, month) not in found:
            given = ~np.isnan(values.registers[name, month])
            people, total = earlier.hold(name, (month,), now=given)
            found[name, month] = Stand(name, frozenset((month,)), people, total, narrow=True)
    return found


def _list_rules(kind: str, *, waves: list[str], programme: Programme) -> Iterator[_Rule]:
    if kind == ROSTER:
        yield _Rule((), (), tuple(waves), narrow=False)
        return
    contrasts = [c for c in programme.contrasts if c.id in waves]
    left = [wave for wave in waves if wave not in {c.id for c in contrasts}]
    together = _list_together(contrasts, programme=programme)
    if together:
        joined = tuple(dict.fromkeys(w for c in together for w in (c.from_wave, c.to_wave)))
        yield _Rule(joined, tuple(together), (*joined, *(c.id for c in together)), narrow=False)
        left = [wave for wave in left if wave not in joined]
    for contrast in (c for c in contrasts if c not in together):
        ends = (contrast.from_wave, contrast.to_wave)
        own = [wave for wave in left if wave == contrast.to_wave]
        yield _Rule(ends, (contrast,), (contrast.id, *own), narrow=True)
        left = [wave for wave in left if wave not in own]
    yield from (_Rule((wave,), (), (wave,), narrow=False) for wave in left)


def _list_together(contrasts: list[Contrast], *, programme: Programme) -> list[Contrast]:
    """The main contrast and the looks back from where it ends; without it, those from where the first
    ends.
    """
    first = programme.contrasts[0] if programme.contrasts else None
    back = [c for c in contrasts if any(w.id == c.from_wave and w.retrospective for w in programme.waves)]
    main = [c for c in contrasts if c == first]
    if not main and not back:
        return []
    end = (main or back)[0].to_wave
    return [*main, *(c for c in back if c.to_wave == end and c not in main)]


def _find_people(name: str, *, rule: _Rule, values: Values, earlier: Earlier) -> Stand:
    people = np.ones(values.places.count, dtype=bool)
    if values.rows[name]["kind"] == ROSTER:
        return Stand(name, frozenset(), people, people, narrow=rule.narrow)
    for wave in rule.waves:
        people &= ~np.isnan(values.at_wave(name, wave))
    for contrast in rule.contrasts:
        people &= ~np.isnan(values.of_contrast(name, (contrast.from_wave, contrast.to_wave))[0])
    held, total = earlier.hold(name, rule.waves, now=people)
    return Stand(name, frozenset(rule.waves), held, total, narrow=rule.narrow)
