"""The socket that visitors connect to, and the server behind it."""

import socket
import sys
from collections.abc import Callable, Sequence
from types import FrameType

import uvicorn
from starlette.types import ASGIApp
from streamlit import config

from texts import Texts

_LONGEST_HEADERS = 64 * 1024
"""The cookies of a login with many groups pass the usual 16 KB."""


def open_socket(*, host: str, port: int) -> socket.socket:
    """A listening socket on `host`:`port`.

    The protocol is named because asyncio turns Nagle's delay off on such sockets only: without it
    every answer on the page's socket waits 40 ms for the visitor's acknowledgement.

    Raises:
        OSError: if somebody listens there already, or the address is not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


class _Server(uvicorn.Server):
    """A server that says it is about to stop: streams would hold it up, as they end by themselves never."""

    def __init__(self, settings: uvicorn.Config, *, say_stop: Callable[[], None]) -> None:
        super().__init__(settings)
        self._say_stop = say_stop

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """What a signal to stop calls."""
        self._say_stop()
        super().handle_exit(sig, frame)


def run_app(
    app: ASGIApp,
    *,
    listening: socket.socket,
    proxies: Sequence[str],
    say_stop: Callable[[], None] = lambda: None,
) -> None:
    """Serve `app` until stopped, on uvloop where there is one: a rerun costs a third less.

    A request from one of the `proxies` may say by which scheme and for whom it asks. `say_stop` is called
    at the first sign of the end, so that streams end too.
    """
    settings = uvicorn.Config(
        app,
        loop="auto",
        ws="websockets-sansio",
        h11_max_incomplete_event_size=_LONGEST_HEADERS,
        ws_max_size=int(config.get_option("server.maxMessageSize")) * 1024**2,
        ws_per_message_deflate=False,
        lifespan="on",
        log_level="warning",
        access_log=False,
        forwarded_allow_ips=list(proxies),
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    _Server(settings, say_stop=say_stop).run(sockets=[listening])


def announce_address(*, host: str, port: int, texts: Texts) -> None:
    """Tell the one who started the server where the dashboard is."""
    shown = f"[{host}]" if ":" in host else host
    sys.stdout.write(texts("house.open", address=f"http://{shown}:{port}") + "\n")
    sys.stdout.flush()
