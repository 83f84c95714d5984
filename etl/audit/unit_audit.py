"""Audits units side by side, and only those that were not audited before."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from etl.audit.drafts import Draft
from etl.audit.openness import Openness, measure_openness
from etl.audit.problems import Problem
from etl.audit.room import Closed
from etl.audit.separated import Separated, check_separated
from etl.audit.units import Unit
from etl.audit.worlds import NoWorldError

_WORTHWHILE = 3000
_AHEAD = 6
"""So many units are made for each worker before the first of them has to be done."""
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
    drafts: Sequence[Draft],
    *,
    k: int,
    thorough: bool,
    known: Mapping[str, Outcome],
    report: Callable[[float], None],
) -> dict[str, Outcome]:
    """The outcome of each unit, by identity.

    Args:
        drafts: what is to be audited.
        k: the smallest group that may be told.
        thorough: ask about every group, and ask the independent solver too.
        known: earlier outcomes by identity.
        report: told the progress, 0 to 1.
    """
    audited = _audit_each(drafts, known=known, k=k, thorough=thorough)
    outcomes: dict[str, Outcome] = {}
    for name, outcome in audited:
        outcomes[name] = outcome
        report(len(outcomes) / len(drafts))
    report(1.0)
    return outcomes


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


def _audit_each(
    drafts: Sequence[Draft], *, known: Mapping[str, Outcome], k: int, thorough: bool
) -> Iterator[tuple[str, Outcome]]:
    """The heaviest first, so that none is left over; few at a time, since together they are large."""
    heavy = sorted(drafts, key=lambda draft: -draft.weight)
    named = ((unit.identify(k=k, thorough=thorough), unit) for unit in (draft.make() for draft in heavy))
    audit = partial(audit_unit, k=k, thorough=thorough)
    workers = min(os.cpu_count() or 1, len(heavy))
    if workers < 2 or sum(draft.count for draft in drafts) < _WORTHWHILE:
        yield from ((name, known[name] if name in known else audit(unit)) for name, unit in named)
        return
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    waiting: deque[tuple[str, Outcome | Future[Outcome]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        for name, unit in named:
            waiting.append((name, known[name] if name in known else pool.submit(audit, unit)))
            if len(waiting) > _AHEAD * workers:
                yield _take(waiting.popleft())
        yield from map(_take, waiting)


def _take(named: tuple[str, Outcome | Future[Outcome]]) -> tuple[str, Outcome]:
    name, found = named
    return name, found if isinstance(found, Outcome) else found.result()


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
