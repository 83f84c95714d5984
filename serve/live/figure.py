"""The figure of a card as a browser draws it, made once for everybody who looks at the same."""

import base64
import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from live import LiveStore
from live.model import Card, UnknownIdError
from serve.live.follower import Follower, find_follower
from ui.address import read_language
from ui.live.cards import may_look_at, read_view
from ui.live.replay import View, find_figure
from ui.live.show import describe_shown

_MOST = 128
_HEADERS = {"cache-control": "no-store", "vary": "cookie"}


@dataclass(frozen=True)
class Prepared:
    """One figure, ready to send; `name` changes with the view."""

    name: str
    plain: bytes
    packed: bytes
    """The same without line ends, as a stream needs it: deflated, in base64."""


@lru_cache(maxsize=_MOST)
def prepare(view: View) -> Prepared | None:
    """The figure of a view as JSON, made once; None if a reflection group does not get it."""
    shown = find_figure(view)
    if shown is None:
        return None
    name = hashlib.sha256(repr(view).encode()).hexdigest()[:12]
    plain = orjson.dumps({"view": name, **describe_shown(shown)}, option=orjson.OPT_SERIALIZE_NUMPY)
    deflate = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)
    packed = base64.b64encode(deflate.compress(plain) + deflate.flush())
    return Prepared(name=name, plain=plain, packed=packed)


class Figures:
    """Answers whoever looks around alone: the figure of a card that was shown, with filters of their own."""

    def __init__(self, find_store: Callable[[], LiveStore]) -> None:
        self._find_store = find_store

    async def answer(self, request: Request) -> Response:
        """The figure; 204 if there is none for them, 403 for who is not in."""
        return await run_in_threadpool(self._answer, request)

    def _answer(self, request: Request) -> Response:
        store = self._find_store()
        follower = find_follower(request, store=store)
        if follower is None:
            return Response(status_code=403)
        view = _find_view(request.query_params, follower, store=store)
        prepared = None if view is None else prepare(view)
        if prepared is None:
            return Response(status_code=204, headers=_HEADERS)
        return Response(prepared.plain, media_type="application/json", headers=_HEADERS)


def _find_view(query: QueryParams, follower: Follower, *, store: LiveStore) -> View | None:
    card = _find_card(query.get("kaart", ""), follower, store=store)
    if card is None or card.figure is None:
        return None
    view = read_view(card.figure, language=read_language(query), dark=query.get("donker") == "1")
    return replace(view, query=query["filters"]) if "filters" in query else view


def _find_card(wanted: str, follower: Follower, *, store: LiveStore) -> Card | None:
    try:
        state = store.read_state(follower.session_id, seat=follower.seat)
        card = next((card for card in store.list_cards(follower.session_id) if card.id == wanted), None)
    except UnknownIdError:
        return None
    allowed = card is not None and (follower.seat != "participant" or may_look_at(card, state=state))
    return card if allowed else None
