"""`python -m benchmarks.attack [--seeds 10]`: an attacker on releases of the demo, also after late answers.

Each seed is built with a twelfth of its answers still missing, attacked, built again with all of them, and
attacked again, on both releases together; scales also together with their questions. `--from 5` begins at
that seed.
"""

import argparse
import os
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from benchmarks.results import Result, format_row, write_section
from benchmarks.seeds import SEEDS
from tests.attack.late import Attacked, attack_twice

TITLE = "Attacker"


def attack_seed(seed: int) -> Attacked:
    """Build and attack one seed, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return attack_twice(Path(folder), seed=seed)


def main() -> int:
    """Attack, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attack")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--from", type=int, default=1, dest="first")
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.seeds)
    once = twice = control = 0
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for seed, found in zip(seeds, pool.map(attack_seed, seeds), strict=True):
            once, twice, control = once + found.first, twice + found.both, control + found.threshold
            print(f"seed {seed}: {found}", flush=True)
    results = [
        Result("groups found in a release", once, "", goal=0),
        Result("groups found in two releases, the second after late answers", twice, "", goal=0),
        Result("control: groups found behind a threshold alone", control, "", least=1),
    ]
    print(*map(format_row, results), sep="\n")
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    about = f"By `python -m benchmarks.attack` on {day}: seeds {seeds[0]} to {seeds[-1]} of the demo."
    write_section(TITLE, results, about=about)
    return 0


if __name__ == "__main__":
    sys.exit(main())
