"""How long all measures and models take, and how that grows with the number of leaders.

`python -m benchmarks.measures [--leaders N ...]` prints the same without the rest of `make bench`.
"""

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from rich.console import Console

from benchmarks.building import find_programme, write_example
from benchmarks.results import Result
from etl.build import find_secret
from etl.configure import load_programme
from etl.disclosure.policy import load_policy
from etl.intake import take_in
from etl.measures.models import MAKERS
from etl.measures.statements import make_statements
from etl.publishing import begin_past, prepare_measures

SIZES = (492, 5_000, 50_000)
DEMO, GOAL_S = 492, 60.0


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Seconds for the statements about every cell, and for each question of the models."""

    leaders: int
    statements: float
    models: dict[str, float]

    @property
    def total(self) -> float:
        """Seconds for all of it."""
        return self.statements + sum(self.models.values())


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.measures")
    parser.add_argument("--leaders", type=int, nargs="+", default=SIZES)
    sizes = parser.parse_args().leaders
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        for result in measure_growth(Path(folder), sizes=sizes):
            console.print(f"{result.what}: {result.value:.2f} {result.unit} {result.wanted} {result.verdict}")
    return 0


def measure_growth(folder: Path, *, sizes: Sequence[int] = SIZES) -> Iterator[Result]:
    """The time at each size, smallest first, and how it grows from one to the next."""
    before: Timing | None = None
    for leaders in sizes:
        place = folder / f"measures-{leaders}"
        write_example(place, leaders=leaders)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            timing = alone.submit(time_measures, find_programme(place)).result()
        yield from _tell(timing)
        if before is not None:
            yield _compare(before, timing)
        before = timing


def time_measures(programme: Path) -> Timing:
    """All measures of the programme in this folder; reading and checking its exports is not counted."""
    configuration = load_programme(programme)
    intake = take_in(configuration, secret=find_secret(configuration), report=_say_nothing)
    policy = load_policy()
    past = begin_past(intake.tables, today=date.today())
    prepared = prepare_measures(intake.tables, configuration=intake.configuration, policy=policy, past=past)
    measured = prepared.measured
    began = time.perf_counter()
    make_statements(measured, report=_say_nothing)
    statements = time.perf_counter() - began
    models = {}
    for make in MAKERS:
        began = time.perf_counter()
        list(make(measured))
        models[make.__name__] = time.perf_counter() - began
    return Timing(leaders=intake.tables["leaders"].height, statements=statements, models=models)


def _tell(timing: Timing) -> Iterator[Result]:
    size = f"{timing.leaders:,} leaders"
    is_demo = timing.leaders <= DEMO
    yield Result(f"all measures of {size}", timing.total, "s", goal=GOAL_S if is_demo else None)
    yield Result(f"of these, statements about every cell ({size})", timing.statements, "s")
    for name, seconds in timing.models.items():
        yield Result(f"of these, {name} ({size})", seconds, "s")


def _compare(small: Timing, large: Timing) -> Result:
    """How the time grew, by how n·log n grew: at most 1 is no worse than n log n."""
    grown = large.total / small.total
    n_log_n = large.leaders * math.log(large.leaders) / (small.leaders * math.log(small.leaders))
    exponent = math.log(grown) / math.log(large.leaders / small.leaders)
    what = f"measures from {small.leaders:,} to {large.leaders:,} leaders: growth ÷ that of n·log n"
    return Result(f"{what} (time ~ n^{exponent:.2f})", grown / n_log_n, "×", goal=1.0)


def _say_nothing(_key: str, _share: float) -> None:
    """Progress is told by size, not by step."""


if __name__ == "__main__":
    sys.exit(main())
