"""Asks who it is on the routes that Streamlit leaves open, and ends a login when its visitor logs out."""

import sqlite3

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.access.admit import admit, end_login
from ui.access.cookie import read_cookie
from ui.access.denial import NotAdmittedError
from ui.access.login import uses_login

_FILES = "/media/"
_LOGOUT = "/auth/logout"


class Door:
    """ASGI middleware. A file that a page handed out goes only to who may come in now.

    Streamlit serves it to anybody who has its address, for as long as it lies ready.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 403."""
        guarded = scope["type"] == "http" and scope["path"].startswith((_FILES, _LOGOUT))
        app = self.app
        if guarded and uses_login():
            claims = read_cookie(HTTPConnection(scope).cookies)
            if scope["path"].startswith(_LOGOUT):
                _end(claims)
            elif not _is_welcome(claims):
                app = PlainTextResponse("", status_code=403)
        await app(scope, receive, send)


def _is_welcome(claims: dict[str, object]) -> bool:
    try:
        admit(claims)
    except NotAdmittedError:
        return False
    return True


def _end(claims: dict[str, object]) -> None:
    """Ends the login; without its table nobody comes in anyway."""
    try:
        end_login(claims)
    except (OSError, sqlite3.Error):
        return
