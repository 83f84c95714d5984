"""A PostgreSQL of the tests' own: from the distribution's programs, in a folder, on a socket."""

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg


@dataclass
class Server:
    """A running server: the folder of its socket, and a fresh schema for each who asks."""

    folder: Path
    programs: Path
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def url(self) -> str:
        """Its database, as the owner of everything in it."""
        return f"postgresql://kompas@/postgres?host={quote(str(self.folder))}"

    def make_schema(self) -> str:
        """The address of an empty place that nobody else uses."""
        name = f"live_{next(self._numbers)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{self.url}&options=-csearch_path%3D{name}"

    def control(self, *arguments: str) -> None:
        """`pg_ctl` with its data folder; waits until it is done."""
        command = [str(self.programs / "pg_ctl"), "-D", str(self.folder / "data"), "-w", *arguments]
        _run_as_nobody_special(command)

    def start(self) -> None:
        """Start it, on its own socket only. What it holds need not outlive the machine: no fsync."""
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
        self.control("-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self.control("-m", "immediate", "stop")


def find_programs() -> Path:
    """The folder that `make test` found, or one of the machine. Without one the tests fail."""
    named = os.environ.get("KOMPAS_POSTGRES")
    places = [Path(named)] if named else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = [place for place in places if (place / "initdb").exists()]
    if not found:
        raise RuntimeError("no PostgreSQL: run `make test`, which installs one")
    return found[0]


@contextmanager
def postgres() -> Iterator[Server]:
    """A server that is there until the end of the block, and then gone with all it held."""
    folder = Path(tempfile.mkdtemp(prefix="kompas-pg-"))
    server = Server(folder=folder, programs=find_programs())
    if os.geteuid() == 0:
        shutil.chown(folder, user=_somebody())
    try:
        initdb = [str(server.programs / "initdb"), "-D", str(folder / "data"), "-U", "kompas", "-A", "trust"]
        _run_as_nobody_special([*initdb, "-E", "UTF8", "--locale=C", "--no-sync"])
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run_as_nobody_special(command: list[str]) -> None:
    # A PostgreSQL refuses to be root.
    user = _somebody() if os.geteuid() == 0 else None
    # Its output goes nowhere: a server that is started keeps a pipe open.
    subprocess.run(
        command, user=user, cwd="/", check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _somebody() -> str:
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
