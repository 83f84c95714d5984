"""`python -m benchmarks.live BUILT`: two hundred people in one session; how soon they have what is new.

Real sockets on this machine: each of them has a stream and a page of their own, and each page runs
again after every click of the facilitator. Writes its section of RESULTS.md; `--show` prints only.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import httpx
from rich.console import Console

from benchmarks.live_browsers import measure_browsers
from benchmarks.live_people import Screen, follow, join, open_screen
from benchmarks.live_return import measure_return
from benchmarks.results import Result, write_section
from live import LiveStore, open_live
from live.model import Draft, Facilitator, Figure, NewCard, Poll
from tests.builders.service import PROGRAMME, serve
from texts import texts_in
from ui.live.follow import count_spread_ms
from ui.release import read_pointer

PEOPLE = 200
CLICKS = 12
FIRST = 2
"""The first clicks make each figure, and do not count."""
CHOICES = ("ja", "deels", "nee")
NL = texts_in("nl")


@dataclass(frozen=True)
class Meeting:
    """A session that is open."""

    store: LiveStore
    session_id: str
    code: str
    poll_id: str


def main() -> int:
    """Measure, print, and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.live")
    parser.add_argument("built", type=Path, help="a folder with releases of the example programme")
    parser.add_argument("--show", action="store_true", help="print, and write nothing")
    options = parser.parse_args()
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/live.db"
        meeting = prepare(url, built=options.built.resolve())
        with serve(options.built.resolve(), more={"KOMPAS_LIVE_URL": url}) as service:
            for result in chain(
                asyncio.run(measure(service.address, meeting, pid=service.process.pid)),
                measure_browsers(service.address, session_id=meeting.session_id, code=meeting.code),
            ):
                tell(result, results=results)
    with tempfile.TemporaryDirectory() as folder:
        for result in kill_and_return(f"sqlite:///{folder}/live.db", built=options.built.resolve()):
            tell(result, results=results)
    if not options.show:
        about = f"By `python -m benchmarks.live` on {time.strftime('%Y-%m-%d')}; {os.cpu_count()} cores,"
        write_section("Live sessions", results, about=f"{about} which the server shares with all who follow.")
    return 0


def tell(result: Result, *, results: list[Result]) -> None:
    """Print a result and keep it."""
    results.append(result)
    Console().print(f"{result.what}: {result.value:.1f} {result.unit} {result.verdict}")


def kill_and_return(url: str, *, built: Path) -> Iterator[Result]:
    """In a session of its own, at its poll."""
    meeting = prepare(url, built=built)
    meeting.store.show_card(meeting.session_id, meeting.poll_id)
    meeting.store.set_answers_open(meeting.poll_id, True)
    yield from measure_return(built, meeting.store, url=url, code=meeting.code, poll_id=meeting.poll_id)


def prepare(url: str, *, built: Path) -> Meeting:
    """A session with two figures and a poll, open."""
    release_id = read_pointer(built / PROGRAMME).release_id
    store = open_live(url)
    session = store.create_session(
        Draft(title="Meting", template="empty", release_id=release_id, programme=PROGRAMME),
        by=Facilitator(id="demo", role="ministry"),
    )
    for page, key in (("reach", "map"), ("reach", "coverage")):
        figure = Figure(page=page, key=key, query="deel=all", release_id=release_id)
        store.add_card(session.id, NewCard(kind="figure", title=key, figure=figure))
    poll = NewCard(kind="poll", title="Eens?", poll=Poll(kind="choice", options=CHOICES))
    card = store.add_card(session.id, poll)
    code = store.open_session(session.id).code or ""
    return Meeting(store=store, session_id=session.id, code=code, poll_id=card.id)


