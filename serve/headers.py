"""What every answer carries and which of Streamlit's routes stay closed."""

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "connect-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "content-security-policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
# Numbers about visitors, and a second way in without a browser: nobody here needs them.
CLOSED = ("/_stcore/metrics", "/_stcore/agent")


class Headers:
    """ASGI middleware that adds `HEADERS` to every HTTP answer and closes the `CLOSED` routes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 404 where it is closed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        app = PlainTextResponse("", status_code=404) if is_closed(scope["path"]) else self.app
        await app(scope, receive, send_with_headers)


def is_closed(path: str) -> bool:
    """Whether `path` is one of the closed routes or lies under it."""
    folded = "/" + path.strip("/").lower()
    return any(folded == closed or folded.startswith(f"{closed}/") for closed in CLOSED)
