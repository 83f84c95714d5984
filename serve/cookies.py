"""Cookies behind TLS: each goes over TLS only, and not along with what another site asks."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class SecureCookies:
    """ASGI middleware: Streamlit's own cookies carry no `Secure`, since it does not know of the proxy.

    The scheme is that of the visitor: the server takes it over from a proxy that it trusts.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; what is set over TLS with what it lacks."""
        if scope["type"] != "http" or scope.get("scheme") != "https":
            await self.app(scope, receive, send)
            return

        async def send_secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                _secure_all(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_secured)


def secure_cookie(cookie: str) -> str:
    """A `Set-Cookie` with `Secure`, and with `SameSite=Lax` where it says nothing about that."""
    attributes = {part.strip().partition("=")[0].lower() for part in cookie.split(";")[1:]}
    missing = [("secure", "Secure"), ("samesite", "SameSite=Lax")]
    return "; ".join([cookie, *(words for name, words in missing if name not in attributes)])


def _secure_all(headers: MutableHeaders) -> None:
    cookies = headers.getlist("set-cookie")
    if cookies:
        del headers["set-cookie"]
        for cookie in cookies:
            headers.append("set-cookie", secure_cookie(cookie))
