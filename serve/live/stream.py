"""The stream of a session: the numbers of its revisions, and nothing else."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from live import LiveStore
from live.bus import Subscription
from live.model import UnknownIdError
from serve.live.follower import Follower, find_follower
from ui.live.link import COOKIE

HEARTBEAT_S = 20.0
"""So often a stream that has nothing to tell says that it is there, and looks whether it still may be."""
_PAUSE_S = 0.15
_END = 2**62
_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


class Streams:
    """The open streams of this process, so that they end when the server does."""

    def __init__(self, find_store: Callable[[], LiveStore]) -> None:
        self._find_store = find_store
        self._open: set[Subscription] = set()
        self._seated: dict[tuple[str, str], Follower] = {}
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

    def recall(self, request: Request) -> Follower | None:
        """Who takes part and has a stream open here: looked up for it less than a heartbeat ago."""
        return self._seated.get(_name_seat(request))

    async def _follow(self, request: Request, follower: Follower, *, store: LiveStore) -> AsyncIterator[str]:
        with store.bus.subscribe(follower.session_id, desk=follower.desk) as heard:
            seat = _name_seat(request)
            self._open.add(heard)
            if follower.participant is not None:
                self._seated[seat] = follower
            try:
                async for line in self._tell(request, follower, heard=heard, store=store):
                    yield line
            finally:
                self._open.discard(heard)
                self._seated.pop(seat, None)

    async def _tell(
        self, request: Request, follower: Follower, *, heard: Subscription, store: LiveStore
    ) -> AsyncIterator[str]:
        revision = await run_in_threadpool(_visit, follower, store)
        looked = time.monotonic()
        if revision is None:
            return
        while not self._ending and revision != _END:
            yield ": \n\n" if revision is None else f"data: {revision}\n\n"
            # What comes at the same time is told as one.
            await asyncio.sleep(_PAUSE_S)
            revision = await self._next(heard)
            if time.monotonic() - looked >= HEARTBEAT_S:
                if await run_in_threadpool(_is_gone, request, follower, store):
                    return
                looked = time.monotonic()

    async def _next(self, heard: Subscription) -> int | None:
        """The next revision; None when nothing came for a heartbeat."""
        try:
            return await asyncio.wait_for(anext(heard), HEARTBEAT_S)
        except TimeoutError:
            return None


def _name_seat(request: Request) -> tuple[str, str]:
    return request.query_params.get("sessie", ""), request.cookies.get(COOKIE, "")


def _visit(follower: Follower, store: LiveStore) -> int | None:
    """The revision now, after noting that a participant is here; None if the session is no more."""
    try:
        if follower.participant is not None:
            store.touch(follower.participant.id)
        return store.read_revision(follower.session_id, seat=follower.seat)
    except UnknownIdError:
        return None


def _is_gone(request: Request, follower: Follower, store: LiveStore) -> bool:
    """Whether this stream may not go on: a login that ended, a participant or session that was erased."""
    now = find_follower(request, store=store)
    return now is None or now.seat != follower.seat or _visit(now, store) is None
