"""Joining a live session, and what its stream tells, over a real connection."""

import base64
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import orjson

from tests.builders.live_server import SOON_S
from ui.live.link import JOIN, STREAM


def join(phone: httpx.Client, code: str | None, **more: str) -> httpx.Response:
    return phone.post(JOIN, data={"code": code or "", "taal": "nl", **more})


@dataclass
class Heard:
    """What a stream told: numbers of revisions, figures as they were sent, and whether it ended."""

    revisions: list[int] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    silences: int = 0
    ended: bool = False

    def note(self, line: str, *, before: str) -> None:
        """Takes one line of the stream in."""
        if line.startswith("data: "):
            told = line.removeprefix("data: ")
            if before == "event: figuur":
                self.figures.append(told)
            else:
                self.revisions.append(int(told))
        elif line.startswith(":"):
            self.silences += 1

    def unpack(self) -> list[dict[str, Any] | None]:
        """The figures, opened."""
        return [None if told == "-" else orjson.loads(inflate(told)) for told in self.figures]


def inflate(told: str) -> bytes:
    return zlib.decompress(base64.b64decode(told), wbits=-zlib.MAX_WBITS)


@contextmanager
def heard_by(client: httpx.Client, **query: str) -> Iterator[Heard]:
    """What a stream tells, as it comes in."""
    heard = Heard()
    with client.stream("GET", STREAM, params=query, timeout=30) as answer:
        assert answer.status_code == 200

        def read() -> None:
            before = ""
            try:
                for line in answer.iter_lines():
                    heard.note(line, before=before)
                    before = line
                heard.ended = True
            except (httpx.HTTPError, httpx.StreamError):
                return

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        yield heard


def wait_until(true: Callable[[], bool], *, within_s: float = SOON_S) -> bool:
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return False
