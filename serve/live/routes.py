"""The routes of live sessions, and what starts and ends with the server."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from live import LiveStore
from live.notify import listen
from serve.live.figure import Figures
from serve.live.files import make_worker, pack_plotly, plotly_path, plotly_route
from serve.live.joining import Joining
from serve.live.stream import HEARTBEAT_S, Streams
from ui.live.link import FIGURE, JOIN, LEAVE, STREAM, Push, note_push
from ui.live.service import find_live

_DAY_S = 24 * 3600
_log = logging.getLogger("kompas")


class LiveRoutes:
    """All of it, made once a server."""

    def __init__(self) -> None:
        self._worker = make_worker()
        self.streams = Streams(find_live)
        self._figures = Figures(find_live)
        self._joining = Joining(find_live)

    def list_routes(self) -> list[Route]:
        """What the app serves from here on; the screens know that they can be pushed to."""
        note_push(Push(worker=self._worker.path, plotly=plotly_path()))
        return [
            self._worker.to_route(),
            plotly_route(),
            Route(STREAM, self.streams.answer),
            Route(FIGURE, self._figures.answer),
            Route(JOIN, self._joining.join, methods=["POST"]),
            Route(LEAVE, self._joining.leave, methods=["POST"]),
        ]

    @asynccontextmanager
    async def run(self) -> AsyncIterator[None]:
        """The daily retention, and what other processes say, for as long as the server runs."""
        work = (
            _keep_up(find_live),
            _listen(find_live),
            _note_presence(self.streams),
            run_in_threadpool(pack_plotly),
        )
        tasks = [asyncio.ensure_future(one) for one in work]
        try:
            yield
        finally:
            self.streams.end()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _listen(find_store: Callable[[], LiveStore]) -> None:
    """Hears what other processes write, where there can be any."""
    await listen(await run_in_threadpool(find_store))


async def _note_presence(streams: Streams) -> None:
    """Says who is here, all at once, so that two hundred streams are one write."""
    while True:
        await asyncio.sleep(HEARTBEAT_S)
        try:
            await run_in_threadpool(streams.note_presence)
        except Exception:
            _log.exception("live: who is here was not noted")


async def _keep_up(find_store: Callable[[], LiveStore]) -> None:
    """Carries the retention out, now and every day."""
    while True:
        try:
            store = await run_in_threadpool(find_store)
            await run_in_threadpool(store.carry_out_retention)
        except Exception:
            # Tomorrow again: a database that is away for a moment must not end the server.
            _log.exception("live: the retention was not carried out")
        await asyncio.sleep(_DAY_S)
