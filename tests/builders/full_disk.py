"""Writes a release where there is no room for it; run as a program, in a process of its own.

`limit`: files may not grow beyond a size, which needs no rights. `tmpfs`: a disk of one megabyte in
a mount space of its own, where the machine allows that.
"""

import ctypes
import resource
import subprocess
import sys
from pathlib import Path

from etl.release import write_release
from tests.builders.release import make_tables

ROOM = 200_000
_NEW_MOUNTS = ["unshare", "--mount", "--map-root-user"]


def list_disks() -> list[str]:
    """The kinds of full disk that this machine can show."""
    probe = [*_NEW_MOUNTS, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    try:
        allowed = subprocess.run(probe, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        allowed = False
    return ["limit", "tmpfs"] if allowed else ["limit"]


def make_command(disk: str, folder: Path) -> list[str]:
    """The command that fills `disk` in `folder`."""
    own_space = _NEW_MOUNTS if disk == "tmpfs" else []
    return [*own_space, sys.executable, "-m", "tests.builders.full_disk", disk, str(folder)]


def main(disk: str, folder: Path) -> None:
    """Prints the number of the error that the writing ends with, and how many files are left."""
    tables = make_tables()
    if disk == "tmpfs":
        ctypes.CDLL(None).mount(b"tmpfs", bytes(folder), b"tmpfs", 0, b"size=1m")
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))
    error_number: int | None = None
    try:
        write_release(tables, folder / "release-1.duckdb")
    except OSError as error:
        error_number = error.errno
    sys.stdout.write(f"{error_number} {len(list(folder.iterdir()))}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
