"""A unit at one of its moments, with the answers of the other moments held at what they truly are.

Every world of it is a world of the whole unit: what it leaves open is open. And it is many times as small.
"""

from collections.abc import Iterator
from dataclasses import replace

from etl.audit.units import Line, Moment, Unit


def hold_others(unit: Unit, moment: Moment) -> Unit:
    """The unit as it is about `moment` alone."""
    return replace(unit, moments=(moment,), lines=tuple(_read(unit, moment=moment)), pairs={})


def _read(unit: Unit, *, moment: Moment) -> Iterator[Line]:
    for line in unit.lines:
        if line.pair:
            continue
        if line.moment == moment.name:
            fixed = _find_true(unit, line, moment=line.before) if line.before else 0.0
            yield replace(line, least=line.least + fixed, most=line.most + fixed, before="")
        elif line.before == moment.name:
            fixed = _find_true(unit, line, moment=line.moment)
            yield replace(
                line, moment=moment.name, least=fixed - line.most, most=fixed - line.least, before=""
            )


def _find_true(unit: Unit, line: Line, *, moment: str) -> float:
    """The true mean of what a line reads, of the people in its row, at a moment."""
    there = next(one for one in unit.moments if one.name == moment)
    own = there.values[unit.rows[line.row]]
    return float((there.ladder.mix(own) @ there.ladder.readings[line.reading]).mean())
