"""`python -m benchmarks.live BUILT`: two hundred people follow one session; how soon they have the figure.

Real sockets on this machine: the facilitator's click is a message on the page's socket; each follower has
a stream of their own, and fetches the figure as soon as it tells of something new.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
from rich.console import Console
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from live import LiveStore, open_live
from live.model import Draft, Facilitator, Figure, NewCard
from tests.builders.service import PROGRAMME, serve
from texts import texts_in
from ui.release import read_pointer

PEOPLE = 200
CLICKS = 10
NL = texts_in("nl")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.live")
    parser.add_argument("built", type=Path, help="a folder with releases of the example programme")
    built = parser.parse_args().built.resolve()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/live.db"
        session_id, code = prepare(url, built=built)
        with serve(built, more={"KOMPAS_LIVE_URL": url}) as service:
            asyncio.run(follow(service.address, session_id, code, pid=service.process.pid))
    return 0


def prepare(url: str, *, built: Path) -> tuple[str, str]:
    """A session with two figures, open; its id and code."""
    release_id = read_pointer(built / PROGRAMME).release_id
    store: LiveStore = open_live(url)
    session = store.create_session(
        Draft(title="Meting", template="empty", release_id=release_id, programme=PROGRAMME),
        by=Facilitator(id="demo", role="ministry"),
    )
    for page, key in (("reach", "map"), ("reach", "coverage")):
        figure = Figure(page=page, key=key, query="deel=all", release_id=release_id)
        store.add_card(session.id, NewCard(kind="figure", title=key, figure=figure))
    code = store.open_session(session.id).code or ""
    store.close()
    return session.id, code


async def follow(address: str, session_id: str, code: str, *, pid: int) -> None:
    """All of it, printed."""
    say = Console().print
    async with httpx.AsyncClient(base_url=address, limits=httpx.Limits(max_connections=None)) as client:
        cookies = [await join(client, code) for _ in range(PEOPLE)]
    heard: asyncio.Queue[float] = asyncio.Queue()
    followers = [asyncio.create_task(listen(address, session_id, cookie, heard)) for cookie in cookies]
    async with open_desk(address) as desk:
        page = await run_page(desk, "reflectiegroepen", urlencode({"sessie": session_id, "deel": "lead"}))
        for _ in range(PEOPLE):
            await heard.get()
        await asyncio.sleep(20)
        busy = await watch(pid, seconds=10)
        say(f"idle with {PEOPLE} streams: {busy:.1f} % of one core")
        delays: list[float] = []
        for number in range(CLICKS):
            began = time.perf_counter()
            page = await press(desk, page, NL("live.previous" if number and number % 2 == 0 else "live.next"))
            ends = [await asyncio.wait_for(heard.get(), 20) for _ in range(PEOPLE)]
            if number > 1:  # the first time each figure is made
                delays += [1000 * (end - began) for end in ends]
            await asyncio.sleep(1)
    delays.sort()
    p50, p95 = statistics.median(delays), delays[int(0.95 * len(delays))]
    say(f"click to the follower's figure: p50 {p50:.0f} ms, p95 {p95:.0f} ms, last {delays[-1]:.0f} ms")
    for follower in followers:
        follower.cancel()
    await asyncio.gather(*followers, return_exceptions=True)


async def join(client: httpx.AsyncClient, code: str) -> str:
    """A place; the cookie that holds it."""
    client.cookies.clear()
    answer = await client.post("/live/aansluiten", data={"code": code, "taal": "nl"})
    return answer.headers["set-cookie"].split(";")[0]


async def listen(address: str, session_id: str, cookie: str, heard: asyncio.Queue[float]) -> None:
    """One follower: on each revision the figure is fetched, and the moment that it is there told."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(_ask(f"/live/stream?sessie={session_id}", cookie))
    while line := await reader.readline():
        if not line.startswith(b"data: "):
            continue
        revision = int(line[6:])
        # The server closes what is idle for five seconds: a browser opens another connection too.
        figure_reader, figure_writer = await asyncio.open_connection(host, port)
        path = f"/live/figuur?sessie={session_id}&taal=nl&donker=0&had=&r={revision}"
        figure_writer.write(_ask(path, cookie))
        await _read_answer(figure_reader)
        figure_writer.close()
        heard.put_nowait(time.perf_counter())


def _ask(path: str, cookie: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: kompas\r\nCookie: {cookie}\r\nAccept-Encoding: br\r\n\r\n".encode()


async def _read_answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(
        (line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), b":0"
    )
    return await reader.readexactly(int(length.split(b":")[1]))


def open_desk(address: str) -> connect:
    """The facilitator's page."""
    return connect(
        address.replace("http://", "ws://") + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        origin=Origin(address),
    )


async def run_page(desk: ClientConnection, page: str, query: str) -> list[ForwardMsg]:
    """What the server sends for one run."""
    message = BackMsg()
    message.rerun_script.page_name, message.rerun_script.query_string = page, query
    await desk.send(message.SerializeToString())
    return await _read_run(desk)


async def press(desk: ClientConnection, page: list[ForwardMsg], label: str) -> list[ForwardMsg]:
    """Presses a button that the last run drew."""
    delta = next(
        message.delta
        for message in page
        if message.WhichOneof("type") == "delta" and message.delta.new_element.button.label == label
    )
    message = BackMsg()
    message.rerun_script.fragment_id = delta.fragment_id
    message.rerun_script.page_script_hash = next(
        m.new_session.page_script_hash for m in page if m.WhichOneof("type") == "new_session"
    )
    state = message.rerun_script.widget_states.widgets.add()
    state.id, state.trigger_value = delta.new_element.button.id, True
    await desk.send(message.SerializeToString())
    return await _read_run(desk)


async def _read_run(desk: ClientConnection) -> list[ForwardMsg]:
    answers: list[ForwardMsg] = []
    while not answers or answers[-1].WhichOneof("type") != "script_finished":
        answers.append(ForwardMsg.FromString(await desk.recv()))
    return answers


async def watch(pid: int, *, seconds: float) -> float:
    """How much of one core the server uses, in percent."""
    before = _ticks(pid)
    await asyncio.sleep(seconds)
    return 100 * (_ticks(pid) - before) / 100 / seconds


def _ticks(pid: int) -> int:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])
    return 0


if __name__ == "__main__":
    sys.exit(main())
