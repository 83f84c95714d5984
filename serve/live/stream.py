"""The stream of a session: the number of each revision, and before it the figure that it brought."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from live import LiveStore
from live.bus import Subscription
from live.model import UnknownIdError
from serve.live.board import Board, Look, Now
from serve.live.figure import Prepared
from serve.live.follower import Follower, find_follower
from ui.address import read_language

HEARTBEAT_S = 20.0
"""So often a stream that has nothing to tell says that it is there, and looks whether it still may be."""
_PAUSE_S = 0.15
_END = 2**62
_SILENCE, _GONE = b": \n\n", b"data: -2\n\n"
_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


class Streams:
    """The open streams of this process, so that they end when the server does."""

    def __init__(self, find_store: Callable[[], LiveStore]) -> None:
        self._find_store = find_store
        self._board = Board(find_store)
        self._open: dict[Subscription, Follower] = {}
        self._ending = False

    async def answer(self, request: Request) -> Response:
        """The stream of the session in the address, or 403; to HEAD whether there would be one."""
        store = await run_in_threadpool(self._find_store)
        follower = await run_in_threadpool(find_follower, request, store=store)
        if follower is None:
            return Response(status_code=403)
        if request.method == "HEAD":
            return Response(status_code=204, headers=_HEADERS)
        return StreamingResponse(
            self._follow(request, follower, store=store), media_type="text/event-stream", headers=_HEADERS
        )

    def end(self) -> None:
        """Ends every stream; browsers come back to the server that follows."""
        self._ending = True
        for heard in tuple(self._open):
            heard.tell(_END)

    def count(self) -> int:
        """How many there are."""
        return len(self._open)

    def note_presence(self) -> None:
        """Says in the store that whoever has a stream open here is here."""
        following = tuple(self._open.values())
        self._find_store().touch(*(one.participant.id for one in following if one.participant is not None))

    async def _follow(
        self, request: Request, follower: Follower, *, store: LiveStore
    ) -> AsyncIterator[bytes]:
        with store.bus.subscribe(follower.session_id, desk=follower.desk) as heard:
            self._open[heard] = follower
            try:
                async for told in self._tell(request, follower, heard=heard, store=store):
                    yield told
            finally:
                self._open.pop(heard, None)

    async def _tell(
        self, request: Request, follower: Follower, *, heard: Subscription, store: LiveStore
    ) -> AsyncIterator[bytes]:
        newest = await run_in_threadpool(_visit, follower, store)
        look, had = _read_look(request.query_params, follower), _Had(request.query_params)
        door, told = _Door(request, follower, store=store), -1
        while newest is not None and newest != _END and not self._ending:
            now = await self._board.look(look, revision=newest)
            if now is None or not await door.is_open(now):
                break
            news = had.write_new(now) + f"data: {now.revision}\n\n".encode()
            yield news if now.revision > told else _SILENCE
            told = now.revision
            # What comes at the same time is told as one.
            await asyncio.sleep(_PAUSE_S)
            newest = await self._next(heard) or newest
        if newest != _END and not self._ending:
            yield _GONE

    async def _next(self, heard: Subscription) -> int | None:
        """The next revision; None when nothing came for a heartbeat."""
        try:
            return await asyncio.wait_for(anext(heard), HEARTBEAT_S)
        except TimeoutError:
            return None


class _Door:
    """Whether a stream may go on: a login can end, and who takes part can be taken out."""

    def __init__(self, request: Request, follower: Follower, *, store: LiveStore) -> None:
        self._request, self._follower, self._store = request, follower, store
        self._looked = time.monotonic()

    async def is_open(self, now: Now) -> bool:
        """Looks again at who leads every heartbeat, and at who is not in what was read: they may be new."""
        participant = self._follower.participant
        if participant is None:
            sure = time.monotonic() - self._looked < HEARTBEAT_S
        else:
            sure = participant.id in now.inside
        if sure:
            return True
        self._looked = time.monotonic()
        found = await run_in_threadpool(find_follower, self._request, store=self._store)
        return found is not None and found.seat == self._follower.seat


class _Had:
    """The figure that a browser has, so that it is sent no second time."""

    def __init__(self, query: QueryParams) -> None:
        self._plain = query.get("plat") == "1"
        self._name: str | None = None

    def write_new(self, now: Now) -> bytes:
        """The event that brings another figure, or takes it away; empty if nothing changed."""
        name = "" if now.figure is None else now.figure.name
        if name == self._name:
            return b""
        self._name = name
        return b"event: figuur\ndata: " + self._write(now.figure) + b"\n\n"

    def _write(self, figure: Prepared | None) -> bytes:
        # An event without a word is none.
        if figure is None:
            return b"-"
        return figure.plain if self._plain else figure.packed


def _read_look(query: QueryParams, follower: Follower) -> Look:
    return Look(
        session_id=follower.session_id,
        seat=follower.seat,
        language=read_language(query),
        dark=query.get("donker") == "1",
    )


def _visit(follower: Follower, store: LiveStore) -> int | None:
    """The revision now, after noting that a participant is here; None if the session is no more."""
    try:
        if follower.participant is not None:
            store.touch(follower.participant.id)
        return store.read_revision(follower.session_id, seat=follower.seat)
    except UnknownIdError:
        return None
