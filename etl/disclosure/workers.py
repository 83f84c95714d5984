"""Judges units side by side, and only those that were not judged before."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from etl.disclosure.judge import Judged, judge_unit
from etl.disclosure.membership import Cell
from etl.disclosure.unit import Unit

_WORTHWHILE = 3000
"""Fewer statements are judged sooner than processes are started."""


def judge_all(
    units: Sequence[Unit],
    *,
    cells: Sequence[Cell],
    k: int,
    known: Mapping[str, Judged],
    report: Callable[[str, float], None],
) -> tuple[list[Judged], list[str]]:
    """What came of each of `units`, in their order, and their identities.

    Args:
        units: what is to be judged.
        cells: own and pooled cells, in the order of their numbers.
        k: the smallest group that may be told.
        known: earlier judgements by identity.
        report: told the progress, 0 to 1, under a message key.
    """
    identities = [unit.identify(cells, k=k) for unit in units]
    kept = {
        id(unit): known[name]
        for unit, name in zip(units, identities, strict=True)
        if name in known and _is_as_before(unit, known[name], cells=cells)
    }
    waiting = [unit for unit in units if id(unit) not in kept]
    fresh: dict[int, Judged] = {}
    for done, (unit, judged) in enumerate(_judge_fresh(waiting, cells=cells, k=k), start=1):
        fresh[id(unit)] = judged
        report("build.step_disclosure", done / len(waiting))
    report("build.step_disclosure", 1.0)
    return [{**kept, **fresh}[id(unit)] for unit in units], identities


def _is_as_before(unit: Unit, judged: Judged, *, cells: Sequence[Cell]) -> bool:
    accepted = [(base, cell) for base, cell, _ in judged.accepted]
    return unit.covers(accepted, dropped=judged.dropped, cells=cells)


_SHARED: dict[str, tuple[Sequence[Cell], int]] = {}


def _share(cells: Sequence[Cell], k: int) -> None:
    _SHARED["all"] = (cells, k)


def _judge_shared(unit: Unit) -> Judged:
    cells, k = _SHARED["all"]
    return judge_unit(unit, cells=cells, k=k)


def _judge_fresh(units: list[Unit], *, cells: Sequence[Cell], k: int) -> Iterator[tuple[Unit, Judged]]:
    """Side by side where there are several to judge: the heaviest first, so that none is left over."""
    heavy = sorted(units, key=lambda unit: (-len(unit.lines) * len(unit.states), unit.indicator_id))
    workers = min(os.cpu_count() or 1, len(heavy))
    if workers < 2 or sum(len(unit.lines) for unit in heavy) < _WORTHWHILE:
        yield from ((unit, judge_unit(unit, cells=cells, k=k)) for unit in heavy)
        return
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_share, initargs=(cells, k)) as pool:
        yield from zip(heavy, pool.map(_judge_shared, heavy), strict=True)
