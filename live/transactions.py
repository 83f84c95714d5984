"""Every write in one transaction that takes the session, counts its revision on, and tells the bus."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, func, select, update
from sqlalchemy.sql.dml import ReturningUpdate

from live.bus import Bus
from live.database import Database
from live.limits import Limits
from live.memory import Memory
from live.model import Refusal, Refused, UnknownIdError
from live.tables import CARDS, PARTICIPANTS, SESSIONS

CHANNEL = "kompas_live"
AnyRow = Row[Any]


def tell_time() -> datetime:
    """Now, aware."""
    return datetime.now(UTC)


@dataclass
class Change:
    """A write under way. `desk_only`: nobody but the facilitator can see a difference."""

    connection: Connection
    session: AnyRow
    now: datetime
    desk_only: bool = False

    @property
    def seen_revision(self) -> int | None:
        """What those who follow elsewhere than at the desk are told; None if nothing changed for them."""
        return None if self.desk_only else self.session.seen_revision


class Transactions:
    """What every part of the store stands on."""

    def __init__(
        self, database: Database, *, bus: Bus, limits: Limits, clock: Callable[[], datetime] = tell_time
    ) -> None:
        self.database = database
        self.bus = bus
        self.limits = limits
        self.clock = clock
        self.memory = Memory()

    @contextmanager
    def change(self, session_id: str, *, desk_only: bool = False) -> Iterator[Change]:
        """Take the session for this transaction; others who write to it wait.

        Raises:
            UnknownIdError: if there is no such session.
        """
        with self.database.write() as connection:
            now = self.clock()
            change = Change(connection, _count_on(connection, session_id, now, desk_only), now, desk_only)
            yield change
            if desk_only and not change.desk_only:
                change.session = _count_seen(change)
            self.notify(change)
        self.bus.publish(
            session_id, change.session.revision, seen=change.seen_revision, desk_only=change.desk_only
        )

    @contextmanager
    def change_card(self, card_id: str, *, desk_only: bool = False) -> Iterator[tuple[Change, AnyRow]]:
        """Take the card's session, and hand out the card as it then is."""
        session_id = self.find_row(CARDS, card_id).session_id
        with self.change(session_id, desk_only=desk_only) as change:
            yield change, get_row(change.connection, CARDS, card_id)

    def find_row(self, table: Table, row_id: str) -> AnyRow:
        """A row of any table with an id, read by itself."""
        with self.database.read() as connection:
            return get_row(connection, table, row_id)

    def read_revisions(self, session_ids: Collection[str]) -> list[tuple[str, int, int]]:
        """Id, revision and seen revision of each of these sessions that is still there."""
        columns = (SESSIONS.c.id, SESSIONS.c.revision, SESSIONS.c.seen_revision)
        query = select(*columns).where(SESSIONS.c.id.in_(session_ids))
        with self.database.read() as connection:
            return [(row.id, row.revision, row.seen_revision) for row in connection.execute(query)]

    def notify(self, change: Change) -> None:
        """Tell other processes, when this transaction is kept: an id and revisions, nothing else."""
        if self.database.is_postgresql:
            seen = change.seen_revision or "-"
            message = f"{change.session.id} {change.session.revision} {seen}"
            change.connection.execute(select(func.pg_notify(CHANNEL, message)))


def _count_on(connection: Connection, session_id: str, now: datetime, desk_only: bool) -> AnyRow:
    taken = _write_count(("revision",) if desk_only else ("revision", "seen_revision"))
    session = connection.execute(taken, {"row_id": session_id, "now": now}).one_or_none()
    if session is None:
        raise UnknownIdError("session")
    return session


@cache
def _write_count(names: tuple[str, ...]) -> ReturningUpdate[Any]:
    # Made once, as `_find_by_id` is: each answer of two hundred phones begins with it.
    counted = {name: SESSIONS.c[name] + 1 for name in names}
    taken = update(SESSIONS).where(SESSIONS.c.id == bindparam("row_id"))
    return taken.values(changed_at=bindparam("now"), **counted).returning(*SESSIONS.c)


def _count_seen(change: Change) -> AnyRow:
    seen = update(SESSIONS).where(SESSIONS.c.id == change.session.id)
    seen = seen.values(seen_revision=SESSIONS.c.seen_revision + 1)
    return change.connection.execute(seen.returning(*SESSIONS.c)).one()


def get_row(connection: Connection, table: Table, row_id: str) -> AnyRow:
    """The row with this id.

    Raises:
        UnknownIdError: if there is none.
    """
    row = connection.execute(_find_by_id(table), {"row_id": row_id}).one_or_none()
    if row is None:
        raise UnknownIdError(table.name)
    return row


@cache
def _find_by_id(table: Table) -> Select[Any]:
    # Made once: to put a query together takes as long as to ask it.
    return select(table).where(table.c.id == bindparam("row_id"))


def read_place(connection: Connection, card_id: str) -> AnyRow:
    """A card with its session's `revision`.

    Raises:
        UnknownIdError: if there is none.
    """
    query = select(CARDS, SESSIONS.c.revision).join(SESSIONS, SESSIONS.c.id == CARDS.c.session_id)
    row = connection.execute(query.where(CARDS.c.id == card_id)).one_or_none()
    if row is None:
        raise UnknownIdError(CARDS.name)
    return row


def take_writer(change: Change, participant_id: str, *, limits: Limits) -> AnyRow:
    """The participant, who may write to this open session and does not write too fast.

    Raises:
        Refused: NOT_YOURS of another session, CLOSED, or SLOW_DOWN.
    """
    person = get_row(change.connection, PARTICIPANTS, participant_id)
    if person.session_id != change.session.id:
        raise Refused(Refusal.NOT_YOURS)
    if change.session.status != "open":
        raise Refused(Refusal.CLOSED)
    passed = (change.now - person.writes_since).total_seconds()
    fresh = passed >= 60
    if not fresh and person.writes >= limits.writes_per_minute:
        raise Refused(Refusal.SLOW_DOWN, wait_seconds=max(1, round(60 - passed)))
    counted = {"writes": 1, "writes_since": change.now} if fresh else {"writes": person.writes + 1}
    change.connection.execute(
        update(PARTICIPANTS).where(PARTICIPANTS.c.id == participant_id).values(seen_at=change.now, **counted)
    )
    return person


def check_text(text: str, *, longest: int, required: bool = True) -> str:
    """The text without blanks around it and without control signs.

    Raises:
        Refused: EMPTY or TOO_LONG.
    """
    clean = "".join(sign for sign in text if sign in "\n\t" or sign.isprintable()).strip()
    if required and not clean:
        raise Refused(Refusal.EMPTY)
    if len(clean) > longest:
        raise Refused(Refusal.TOO_LONG)
    return clean
