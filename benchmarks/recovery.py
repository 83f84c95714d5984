"""Do 95 % intervals hold what they promise? Counted over worlds whose truth is known.

The interval of the change is about other partnerships in the same trajectories, so its truth is the mean
change of these trajectories. The positive control is a t interval that takes people for independent.

`python -m benchmarks.recovery [--worlds N]` prints the same without the rest of `make bench`.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any

import polars as pl
from rich.progress import track

from benchmarks.results import Result
from benchmarks.worlds import Truth, World, draw_world
from etl.measures.change import measure_change
from etl.measures.variance import fit_variance
from etl.measures.variance_views import PARTNERSHIP

LEAST, MOST = 92.0, 98.0
WORLDS = 200
_CORES = 2
_BATCH = 20

Show = Callable[[list[Future[Any]]], Iterable[Future[Any]]]
"""Hands over jobs one by one, and may tell how far they are."""


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How many of the `worlds` have a truth inside the interval."""

    covered: int
    worlds: int

    @property
    def percent(self) -> float:
        """The share of worlds whose truth is inside, in percent."""
        return 100 * self.covered / self.worlds


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recovery")
    parser.add_argument("--worlds", type=int, default=WORLDS)
    show = partial(track, transient=True)
    for result in measure_recovery(worlds=parser.parse_args().worlds, show=show):
        print(f"{result.what}: {result.value:.1f} {result.unit} ({result.wanted}) {result.verdict}")
    return 0


def measure_recovery(*, worlds: int = WORLDS, show: Show = list) -> Iterator[Result]:
    """The coverage of each interval over as many `worlds`, two processes at work; `show` tells how far."""
    naive = partial(cover_change, clustered=False)
    promised: dict[str, Callable[..., Coverage]] = {
        "change, CR2 over partnerships": cover_change,
        "τ of partnerships, profile": cover_tau,
    }
    with ProcessPoolExecutor(_CORES, mp_context=get_context("spawn")) as pool:
        for name, cover in promised.items():
            found = _cover_all(pool, cover, worlds=worlds, show=show)
            what = f"{worlds} worlds: truth inside the 95 % interval of {name}"
            yield Result(what, found.percent, "%", goal=MOST, least=LEAST)
        found = _cover_all(pool, naive, worlds=worlds, show=show)
        what = f"{worlds} worlds: control, a t interval over people must fall short"
        yield Result(what, found.percent, "%", goal=LEAST)


def cover_change(seeds: Sequence[int], *, truth: Truth, clustered: bool = True) -> Coverage:
    """The interval of the change; without `clustered` it is the naive one over people."""
    worlds = {str(seed): draw_world(truth, seed=seed) for seed in seeds}
    named = [world.people.with_columns(indicator_id=pl.lit(name)) for name, world in worlds.items()]
    # A world is an indicator, and its people are its own.
    people = pl.concat(named).with_columns(
        leader=pl.int_range(pl.len(), dtype=pl.UInt32), cell=pl.lit(0, dtype=pl.UInt32), wave=pl.lit("all")
    )
    results = measure_change(
        people.select("leader", "indicator_id", "wave", "value_from", "value_to"),
        members=people.select("leader", "cell"),
        clusters=people.select("leader", cluster="partnership"),
        views=_view_apart(worlds),
        clustered=clustered,
        statistics=("change",),
    )
    known = pl.col("indicator_id").replace_strict({name: w.change for name, w in worlds.items()})
    inside = results.select((pl.col("low") <= known) & (known <= pl.col("high"))).to_series()
    return Coverage(covered=int(inside.sum()), worlds=len(worlds))


def cover_tau(seeds: Sequence[int], *, truth: Truth, claimed: float | None = None) -> Coverage:
    """The profile interval of the standard deviation of partnerships; `claimed` counts another truth."""
    sought = truth.tau_partnership if claimed is None else claimed
    covered = 0
    for seed in seeds:
        people = draw_world(truth, seed=seed).people
        moved = people.select("trajectory", "partnership", value=pl.col("value_to") - pl.col("value_from"))
        low, high = fit_variance(moved).bound_spread(PARTNERSHIP)
        covered += low <= sought <= high
    return Coverage(covered=covered, worlds=len(seeds))


def _view_apart(worlds: dict[str, World]) -> pl.DataFrame:
    """Each world read on its own: nothing is adjusted for the others."""
    names = pl.DataFrame({"indicator_id": list(worlds)})
    return names.with_columns(family="indicator_id", high=pl.lit(5.0), top=pl.lit(None, dtype=pl.Float64))


def _cover_all(
    pool: ProcessPoolExecutor, cover: Callable[..., Coverage], *, worlds: int, show: Show
) -> Coverage:
    batches = [range(first, min(first + _BATCH, worlds)) for first in range(0, worlds, _BATCH)]
    jobs = [pool.submit(cover, batch, truth=Truth()) for batch in batches]
    parts = [job.result() for job in show(jobs)]
    return Coverage(covered=sum(part.covered for part in parts), worlds=worlds)


if __name__ == "__main__":
    sys.exit(main())
