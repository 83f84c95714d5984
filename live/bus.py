"""Tells within one process that a session changed: written by any thread, awaited in event loops."""

import asyncio
import threading
from collections import defaultdict
from types import TracebackType
from typing import Self


class Subscription:
    """An async iterator of revisions, each newer than the last; those in between may be left out.

    It listens from when it is made, in the running event loop; leave it by `close()` or `with`.
    """

    def __init__(self, bus: "Bus", session_id: str, *, desk: bool) -> None:
        self.session_id = session_id
        self.desk = desk
        self._bus = bus
        self._loop = asyncio.get_running_loop()
        self._heard = asyncio.Event()
        self._newest = 0
        self._told = 0

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> int:
        while self._newest <= self._told:
            self._heard.clear()
            await self._heard.wait()
        self._told = self._newest
        return self._told

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Listen no longer."""
        self._bus.leave(self)

    def tell(self, revision: int) -> None:
        """Hand a revision over, from any thread."""
        try:
            self._loop.call_soon_threadsafe(self._hear, revision)
        except RuntimeError:
            # Its loop is closed: nobody waits any more.
            self.close()

    def _hear(self, revision: int) -> None:
        self._newest = max(self._newest, revision)
        self._heard.set()


class Bus:
    """Revisions by session; whoever is slow hears the newest only.

    A change that only the facilitator's desk can see (somebody answered, results not shown) wakes
    only those who listen at the desk: 200 answers do not wake 200 phones.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._revisions: dict[str, int] = {}
        self._subscriptions: defaultdict[str, set[Subscription]] = defaultdict(set)

    def publish(
        self, session_id: str, revision: int, *, seen: int | None = None, desk_only: bool = False
    ) -> None:
        """Wake those who follow the session; from any thread, never waiting for them.

        `seen`: the number for those who do not listen at the desk, if it is another.
        """
        with self._changed:
            self._revisions[session_id] = max(revision, self._revisions.get(session_id, 0))
            following = [s for s in self._subscriptions.get(session_id, ()) if s.desk or not desk_only]
            self._changed.notify_all()
        for subscription in following:
            subscription.tell(revision if subscription.desk or seen is None else seen)

    def subscribe(self, session_id: str, *, desk: bool = True) -> Subscription:
        """Follow a session. Call it in the event loop, and read the state after it: so nothing is missed."""
        subscription = Subscription(self, session_id, desk=desk)
        with self._changed:
            self._subscriptions[session_id].add(subscription)
        return subscription

    def leave(self, subscription: Subscription) -> None:
        """Take a subscription off; twice does no harm."""
        with self._changed:
            following = self._subscriptions.get(subscription.session_id, set())
            following.discard(subscription)
            if not following:
                self._subscriptions.pop(subscription.session_id, None)
                self._revisions.pop(subscription.session_id, None)

    def wait(self, session_id: str, *, after: int, timeout: float) -> int | None:
        """The newest revision above `after` once it is heard of; None after `timeout` seconds."""
        with self._changed:
            heard = self._changed.wait_for(
                lambda: self._revisions.get(session_id, 0) > after, timeout=timeout
            )
            return self._revisions.get(session_id, 0) if heard else None

    def followed(self) -> frozenset[str]:
        """The sessions that somebody in this process follows."""
        with self._changed:
            return frozenset(self._subscriptions)
