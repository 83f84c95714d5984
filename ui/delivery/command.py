"""Starts `python -m etl deliver`, which goes on by itself, and knows what this server started."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock, Thread
from types import MappingProxyType
from typing import IO

from schemas.delivery import Layout
from schemas.originals import KEY_VARIABLE
from ui.release import locate_built

PROGRAMMES_VARIABLE = "KOMPAS_PROGRAMMES"
_ROOT = Path(__file__).parents[2]
# What a build needs; what else the server has in its environment is none of its business.
_PASSED = frozenset({"PATH", "HOME", "LANG", "TZ", "TMPDIR", "VIRTUAL_ENV", "KOMPAS_SECRET"})
_PASSED_BEGINNINGS = ("LC_", "PYTHON", "POLARS_", "OMP_", "OPENBLAS_")
TIDY = "list"
"""Brings to rest what was at work when its process died; about all deliveries."""
REFUSED = 1
_KINDNESS = 5
_MOST_HEARD = 2000
_MOST_KEPT = 200
_log = logging.getLogger("kompas")


@dataclass(frozen=True)
class Handed:
    """One file as it was handed in. `layout`: what its columns are, as somebody chose."""

    name: str
    content: bytes = field(repr=False)
    layout: Layout | None = None

    def write_header(self) -> bytes:
        """The line before its bytes."""
        header: dict[str, object] = {"name": self.name, "size": len(self.content)}
        if self.layout is not None:
            header["layout"] = self.layout.model_dump(mode="json")
        return json.dumps(header, ensure_ascii=False).encode() + b"\n"


@dataclass
class Work:
    """A command at work, or ended with `code`. `scope` is that of who gave it, `said` why it refused."""

    scope: str
    begun: datetime
    code: int | None = None
    said: str = ""

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self.code is None


class _Works:
    """What this process started, by delivery."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, Work] = {}

    def find(self, delivery_id: str) -> Work | None:
        with self._lock:
            return self._known.get(delivery_id)

    def begin(self, delivery_id: str, work: Work) -> bool:
        """Whether it may begin: one command a delivery at a time."""
        with self._lock:
            before = self._known.get(delivery_id)
            if before is not None and before.is_running:
                return False
            self._known[delivery_id] = work
            for name in list(self._known)[:-_MOST_KEPT]:
                del self._known[name]
            return True


_works = _Works()


def find_work(delivery_id: str) -> Work | None:
    """The command that this server started last for this delivery, if any."""
    return _works.find(delivery_id)


def start_command(
    command: str,
    delivery_id: str,
    *,
    scope: str,
    language: str,
    more: Sequence[str] = (),
    files: Sequence[Handed] = (),
    word: str = "",
) -> bool:
    """Starts `command` in the background. False if one is at work on this delivery already.

    `files` or else `word` go to its stdin, so that neither a name nor a word is on a command line.
    """
    work = Work(scope=scope, begun=datetime.now().astimezone())
    if not _works.begin(delivery_id, work):
        return False
    named = ["--id", delivery_id] if command != TIDY else []
    arguments = [*_begin_arguments(command), *named, *more, "--lang", language]
    try:
        process = subprocess.Popen(  # noqa: S603
            arguments,
            cwd=_ROOT,
            env=_choose_environment(os.environ),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError:
        work.code = -1
        _log.error("deliver %s %s did not start", command, delivery_id)
        return True
    # Who reads comes first.
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, process.pid, _KINDNESS)
    told = tuple(files)

    def attend() -> None:
        said: list[str] = []
        listening = Thread(target=lambda: said.append(_hear(process.stderr)), daemon=True)
        listening.start()
        _feed(process.stdin, files=told, word=word)
        code = process.wait()
        listening.join(timeout=5)
        work.said, work.code = "".join(said) if code == REFUSED else "", code
        if code != 0:
            # What it said could hold a name; it is for the eyes of who gave the command.
            _log.warning("deliver %s %s ended with %s", command, delivery_id, work.code)

    Thread(target=attend, name=f"kompas-deliver-{delivery_id}", daemon=True).start()
    return True


def make_template(out: Path, *, language: str) -> None:
    """Writes the workbook to fill in to `out`; waits for it.

    Raises:
        OSError: if it could not be made.
    """
    arguments = [*_begin_arguments("template"), "--source", "all", "--out", str(out), "--lang", language]
    environment = _choose_environment(os.environ)
    done = subprocess.run(  # noqa: S603
        arguments, cwd=_ROOT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode != 0 or not out.is_file():
        raise OSError(done.returncode)


def _begin_arguments(command: str) -> list[str]:
    return [sys.executable, "-m", "etl", "deliver", command, _name_programme(os.environ)]


def _name_programme(environment: Mapping[str, str]) -> str:
    """The programme in service: its folder where `KOMPAS_PROGRAMMES` says so, else its name."""
    name, folder = locate_built().name, environment.get(PROGRAMMES_VARIABLE)
    return str(Path(folder).resolve() / name) if folder else name


def _choose_environment(environment: Mapping[str, str]) -> Mapping[str, str]:
    kept = {
        name: value
        for name, value in environment.items()
        if name in _PASSED or name.startswith(_PASSED_BEGINNINGS)
    }
    if key := environment.get(KEY_VARIABLE):
        kept[KEY_VARIABLE] = str(Path(key).resolve())
    return MappingProxyType({**kept, "KOMPAS_BUILT": str(locate_built().resolve().parent)})


def _hear(pipe: IO[bytes] | None) -> str:
    """The sentence with which a command refuses; empty where it is none of ours."""
    if pipe is None:
        return ""
    heard = pipe.read(_MOST_HEARD).decode(errors="replace")
    while pipe.read(_MOST_HEARD):
        pass
    return "" if "Traceback" in heard else " ".join(heard.split())


def _feed(pipe: IO[bytes] | None, *, files: tuple[Handed, ...], word: str) -> None:
    """Writes everything; a command that has heard enough may stop listening."""
    if pipe is None:
        return
    with suppress(BrokenPipeError, OSError):
        for file in files:
            pipe.write(file.write_header())
            pipe.write(file.content)
        if word:
            pipe.write(word.encode())
    with suppress(BrokenPipeError, OSError):
        pipe.close()
