"""People of a live session without a browser: a stream and the socket of a page, as a browser has them."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

_LONGEST_LINE = 2**22


@dataclass
class Screen:
    """A page behind its socket, and what the last run drew."""

    socket: ClientConnection
    drawn: list[ForwardMsg] = field(default_factory=list)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def open(self, page: str, **query: str) -> None:
        """A whole run."""
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = page, urlencode(query)
        await self._run(message)

    async def again(self) -> None:
        """The live part once more."""
        await self._run(self._ask())

    async def press(self, label: str, **values: str) -> None:
        """The button with this label; `values` are the choices of the radios that are there."""
        message = self._ask()
        button = next(d.new_element.button for d in self._deltas() if d.new_element.button.label == label)
        pressed = message.rerun_script.widget_states.widgets.add()
        pressed.id, pressed.trigger_value = button.id, True
        for delta in self._deltas():
            radio = delta.new_element.radio
            if radio.label in values:
                chosen = message.rerun_script.widget_states.widgets.add()
                chosen.id, chosen.string_value = radio.id, values[radio.label]
        await self._run(message)

    def has(self, label: str) -> bool:
        """Whether there is a button with this label."""
        return any(delta.new_element.button.label == label for delta in self._deltas())

    def _deltas(self) -> list[Delta]:
        return [m.delta for m in self.drawn if m.WhichOneof("type") == "delta"]

    def _ask(self) -> BackMsg:
        message = BackMsg()
        message.rerun_script.fragment_id = next(d.fragment_id for d in self._deltas() if d.fragment_id)
        message.rerun_script.page_script_hash = next(
            m.new_session.page_script_hash for m in self.drawn if m.WhichOneof("type") == "new_session"
        )
        return message

    async def _run(self, message: BackMsg) -> None:
        async with self.lock:
            await self.socket.send(message.SerializeToString())
            drawn: list[ForwardMsg] = []
            while not drawn or drawn[-1].WhichOneof("type") != "script_finished":
                drawn.append(ForwardMsg.FromString(await self.socket.recv()))
            self.drawn = drawn


@asynccontextmanager
async def open_screen(address: str, *, cookie: str = "") -> AsyncIterator[Screen]:
    """The socket of a page, for as long as the block lasts."""
    async with connect(
        address.replace("http://", "ws://") + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        origin=Origin(address),
        additional_headers={"cookie": cookie} if cookie else {},
    ) as socket:
        yield Screen(socket)


async def join(client: httpx.AsyncClient, code: str) -> str:
    """A place in the session; the cookie that holds it."""
    client.cookies.clear()
    answer = await client.post("/live/aansluiten", data={"code": code, "taal": "nl"})
    return answer.headers["set-cookie"].split(";")[0]


async def follow(
    address: str,
    session_id: str,
    cookie: str,
    *,
    heard: asyncio.Queue[float],
    screen: Screen,
    spread_s: float,
) -> None:
    """Tells the moment of each revision, its figure being there; then `screen` runs again, as a phone's."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    reader, writer = await asyncio.open_connection(host, port, limit=_LONGEST_LINE)
    path = f"/live/stream?sessie={session_id}&taal=nl&donker=0"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: kompas\r\nCookie: {cookie}\r\n\r\n".encode())
    reruns: set[asyncio.Task[None]] = set()
    before = b""
    while line := await reader.readline():
        if line.startswith(b"data: ") and not before.startswith(b"event: "):
            heard.put_nowait(time.perf_counter())
            rerun = asyncio.create_task(_run_later(screen, within_s=spread_s))
            reruns.add(rerun)
            rerun.add_done_callback(reruns.discard)
        before = line


async def _run_later(screen: Screen, *, within_s: float) -> None:
    await asyncio.sleep(random.uniform(0, within_s))
    await screen.again()
