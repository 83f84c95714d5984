"""Between processes: what another process wrote on PostgreSQL reaches this one's bus."""

import asyncio
import logging

import psycopg
from psycopg import AsyncConnection, Notify, sql

from live.bus import Bus
from live.store import LiveStore
from live.transactions import CHANNEL

_LOG = logging.getLogger(__name__)
_SHORTEST_WAIT, _LONGEST_WAIT = 0.2, 5.0
# A connection that is dead without having said so is found out within half a minute.
_KEPT_ALIVE = {
    "keepalives": "1",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
}


async def listen(store: LiveStore) -> None:
    """Hand on ids and revisions until cancelled; connects again when the connection breaks.

    After each connection the revisions of all followed sessions are read again, as something may
    have been missed. On SQLite, which one process at a time serves, there is nothing to listen to.
    """
    if not store.database.is_postgresql:
        return
    wait = _SHORTEST_WAIT
    while True:
        try:
            async with await _connect(store) as connection:
                wait = _SHORTEST_WAIT
                await _hand_on(connection, store)
        except psycopg.Error as error:
            # The kind only: a message may hold the address.
            _LOG.warning("live: listening broke (%s); again in %.1f s", type(error).__name__, wait)
        await asyncio.sleep(wait)
        wait = min(2 * wait, _LONGEST_WAIT)


async def _connect(store: LiveStore) -> AsyncConnection[tuple[object, ...]]:
    address = store.database.engine.url.set(drivername="postgresql").update_query_dict(_KEPT_ALIVE)
    return await AsyncConnection.connect(address.render_as_string(hide_password=False), autocommit=True)


async def _hand_on(connection: AsyncConnection[tuple[object, ...]], store: LiveStore) -> None:
    await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
    revisions = await asyncio.to_thread(store.read_revisions, store.bus.followed())
    for session_id, revision, seen in revisions:
        store.bus.publish(session_id, revision, seen=seen)
    async for notification in connection.notifies():
        publish_notification(store.bus, notification)


def publish_notification(bus: Bus, notification: Notify) -> None:
    """`<session id> <revision> <seen revision, or ->` to the bus; anything else is passed over."""
    match notification.payload.split():
        case [session_id, revision, "-"] if revision.isdecimal():
            bus.publish(session_id, int(revision), desk_only=True)
        case [session_id, revision, seen] if revision.isdecimal() and seen.isdecimal():
            bus.publish(session_id, int(revision), seen=int(seen))
        case _:
            _LOG.warning("live: a notification of another form")
