"""The routes of live sessions on a real port, in this process, so that a test can steer the store itself."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette

from live.model import Draft, Facilitator, Figure, NewCard, Poll, Session
from serve.live.routes import LiveRoutes
from ui.live import link
from ui.live.service import find_live

SOON_S = 5.0
DESK = Facilitator(id="demo", role="ministry")


@dataclass(frozen=True)
class LiveServer:
    """Running routes."""

    address: str
    routes: LiveRoutes


@contextmanager
def serve_live() -> Iterator[LiveServer]:
    """The routes, ended at the end of the block."""
    before = list(link._known)
    routes = LiveRoutes()
    app = Starlette(routes=routes.list_routes())
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield LiveServer(address=f"http://127.0.0.1:{listening.getsockname()[1]}", routes=routes)
        finally:
            routes.streams.end()
            server.should_exit = True
            thread.join(timeout=10)
            link._known[:] = before


def make_session(*, release_id: str = "r1", programme: str = "proef", opened: bool = True) -> Session:
    """A session of the demo's facilitator with a question, a poll and no figure."""
    store = find_live()
    draft = Draft(title="Ronde tafel", template="empty", release_id=release_id, programme=programme)
    session = store.create_session(draft, by=DESK)
    store.add_card(session.id, NewCard(kind="question", title="Wat zie je?"))
    store.add_card(
        session.id, NewCard(kind="poll", title="Eens?", poll=Poll(kind="choice", options=("ja", "nee")))
    )
    return store.open_session(session.id) if opened else session


def make_figure_card(release_id: str, *, page: str, key: str, query: str = "") -> NewCard:
    """A card with a figure of a release."""
    return NewCard(
        kind="figure",
        title="Een figuur",
        figure=Figure(page=page, key=key, query=query, release_id=release_id),
    )
