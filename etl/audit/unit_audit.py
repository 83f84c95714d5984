"""Audits units side by side, and only those that were not audited before."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from etl.audit.openness import Openness, measure_openness
from etl.audit.problems import Problem
from etl.audit.room import Closed
from etl.audit.separated import Separated, check_separated
from etl.audit.units import Unit
from etl.audit.worlds import NoWorldError

_WORTHWHILE = 3000
_SECONDS = 60.0
"""What each question to the independent solver may take."""


@dataclass(frozen=True)
class Outcome:
    """What the audit of one unit found: `smallest` group told apart, `narrowest` interval in scale points."""

    smallest: int
    narrowest: float
    certain: int
    groups: int
    problems: tuple[Problem, ...]


def audit_units(
    units: Sequence[Unit],
    *,
    k: int,
    thorough: bool,
    known: Mapping[str, Outcome],
    report: Callable[[float], None],
) -> dict[str, Outcome]:
    """The outcome of each of `units`, by identity.

    Args:
        units: what is to be audited.
        k: the smallest group that may be told.
        thorough: ask about every group, and ask the independent solver too.
        known: earlier outcomes by identity.
        report: told the progress, 0 to 1.
    """
    named = {unit.identify(k=k, thorough=thorough): unit for unit in units}
    waiting = {name: unit for name, unit in named.items() if name not in known}
    fresh: dict[str, Outcome] = {}
    for name, outcome in _audit_fresh(waiting, audit=partial(audit_unit, k=k, thorough=thorough)):
        fresh[name] = outcome
        report(len(fresh) / len(waiting))
    report(1.0)
    return {name: fresh[name] if name in fresh else known[name] for name in named}


def audit_unit(unit: Unit, *, k: int, thorough: bool) -> Outcome:
    """Separation and openness of a unit; a solver that gives no answer has proved nothing."""
    separated = check_separated(unit, k=k, seconds=_SECONDS if thorough else None)
    problems = list(_list_separation(unit, separated))
    try:
        openness = measure_openness(unit, k=k, thorough=thorough)
    except NoWorldError:
        openness = Openness(complete=False)
    problems += [_describe(unit, closed) for closed in openness.closed]
    if not openness.complete:
        problems.append(Problem("not_proved", unit.indicator_id, _join(unit), "", ""))
    return Outcome(
        smallest=separated.group or separated.smallest,
        narrowest=openness.narrowest,
        certain=sum(closed.answer is not None for closed in openness.closed),
        groups=openness.groups,
        problems=tuple(problems),
    )


def _audit_fresh(
    units: Mapping[str, Unit], *, audit: Callable[[Unit], Outcome]
) -> Iterator[tuple[str, Outcome]]:
    """The heaviest first, so that none is left over."""
    heavy = sorted(units, key=lambda name: (-len(units[name].lines) * len(units[name].moments), name))
    workers = min(os.cpu_count() or 1, len(heavy))
    if workers < 2 or sum(len(unit.lines) for unit in units.values()) < _WORTHWHILE:
        yield from ((name, audit(units[name])) for name in heavy)
        return
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from zip(heavy, pool.map(audit, [units[name] for name in heavy]), strict=True)


def _list_separation(unit: Unit, separated: Separated) -> Iterator[Problem]:
    about = (unit.indicator_id, _join(unit), "", "")
    if separated.group:
        yield Problem("separable", *about, size=separated.group)
    if not separated.proved:
        yield Problem("not_proved", *about)


def _describe(unit: Unit, closed: Closed) -> Problem:
    if not closed.size:
        return Problem("contradiction", unit.indicator_id, _join(unit), "", "")
    code = "narrow" if closed.answer is None else "certain"
    points = None if closed.points is None else round(closed.points, 4)
    return Problem(
        code, unit.indicator_id, closed.moment, closed.answer or "mean", "", size=closed.size, points=points
    )


def _join(unit: Unit) -> str:
    return " ".join(moment.name for moment in unit.moments)
