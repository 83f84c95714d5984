"""A real server on a free port, for tests, screenshots and measurements."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from types import MappingProxyType

ROOT = Path(__file__).parents[2]
PROGRAMME = "schoolleiders-2021-2023"


@dataclass(frozen=True)
class Service:
    """A running server."""

    address: str
    process: subprocess.Popen[str]
    lines: list[str]

    @property
    def log(self) -> str:
        """What it wrote so far."""
        return "".join(self.lines)


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    built: Path,
    *,
    programme: str = PROGRAMME,
    program: tuple[str, ...] = ("server.py",),
    more: Mapping[str, str] = MappingProxyType({}),
    port: int | None = None,
) -> Iterator[Service]:
    """A server that shows the release in `built`, ended at the end of the block.

    `more` are further variables of its environment; without a `port` it is a free one.
    """
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, *program, "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "KOMPAS_BUILT": str(built), "KOMPAS_PROGRAMME": programme, **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    service = Service(address=f"http://127.0.0.1:{port}", process=process, lines=[])
    try:
        _wait_until_open(service)
        yield service
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_open(service: Service) -> None:
    assert service.process.stdout is not None
    for line in service.process.stdout:
        service.lines.append(line)
        if re.search(r"http://\S+:\d+", line):
            # A full pipe would stop the server: somebody has to go on reading.
            Thread(target=service.lines.extend, args=(service.process.stdout,), daemon=True).start()
            return
    raise RuntimeError(f"the server did not start:\n{service.log}")


def build_demo(folder: Path, *, prepared: bool = True) -> Path:
    """Write example exports into a copy of the programme under `folder`, and build them there.

    Returns the folder of what was built. Not `prepared`: everything is judged anew.
    """
    programme = copy_programme(folder, prepared=prepared)
    run_etl("demo", str(programme))
    run_etl("build", str(programme), "--built", str(folder / "built"))
    return folder / "built"


def copy_programme(folder: Path, *, prepared: bool = True) -> Path:
    """A copy of the programme under `folder`, without exports; with or without its judgements."""
    programme = folder / "programmes" / PROGRAMME
    left_out = ("raw",) if prepared else ("raw", "prepared")
    source = ROOT / "data" / "programmes" / PROGRAMME
    shutil.copytree(source, programme, ignore=shutil.ignore_patterns(*left_out))
    return programme


def run_etl(*arguments: str) -> None:
    """`python -m etl` with these words.

    Raises:
        RuntimeError: if it does not end well, with what it wrote.
    """
    asked = [sys.executable, "-m", "etl", *arguments]
    result = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        told = f"{result.stdout}{result.stderr}"
        raise RuntimeError(f"etl {' '.join(arguments)} ended with {result.returncode}:\n{told}")
