"""What is on in each session, read once for everybody who hears of the same change."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from live import LiveStore
from live.model import Seat, UnknownIdError
from serve.live.figure import Prepared, prepare
from texts.catalogue import Language
from ui.live.cards import read_view

FRESH_S = 10.0
"""What was read longer ago is read again also when no change was heard of: a call can be missed."""
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
    """What is on at a revision: the figure of the card, if it has one, and the ids of who takes part."""

    revision: int
    figure: Prepared | None
    inside: frozenset[str]


@dataclass(frozen=True)
class _Reading:
    revision: int
    begun: float
    answer: asyncio.Future[Now | None]

    def serves(self, revision: int) -> bool:
        """Whether it tells of this revision or a later one, and is fresh."""
        failed = self.answer.done() and (self.answer.cancelled() or self.answer.exception() is not None)
        return not failed and self.revision >= revision and time.monotonic() - self.begun < FRESH_S


class Board:
    """Two hundred people hear of a change at once; the first of them reads, the others wait for it."""

    def __init__(self, find_store: Callable[[], LiveStore]) -> None:
        self._find_store = find_store
        self._readings: OrderedDict[Look, _Reading] = OrderedDict()

    async def look(self, look: Look, *, revision: int) -> Now | None:
        """What is on at this revision or a later one; None if the session is no more."""
        reading = self._readings.get(look)
        if reading is None or not reading.serves(revision):
            answer = asyncio.ensure_future(run_in_threadpool(self._read, look))
            reading = _Reading(revision=revision, begun=time.monotonic(), answer=answer)
            self._readings[look] = reading
            self._readings.move_to_end(look)
            if len(self._readings) > _MOST:
                self._readings.popitem(last=False)
        # Whoever leaves meanwhile must not end it for the others.
        return await asyncio.shield(reading.answer)

    def _read(self, look: Look) -> Now | None:
        store = self._find_store()
        try:
            state = store.read_state(look.session_id, seat=look.seat)
            inside = frozenset(participant.id for participant in store.list_participants(look.session_id))
        except UnknownIdError:
            return None
        figure = None if state.card is None else state.card.figure
        view = None if figure is None else read_view(figure, language=look.language, dark=look.dark)
        shown = None if view is None else prepare(view)
        return Now(revision=state.revision, figure=shown, inside=inside)
