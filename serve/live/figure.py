"""The figure of a card as a browser draws it, made once for everybody who looks at the same."""

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock

import brotli
import orjson
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from live import LiveStore
from live.model import Card, State, UnknownIdError
from serve.live.follower import Follower, find_follower
from ui.address import read_language
from ui.live.cards import may_look_at, read_view
from ui.live.replay import View, find_figure
from ui.live.show import describe_shown

_MOST = 128
_QUALITY = 5
_TURNS = 16
_LONGEST = 18
_HEADERS = {"cache-control": "no-store", "vary": "accept-encoding, cookie"}
_ready: OrderedDict[View, None] = OrderedDict()


@dataclass(frozen=True)
class Prepared:
    """One figure, ready to send; `name` changes with the view."""

    name: str
    plain: bytes
    packed: bytes


class Figures:
    """Answers with the figure of the current card, or of one that was shown before."""

    def __init__(
        self, find_store: Callable[[], LiveStore], *, recall: Callable[[Request], Follower | None]
    ) -> None:
        self._find_store = find_store
        self._recall = recall
        self._lock = Lock()
        self._turns = tuple(asyncio.Lock() for _ in range(_TURNS))
        self._views: OrderedDict[tuple[str, ...], tuple[int, View | None]] = OrderedDict()

    async def answer(self, request: Request) -> Response:
        """The figure; 204 if the card has none, 304 if the browser has it, 403 for who is not in."""
        follower = self._recall(request)
        query = request.query_params
        if follower is None or "r" not in query or "kaart" in query:
            return await run_in_threadpool(self._answer, request)
        # The first of two hundred reads; the others wait for it, and need no thread of their own.
        async with self._turns[hash(_name_view(query)) % len(self._turns)]:
            known, view = self._look_back(query)
            if not known or (view is not None and not is_prepared(view)):
                return await run_in_threadpool(self._answer, request)
        return _reply(request, view)

    def _answer(self, request: Request) -> Response:
        store = self._find_store()
        follower = find_follower(request, store=store)
        if follower is None:
            return Response(status_code=403)
        return _reply(request, self._find_view(request.query_params, follower, store=store))

    def _look_back(self, query: QueryParams) -> tuple[bool, View | None]:
        """Whether it is known what was on at the revision that the browser heard of, or later; and that."""
        heard = query["r"]
        if not heard.isdecimal() or len(heard) > _LONGEST:
            return False, None
        revision, view = self._views.get(_name_view(query), (-1, None))
        return revision >= int(heard), view

    def _find_view(self, query: QueryParams, follower: Follower, *, store: LiveStore) -> View | None:
        try:
            state = store.read_state(follower.session_id, seat=follower.seat)
            card = _find_card(query.get("kaart"), follower, state=state, store=store)
        except UnknownIdError:
            return None
        if card is None or card.figure is None:
            view = None
        else:
            view = read_view(card.figure, language=read_language(query), dark=query.get("donker") == "1")
        if "kaart" not in query:
            self._keep(_name_view(query), state.revision, view)
            return view
        return replace(view, query=query["filters"]) if view and "filters" in query else view

    def _keep(self, name: tuple[str, ...], revision: int, view: View | None) -> None:
        with self._lock:
            if revision >= self._views.get(name, (-1, None))[0]:
                self._views[name] = (revision, view)
                self._views.move_to_end(name)
            if len(self._views) > _MOST:
                self._views.popitem(last=False)


def _name_view(query: QueryParams) -> tuple[str, ...]:
    return query.get("sessie", ""), read_language(query), str(query.get("donker") == "1")


def _reply(request: Request, view: View | None) -> Response:
    prepared = None if view is None else prepare(view)
    if prepared is None:
        return Response(status_code=204, headers=_HEADERS)
    if request.query_params.get("had") == prepared.name:
        return Response(status_code=304, headers=_HEADERS)
    return _send(prepared, packed="br" in request.headers.get("accept-encoding", ""))


def _find_card(wanted: str | None, follower: Follower, *, state: State, store: LiveStore) -> Card | None:
    if wanted is None:
        return state.card
    card = next((card for card in store.list_cards(follower.session_id) if card.id == wanted), None)
    allowed = card is not None and (follower.seat != "participant" or may_look_at(card, state=state))
    return card if allowed else None


def is_prepared(view: View) -> bool:
    """Whether the figure of this view is ready: then nobody waits for it."""
    return view in _ready


def prepare(view: View) -> Prepared | None:
    """The figure of a view, made once; None if a reflection group does not get it."""
    prepared = _prepare(view)
    _ready[view] = None
    while len(_ready) > _MOST // 2:
        _ready.popitem(last=False)
    return prepared


@lru_cache(maxsize=_MOST)
def _prepare(view: View) -> Prepared | None:
    """The figure of a view as JSON, plain and compressed; None if a reflection group does not get it."""
    shown = find_figure(view)
    if shown is None:
        return None
    name = hashlib.sha256(repr(view).encode()).hexdigest()[:12]
    plain = orjson.dumps({"view": name, **describe_shown(shown)}, option=orjson.OPT_SERIALIZE_NUMPY)
    return Prepared(name=name, plain=plain, packed=brotli.compress(plain, quality=_QUALITY))


def _send(prepared: Prepared, *, packed: bool) -> Response:
    headers = {**_HEADERS, "content-encoding": "br"} if packed else _HEADERS
    body = prepared.packed if packed else prepared.plain
    return Response(body, media_type="application/json", headers=headers)
