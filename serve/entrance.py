"""Who may come in, and with how much: the name asked for, the origin of a socket, the size of a body."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

HOSTS_VARIABLE = "KOMPAS_HOSTS"
PROXY_VARIABLE = "KOMPAS_PROXY"
LARGEST_BODY = 64 * 1024
"""Bytes that any request but an upload may carry."""
_UPLOADS = "/_stcore/upload_file/"
_AROUND_A_FILE = 1024**2
_MISDIRECTED, _TOO_LARGE = 421, 413
_POLICY_VIOLATION = 1008


@dataclass(frozen=True)
class EntranceSettings:
    """`hosts`: the names by which the dashboard may be asked, any if none. `proxies`: addresses that may say
    by which scheme and for whom they ask.
    """

    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")


def read_entrance_settings(environment: Mapping[str, str] = os.environ) -> EntranceSettings:
    """The settings in the environment, each a list with commas."""
    hosts = _split(environment.get(HOSTS_VARIABLE, ""))
    proxies = _split(environment.get(PROXY_VARIABLE, ""))
    return EntranceSettings(hosts=hosts, proxies=proxies or EntranceSettings.proxies)


class Entrance:
    """ASGI middleware in front of everything.

    Streamlit itself looks at origins too, but lets any page of the visitor's own machine in, and asks an
    outside address for its own when it meets an unknown one.
    """

    def __init__(self, app: ASGIApp, *, settings: EntranceSettings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it with nothing but a number."""
        if scope["type"] == "http":
            await self._take_request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._take_socket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _take_request(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._knows_host(scope):
            await Response(status_code=_MISDIRECTED)(scope, receive, send)
            return
        body = _Body(receive, send, most=find_largest_body(scope["path"]))
        if body.is_announced_too_large(scope):
            await Response(status_code=_TOO_LARGE)(scope, receive, send)
            return
        try:
            await self.app(scope, body.receive, body.send)
        except BodyTooLargeError:
            if not body.answered:
                await Response(status_code=_TOO_LARGE)(scope, receive, send)

    async def _take_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._knows_host(scope) and is_same_origin(scope):
            await self.app(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})

    def _knows_host(self, scope: Scope) -> bool:
        return not self.settings.hosts or read_host(scope) in self.settings.hosts


class BodyTooLargeError(Exception):
    """A body goes on beyond what was announced or allowed."""


class _Body:
    """The body of one request, counted as it comes in."""

    def __init__(self, receive: Receive, send: Send, *, most: int) -> None:
        self._receive, self._send = receive, send
        self._left = self._most = most
        self.answered = False

    def is_announced_too_large(self, scope: Scope) -> bool:
        announced = Headers(scope=scope).get("content-length", "0")
        return announced.isascii() and announced.isdigit() and int(announced) > self._most

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise BodyTooLargeError
        return message

    async def send(self, message: Message) -> None:
        self.answered = True
        await self._send(message)


def find_largest_body(path: str) -> int:
    """Bytes that a request to `path` may carry; an upload carries a file and what stands around it."""
    if path.startswith(_UPLOADS):
        return int(config.get_option("server.maxUploadSize")) * 1024**2 + _AROUND_A_FILE
    return LARGEST_BODY


def read_host(scope: Scope) -> str:
    """The name that a request asks for, without its port; empty when it is none."""
    try:
        return urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or ""
    except ValueError:
        return ""


def is_same_origin(scope: Scope) -> bool:
    """Whether the page that opens a socket came from the name that it asks for.

    Without an origin it is no page in a browser: nobody else's cookies ride along.
    """
    headers = Headers(scope=scope)
    origin, host = headers.get("origin"), headers.get("host", "")
    return origin is None or origin.lower() in {f"http://{host}".lower(), f"https://{host}".lower()}


def _split(given: str) -> tuple[str, ...]:
    return tuple(part.strip().lower() for part in given.split(",") if part.strip())
