"""How long a build takes and how much memory it needs, in a process of its own."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.builders.service import PROGRAMME, ROOT, copy_programme, run_etl


@dataclass(frozen=True)
class Built:
    """A build: its folder, seconds and peak memory in GiB."""

    folder: Path
    seconds: float
    peak_gib: float


def measure_build(folder: Path, *, leaders: int) -> Built:
    """Write example exports of `leaders` under `folder` and build them; only the build is measured.

    Raises:
        RuntimeError: if a command fails, with what it wrote.
    """
    write_example(folder, leaders=leaders)
    seconds, peak = _run(["build", str(find_programme(folder)), "--built", str(folder / "built")])
    return Built(folder=folder / "built", seconds=seconds, peak_gib=peak)


def write_example(folder: Path, *, leaders: int) -> None:
    """Write the programme's configuration and example exports of `leaders` under `folder`.

    Without its prepared judgements: what is measured is a build that judges everything.

    Raises:
        RuntimeError: if the command fails.
    """
    programme = copy_programme(folder, prepared=False)
    run_etl("demo", str(programme), "--leaders", str(leaders))


def find_programme(folder: Path) -> Path:
    """Where `write_example` writes the programme."""
    return folder / "programmes" / PROGRAMME


def _run(arguments: list[str]) -> tuple[float, float]:
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "etl", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"etl {' '.join(arguments)} failed")
    kib = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return time.perf_counter() - began, kib / 1024**2
