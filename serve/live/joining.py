"""Joining and leaving: the forms lead here, as only a route can set a cookie that scripts cannot read."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from live import LiveStore
from live.model import Joined, Refused
from serve.entrance import is_same_origin
from ui.address import CODE, LANGUAGE, REFUSED, read_language
from ui.live.link import COOKIE, COOKIE_PATHS, read_ticket, write_ticket

_PAGE = "/reflectie"
_KEPT_S = 24 * 3600
_SEE_OTHER = 303
_secret = secrets.token_bytes(32)


class Joining:
    """The routes behind the forms of the participant's page."""

    def __init__(self, find_store: Callable[[], LiveStore]) -> None:
        self._find_store = find_store

    async def join(self, request: Request) -> Response:
        """Back to the page, with a place in the session or with the reason why not."""
        if not is_same_origin(request.scope):
            return Response(status_code=403)
        given = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        query = {LANGUAGE: read_language(given)}
        try:
            joined = await run_in_threadpool(self._join, request, given)
        except Refused as refusal:
            return _lead({CODE: given.get("code", "")[:12], REFUSED: refusal.reason.value, **query})
        answer = _lead({CODE: joined.session.code or "", **query})
        for path in COOKIE_PATHS:
            ticket = write_ticket(joined.session.id, joined.token)
            answer.set_cookie(COOKIE, ticket, path=path, max_age=_KEPT_S, httponly=True, samesite="lax")
        return answer

    async def leave(self, request: Request) -> Response:
        """Back to the page, without the place."""
        if not is_same_origin(request.scope):
            return Response(status_code=403)
        answer = _lead({LANGUAGE: read_language(request.query_params)})
        for path in COOKIE_PATHS:
            answer.delete_cookie(COOKIE, path=path, httponly=True, samesite="lax")
        return answer

    def _join(self, request: Request, given: dict[str, str]) -> Joined:
        return self._find_store().join(
            given.get("code", ""),
            name=given.get("naam", "").strip() or None,
            token=read_ticket(request.cookies.get(COOKIE))[1] or None,
            source=hide_source(request.client.host if request.client else ""),
        )


def hide_source(address: str) -> str:
    """What wrong codes are counted under: good for this run of the server only."""
    return hmac.new(_secret, address.encode(), hashlib.sha256).hexdigest()[:16]


def _lead(query: dict[str, str]) -> RedirectResponse:
    return RedirectResponse(f"{_PAGE}?{urlencode(query)}", status_code=_SEE_OTHER)
