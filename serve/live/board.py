"""What is on in each session, read once for everybody who hears of the same change."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from live import LiveStore
from live.model import Participant, Seat, UnknownIdError
from serve.live.figure import Prepared, prepare
from texts.catalogue import Language
from ui.live.cards import read_view

_MOST = 256


@dataclass(frozen=True)
class Look:
    """From which seat of which session somebody looks, in which language and theme."""

    session_id: str
    seat: Seat
    language: Language
    dark: bool


@dataclass(frozen=True)
class Now:
    """What is on: the figure of the card, if it has one, and the ids of who takes part."""

    figure: Prepared | None
    inside: frozenset[str]

    def admits(self, participant: Participant | None) -> bool:
        """Whether somebody was in when this was read; None is who leads, and takes no part."""
        return participant is None or participant.id in self.inside


class Board:
    """Two hundred people hear of a change at once; the first of them reads, the others wait for it."""

    def __init__(self, find_store: Callable[[], LiveStore]) -> None:
        self._find_store = find_store
        self._reading: OrderedDict[Look, tuple[int, asyncio.Future[Now | None]]] = OrderedDict()

    async def look(self, look: Look, *, revision: int) -> Now | None:
        """What is on at this revision or a later one; None if the session is no more."""
        known, reading = self._reading.get(look, (-1, None))
        if reading is None or known < revision or _has_failed(reading):
            reading = asyncio.ensure_future(run_in_threadpool(self._read, look))
            self._reading[look] = (revision, reading)
            self._reading.move_to_end(look)
            if len(self._reading) > _MOST:
                self._reading.popitem(last=False)
        # Whoever leaves meanwhile must not end it for the others.
        return await asyncio.shield(reading)

    def _read(self, look: Look) -> Now | None:
        store = self._find_store()
        try:
            state = store.read_state(look.session_id, seat=look.seat)
            inside = frozenset(participant.id for participant in store.list_participants(look.session_id))
        except UnknownIdError:
            return None
        figure = None if state.card is None else state.card.figure
        view = None if figure is None else read_view(figure, language=look.language, dark=look.dark)
        return Now(figure=None if view is None else prepare(view), inside=inside)


def _has_failed(reading: asyncio.Future[Now | None]) -> bool:
    return reading.done() and (reading.cancelled() or reading.exception() is not None)
