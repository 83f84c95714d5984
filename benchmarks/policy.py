"""`python -m benchmarks.policy [--seeds 10]`: what the disclosure policy costs and lets through, on the demo.

Each seed is a demo of its own: written, built and audited as any programme. Membership and gate are the
processor's seconds, the build is the clock's. Coverage is that of the end wave after the gate, from the
audit in the release.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.results import Result, format_row, write_section
from benchmarks.seeds import SEEDS, TODAY, Seeded, build_seed
from etl.disclosure.judged import FILE as JUDGED
from etl.disclosure.judged import read_judged
from etl.disclosure.policy import load_policy
from etl.load import read_warehouse
from etl.publishing import begin_past, prepare_measures

TITLE = "Disclosure policy"
ONE_WAY = ("trajectory", "level", "region")
GOALS = {**dict.fromkeys(ONE_WAY, 1.0), "trajectory_level": 0.65, "level_region": 0.75, "partnership": 0.75}
OTHERS = ("trajectory_region", "trajectory_level_region")
WAVE = "end"


def main() -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.policy")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    seeds = parser.parse_args().seeds
    found: dict[str, list[float]] = {}
    for seed in range(1, seeds + 1):
        with tempfile.TemporaryDirectory() as folder:
            for name, value in measure(build_seed(Path(folder), seed=seed)):
                found.setdefault(name, []).append(value)
        print(
            f"seed {seed}: { ({name: round(values[-1], 3) for name, values in found.items()}) }", flush=True
        )
    results = list(summarise(found))
    print(*map(format_row, results), sep="\n")
    about = f"By `python -m benchmarks.policy` on {datetime.now(UTC):%Y-%m-%d}: {seeds} seeds of the demo."
    write_section(TITLE, results, about=f"{about} Coverage: share of respondents, end wave, after the gate.")
    return 0


def measure(built: Seeded) -> Iterator[tuple[str, float]]:
    """One seed: seconds and coverage by name."""
    yield "build", built.seconds
    yield "membership", time_membership(built)
    judged = read_judged(built.shelf.folder / JUDGED)
    yield "questions", sum(one.questions for one in judged.values()) / len(judged)
    audit = built.read_audit()
    yield "narrowest", audit["narrowest_points"]
    yield "smallest", audit["smallest_group"]
    for kind in (*GOALS, *OTHERS):
        yield kind, audit["coverage"].get(kind, {}).get(WAVE, 0.0)


def time_membership(built: Seeded) -> float:
    """The processor's seconds of choosing cells, a base."""
    tables = read_warehouse(built.shelf.folder / "warehouse.duckdb")
    began = time.process_time()
    past = begin_past(tables, today=TODAY)
    prepared = prepare_measures(tables, configuration=built.configuration, policy=load_policy(), past=past)
    return (time.process_time() - began) / max(len(prepared.offers.by_name), 1)


def summarise(found: dict[str, list[float]]) -> Iterator[Result]:
    """The mean over seeds of each figure, and the least where it has to hold in each."""
    yield Result("whole build with measures, disclosure and audit", max(found["build"]), "s", goal=120)
    yield Result("membership, a base", max(found["membership"]), "s", goal=0.5)
    yield Result("questions to the gate's solver, an indicator", statistics.mean(found["questions"]), "")
    yield Result("smallest group that can be told apart", min(found["smallest"]), "people", least=5)
    yield Result("narrowest interval of a small group", min(found["narrowest"]), "points", least=1)
    for kind in (*GOALS, *OTHERS):
        shares = found[kind]
        goal = GOALS.get(kind)
        least = None if goal is None else 100 * goal
        yield Result(f"coverage of {kind}, mean", 100 * statistics.mean(shares), "%", least=least)
        yield Result(f"coverage of {kind}, least", 100 * min(shares), "%")


if __name__ == "__main__":
    sys.exit(main())
