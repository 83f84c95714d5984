"""The one HTML page: Streamlit's own, in the reader's language and without inline script."""

import re
from html import escape
from pathlib import Path

import streamlit
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from texts import Texts

# Streamlit answers these itself; every other path gets the page.
_OWN_ROUTES = (
    "/_stcore/",
    "/media/",
    "/component/",
    "/static/",
    "/app/static/",
    "/auth/",
    "/oauth2callback",
    "/huis/",
    "/live/",
)
_CHANGES = {
    "comment": (r"<!--.*?-->\s*", ""),
    "language": (r'<html lang="en">', '<html lang="{language}">'),
    "title": (r"<title>Streamlit</title>", "<title>{title}</title>"),
    "inline script": (r"<script>.*?</script>\s*", ""),
    "agent link": (r'<link rel="service-desc"[^>]*>\s*', ""),
    "noscript": (r"<noscript>.*?</noscript>", "<noscript><p>{noscript}</p></noscript>"),
    "body": (r"</body>", "{tags}</body>"),
}


class PageChangedError(RuntimeError):
    """Streamlit's page no longer looks as expected: a new version, to be looked at."""


def streamlit_page() -> str:
    """Streamlit's own index.html."""
    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def rewrite_page(html: str, *, texts: Texts, tags: str = "") -> str:
    """`html` in the language of `texts`, without Streamlit's inline script; `tags` come last in its body.

    Raises:
        PageChangedError: if a place that must change is not there.
    """
    words = {
        "language": texts.language,
        "title": escape(texts("house.title")),
        "tags": tags,
        "noscript": escape(texts("house.noscript")),
    }
    for name, (pattern, replacement) in _CHANGES.items():
        # `re` would read a backslash in the words as its own.
        filled = replacement.format(**words).replace("\\", r"\\")
        html, count = re.subn(pattern, filled, html, flags=re.DOTALL)
        if count == 0:
            raise PageChangedError(name)
    return html


class Page:
    """ASGI middleware that answers with `html` wherever Streamlit would answer with its own page."""

    def __init__(self, app: ASGIApp, *, html: str) -> None:
        self.app = app
        self.html = html

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on that is not the page."""
        if scope["type"] != "http" or scope["path"].startswith(_OWN_ROUTES):
            await self.app(scope, receive, send)
            return
        answer = _Answer(html=self.html, scope=scope, receive=receive, send=send)
        await self.app(_without_conditions(scope), receive, answer.pass_on)


class _Answer:
    """One answer under way: held back and replaced when it turns out to be the page."""

    def __init__(self, *, html: str, scope: Scope, receive: Receive, send: Send) -> None:
        self.html = html
        self.scope = scope
        self.receive = receive
        self.send = send
        self.replaced = False

    async def pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self.replaced = True
            headers = _kept_headers(message)
            page = Response(self.html, media_type="text/html", headers=headers)
            await page(self.scope, self.receive, self.send)
        elif not self.replaced:
            await self.send(message)


def _is_page(message: Message) -> bool:
    return message["status"] == 200 and Headers(raw=message["headers"]).get("content-type", "").startswith(
        "text/html"
    )


def _kept_headers(message: Message) -> MutableHeaders:
    headers = MutableHeaders(raw=list(message["headers"]))
    for name in ("content-length", "content-type", "content-encoding", "etag", "last-modified"):
        del headers[name]
    headers["cache-control"] = "no-cache"
    return headers


def _without_conditions(scope: Scope) -> Scope:
    """A copy that asks for the whole page: a 304 would keep a page of another version alive."""
    conditions = {b"if-none-match", b"if-modified-since", b"range"}
    return {**scope, "headers": [(k, v) for k, v in scope["headers"] if k.lower() not in conditions]}
