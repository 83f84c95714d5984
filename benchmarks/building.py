"""How long a build takes and how much memory it needs, in a process of its own."""

import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.builders.raw_exports import BEGIN, change_cell
from tests.builders.service import PROGRAMME, ROOT, copy_programme, run_etl

ROW, HEADING = 60, "Q3"
_EVERY = 2.0
"""Seconds between two looks at the memory."""


@dataclass(frozen=True)
class Built:
    """A build: its folder, seconds, and peak memory of all its processes together, in GiB."""

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


def measure_again(folder: Path) -> float:
    """Seconds of a build after one answer was put right; in `folder` something was built before.

    Raises:
        RuntimeError: if the build fails, with what it wrote.
    """
    surveys = find_programme(folder) / "raw" / BEGIN
    before = change_cell(surveys, row=ROW, heading=HEADING, value="3")
    if before == "3":
        change_cell(surveys, row=ROW, heading=HEADING, value="4")
    return _run(["build", str(find_programme(folder)), "--built", str(folder / "built")])[0]


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
    """Seconds, and the most GiB that the command and all that it started held together."""
    began = time.perf_counter()
    process = psutil.Popen([sys.executable, "-m", "etl", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _weigh(process))
        time.sleep(_EVERY)
    if process.returncode != 0:
        raise RuntimeError(f"etl {' '.join(arguments)} failed")
    return time.perf_counter() - began, peak / 1024**3


def _weigh(process: psutil.Process) -> int:
    """The bytes of a process and its descendants; what they share counts once."""
    total = 0
    for one in (process, *_list_descendants(process)):
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            memory = one.memory_full_info()
            total += getattr(memory, "pss", memory.uss)
    return total


def _list_descendants(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []
