"""Coming in by a code, coming back by a token, and slowing down who guesses."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select, text, update

from live.codes import hash_token, make_id, make_token, normalise_code
from live.model import Joined, Participant, Refusal, Refused, Session
from live.reading import read_participant, read_session
from live.tables import PARTICIPANTS, SESSIONS, WRONG_CODES
from live.transactions import AnyRow, Change, Transactions, check_text, get_row

# Any number will do, as long as it is always the same.
JOINING_LOCK = 5_071_302
# Every page asks it in every run.
_KNOWN = select(PARTICIPANTS).where(
    PARTICIPANTS.c.session_id == bindparam("session_id"), PARTICIPANTS.c.token_hash == bindparam("token_hash")
)


@dataclass(frozen=True)
class _Door:
    """What a code led to: a session, or why not."""

    session: AnyRow | None = None
    refused: Refused | None = None


class Joining(Transactions):
    """The part of the store for who takes part."""

    def find_by_code(self, code: str, *, source: str, token: str | None = None) -> Session:
        """The open session with this code, however it was typed; guessing is slowed down.

        Raises:
            Refused: WRONG_CODE, CLOSED, EXPIRED or SLOW_DOWN; never for who shows a token of that session.
        """
        return read_session(self._look_up(code, source=source, token=token))

    def join(self, code: str, *, name: str | None = None, token: str | None = None, source: str) -> Joined:
        """Take a place, or the same one again with the same token; then also when full or expired.

        `source`: an opaque hash of where the request comes from, kept only while it slows down.

        Raises:
            Refused: WRONG_CODE, CLOSED, EXPIRED, SLOW_DOWN, FULL, or TOO_LONG for a name.
        """
        session = self._look_up(code, source=source, token=token)
        chosen = check_text(name or "", longest=self.limits.name_length, required=False) or None
        with self.change(session.id, desk_only=True) as change:
            if change.session.status != "open":
                raise Refused(Refusal.CLOSED)
            known = _find_known(change.connection, session.id, token)
            if known is not None:
                back = _come_back(change, known, chosen)
                return Joined(
                    participant=back, session=read_session(change.session), token=token or "", came_back=True
                )
            fresh = make_token()
            return Joined(
                participant=_take_place(change, name=chosen, token=fresh),
                session=read_session(change.session),
                token=fresh,
                came_back=False,
            )

    def find_participant(self, session_id: str, token: str) -> Participant | None:
        """Who holds this token in this session; None for anybody else, and after erasure."""
        with self.database.read() as connection:
            known = _find_known(connection, session_id, token)
            return None if known is None else read_participant(known)

    def find_place(self, session_id: str, token: str) -> tuple[Participant, Session] | None:
        """Who holds this token in this session, and the session, in one read; None as `find_participant`."""
        with self.database.read() as connection:
            known = _find_known(connection, session_id, token)
            if known is None:
                return None
            return read_participant(known), read_session(get_row(connection, SESSIONS, session_id))

    def list_participants(self, session_id: str) -> tuple[Participant, ...]:
        """Who is in, in order of coming: for the facilitator only."""
        query = select(PARTICIPANTS).where(PARTICIPANTS.c.session_id == session_id)
        with self.database.read() as connection:
            rows = connection.execute(query.order_by(PARTICIPANTS.c.joined_at, PARTICIPANTS.c.id))
            return tuple(read_participant(row) for row in rows)

    def touch(self, *participant_ids: str) -> None:
        """Say that these participants are here; wakes nobody. Unknown ones are passed over."""
        if not participant_ids:
            return
        with self.database.write() as connection:
            seen = update(PARTICIPANTS).where(PARTICIPANTS.c.id.in_(participant_ids))
            connection.execute(seen.values(seen_at=self.clock()))

    def remove_participant(self, participant_id: str) -> None:
        """Take somebody out with all answers and notes, so that the place is free."""
        session_id = self.find_row(PARTICIPANTS, participant_id).session_id
        with self.change(session_id) as change:
            gone = delete(PARTICIPANTS).where(PARTICIPANTS.c.id == participant_id)
            change.connection.execute(gone)
        self.database.forget_deleted()

    def _look_up(self, code: str, *, source: str, token: str | None) -> AnyRow:
        with self.database.write() as connection:
            if self.database.is_postgresql:
                # One at a time: else many guesses at once would pass the same count.
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": JOINING_LOCK})
            door = self._try_code(connection, code, source=source, token=token)
        if door.session is None:
            assert door.refused is not None
            raise door.refused
        return door.session

    def _try_code(self, connection: Connection, code: str, *, source: str, token: str | None) -> _Door:
        now = self.clock()
        session = _find_by_code(connection, normalise_code(code))
        if session is not None and _find_known(connection, session.id, token) is not None:
            return _Door(session=session)
        wait = self._seconds_to_wait(connection, source, now=now)
        if wait:
            return _Door(refused=Refused(Refusal.SLOW_DOWN, wait_seconds=wait))
        reason = _why_not(session, now=now)
        if reason is None:
            return _Door(session=session)
        forgotten = now - timedelta(seconds=self.limits.wrong_codes_window_seconds)
        connection.execute(delete(WRONG_CODES).where(WRONG_CODES.c.tried_at <= forgotten))
        connection.execute(insert(WRONG_CODES).values(id=make_id(), source=source, tried_at=now))
        return _Door(refused=Refused(reason))

    def _seconds_to_wait(self, connection: Connection, source: str, *, now: datetime) -> int:
        window = timedelta(seconds=self.limits.wrong_codes_window_seconds)
        recent = WRONG_CODES.c.tried_at > now - window
        query = select(func.count(), func.min(WRONG_CODES.c.tried_at)).where(recent)
        overall, first = connection.execute(query).one()
        own, own_first = connection.execute(query.where(WRONG_CODES.c.source == source)).one()
        if own >= self.limits.wrong_codes_per_source:
            return _seconds_until(own_first + window, now=now)
        if overall >= self.limits.wrong_codes_overall:
            return _seconds_until(first + window, now=now)
        return 0


def _seconds_until(moment: datetime, *, now: datetime) -> int:
    return max(1, round((moment - now).total_seconds()))


def _find_by_code(connection: Connection, code: str | None) -> AnyRow | None:
    if code is None:
        return None
    is_open = (SESSIONS.c.status == "open").desc()
    query = select(SESSIONS).where(SESSIONS.c.code == code).order_by(is_open, SESSIONS.c.changed_at.desc())
    return connection.execute(query.limit(1)).one_or_none()


def _why_not(session: AnyRow | None, *, now: datetime) -> Refusal | None:
    if session is None:
        return Refusal.WRONG_CODE
    if session.status != "open":
        return Refusal.CLOSED
    return Refusal.EXPIRED if session.code_expires_at <= now else None


def _find_known(connection: Connection, session_id: str, token: str | None) -> AnyRow | None:
    if not token:
        return None
    asked = {"session_id": session_id, "token_hash": hash_token(token)}
    return connection.execute(_KNOWN, asked).one_or_none()


def _come_back(change: Change, known: AnyRow, name: str | None) -> Participant:
    seen = update(PARTICIPANTS).where(PARTICIPANTS.c.id == known.id)
    change.connection.execute(seen.values(seen_at=change.now, name=name or known.name))
    return read_participant(get_row(change.connection, PARTICIPANTS, known.id))


def _take_place(change: Change, *, name: str | None, token: str) -> Participant:
    counted = select(func.count()).where(PARTICIPANTS.c.session_id == change.session.id)
    if change.connection.execute(counted).scalar_one() >= change.session.max_people:
        raise Refused(Refusal.FULL)
    taken = insert(PARTICIPANTS).values(
        id=make_id(),
        session_id=change.session.id,
        token_hash=hash_token(token),
        name=name,
        joined_at=change.now,
        seen_at=change.now,
        writes=0,
        writes_since=change.now,
    )
    return read_participant(change.connection.execute(taken.returning(*PARTICIPANTS.c)).one())