async def measure(address: str, meeting: Meeting, *, pid: int) -> list[Result]:
    """All that needs no browser."""
    heard: asyncio.Queue[float] = asyncio.Queue()
    async with sit_down(address, meeting, heard=heard) as screens, open_screen(address) as desk:
        await desk.open("reflectiegroepen", sessie=meeting.session_id, deel="lead")
        await asyncio.sleep(20)
        busy = await watch(pid, seconds=20)
        delays = sorted(await click(desk, heard))
        answered, kept = await answer(desk, screens, heard, meeting=meeting)
    return [
        Result(f"server with {PEOPLE} followers, nothing going on, share of one core", busy, "%", goal=2),
        Result("click to the follower's figure, p50", statistics.median(delays), "ms"),
        Result("click to the follower's figure, p95", delays[int(0.95 * len(delays))], "ms", goal=250),
        Result("click to the last follower's figure, of all clicks", delays[-1], "ms"),
        Result(f"{PEOPLE} answers through pages, all confirmed", answered, "s", goal=5),
        Result("answers counted afterwards", kept, "", least=PEOPLE, goal=PEOPLE),
    ]


@asynccontextmanager
async def sit_down(
    address: str, meeting: Meeting, *, heard: asyncio.Queue[float]
) -> AsyncIterator[list[Screen]]:
    """Everybody joins, opens the page and follows."""
    async with AsyncExitStack() as stack:
        async with httpx.AsyncClient(base_url=address, timeout=30) as client:
            cookies = [await join(client, meeting.code) for _ in range(PEOPLE)]
        screens, followers, spread_s = [], [], count_spread_ms(PEOPLE) / 1000
        for cookie in cookies:
            screen = await stack.enter_async_context(open_screen(address, cookie=cookie))
            await screen.open("reflectie", code=meeting.code)
            screens.append(screen)
        for cookie, screen in zip(cookies, screens, strict=True):
            following = follow(
                address, meeting.session_id, cookie, heard=heard, screen=screen, spread_s=spread_s
            )
            followers.append(asyncio.create_task(following))
        await wait_for_all(heard)
        yield screens
        for follower in followers:
            follower.cancel()
        await asyncio.gather(*followers, return_exceptions=True)


async def wait_for_all(heard: asyncio.Queue[float]) -> list[float]:
    """The moments at which everybody heard."""
    return [await asyncio.wait_for(heard.get(), 30) for _ in range(PEOPLE)]


async def click(desk: Screen, heard: asyncio.Queue[float]) -> list[float]:
    """Milliseconds between a click and each follower's figure: to and fro between two cards."""
    delays: list[float] = []
    for number in range(CLICKS):
        began = time.perf_counter()
        await desk.press(NL("live.previous" if number and number % 2 == 0 else "live.next"))
        ends = await wait_for_all(heard)
        if number >= FIRST:
            delays += [1000 * (end - began) for end in ends]
        # A group looks at a figure for a while; meanwhile their pages run again.
        await asyncio.sleep(4)
    return delays


async def answer(
    desk: Screen, screens: list[Screen], heard: asyncio.Queue[float], *, meeting: Meeting
) -> tuple[float, int]:
    """Seconds until everybody's answer is confirmed, all pressing at once; and how many answers there are."""
    await desk.press(NL("live.next"))
    await wait_for_all(heard)
    await asyncio.sleep(3)
    await desk.press(NL("live.open_answers"))
    await wait_for_all(heard)
    await asyncio.sleep(5)
    assert all(screen.has(NL("live.answer")) for screen in screens)
    label = NL("live.ask_choice")
    began = time.perf_counter()
    presses = (
        screen.press(NL("live.answer"), **{label: CHOICES[number % len(CHOICES)]})
        for number, screen in enumerate(screens)
    )
    await asyncio.gather(*presses)
    seconds = time.perf_counter() - began
    assert all(screen.has(NL("live.answer_again")) for screen in screens)
    meeting.store.set_results_shown(meeting.poll_id, True)
    tally = meeting.store.tally(meeting.poll_id, 1)
    expected = tuple(len(range(first, PEOPLE, len(CHOICES))) for first in range(len(CHOICES)))
    assert tally is not None
    assert tally.counts == expected, tally.counts
    return seconds, tally.n


async def watch(pid: int, *, seconds: float) -> float:
    """How much of one core the server uses, in percent."""
    before = _ticks(pid)
    await asyncio.sleep(seconds)
    return 100 * (_ticks(pid) - before) / os.sysconf("SC_CLK_TCK") / seconds


def _ticks(pid: int) -> int:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0


if __name__ == "__main__":
    sys.exit(main())
