"""Making, opening, closing, finding and erasing sessions."""

from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select, update

from live.codes import make_code, make_id
from live.model import Draft, Facilitator, Refusal, Refused, Session, UnknownIdError
from live.reading import read_session
from live.tables import SESSIONS
from live.transactions import Transactions, check_text, get_row


class Sessions(Transactions):
    """The part of the store for sessions as a whole."""

    def create_session(self, draft: Draft, *, by: Facilitator) -> Session:
        """A session in draft, without cards and without a code.

        Raises:
            Refused: for a title that is empty or too long, for more people than a session may have,
                or if the earlier session is somebody else's.
        """
        most = draft.max_people or self.limits.people
        if not 1 <= most <= self.limits.people:
            raise Refused(Refusal.TOO_MANY)
        now = self.clock()
        with self.database.write() as connection:
            if draft.previous_id is not None:
                _check_owner(connection, draft.previous_id, by=by)
            made = insert(SESSIONS).values(
                id=make_id(),
                title=check_text(draft.title, longest=self.limits.title_length),
                template=draft.template,
                release_id=draft.release_id,
                programme=draft.programme,
                moderated=draft.moderated,
                max_people=most,
                status="draft",
                owner_id=by.id,
                owner_role=by.role,
                owner_trajectories=list(by.trajectories),
                previous_id=draft.previous_id,
                revision=1,
                seen_revision=1,
                made_at=now,
                changed_at=now,
            )
            return read_session(connection.execute(made.returning(*SESSIONS.c)).one())

    def find_session(self, session_id: str) -> Session:
        """Raises UnknownIdError if it is erased, or never was."""
        return read_session(self.find_row(SESSIONS, session_id))

    def list_sessions(self, *, by: Facilitator) -> tuple[Session, ...]:
        """The facilitator's own sessions, the newest first."""
        query = select(SESSIONS).where(SESSIONS.c.owner_id == by.id).order_by(SESSIONS.c.made_at.desc())
        with self.database.read() as connection:
            return tuple(read_session(row) for row in connection.execute(query))

    def list_sessions_of(self, trajectory_id: str, *, by: Facilitator) -> tuple[Session, ...]:
        """One's own sessions, and those of other organisers of a trajectory of one's own, the newest first.

        A colleague's session counts only if each trajectory that it could be about is one's own too.
        """
        sessions = self.list_all_sessions()
        return tuple(s for s in sessions if _is_known(s.owner, trajectory_id=trajectory_id, by=by))

    def list_all_sessions(self) -> tuple[Session, ...]:
        """Every session, the newest first: for the data steward, who may erase each."""
        with self.database.read() as connection:
            rows = connection.execute(select(SESSIONS).order_by(SESSIONS.c.made_at.desc()))
            return tuple(read_session(row) for row in rows)

    def open_session(self, session_id: str) -> Session:
        """Let people in, by a new code; also opens a closed session again. An open one stays as it is,
        unless its code has expired.
        """
        with self.change(session_id) as change:
            row = change.session
            if row.status == "open" and row.code_expires_at > change.now:
                return read_session(row)
            opened = update(SESSIONS).where(SESSIONS.c.id == session_id)
            opened = opened.values(
                status="open",
                code=_draw_code(change.connection),
                code_expires_at=change.now + timedelta(hours=self.limits.code_hours),
            )
            return read_session(change.connection.execute(opened.returning(*SESSIONS.c)).one())

    def close_session(self, session_id: str) -> Session:
        """Nobody comes in or writes any more; the code is free for others."""
        with self.change(session_id) as change:
            closed = update(SESSIONS).where(SESSIONS.c.id == session_id)
            closed = closed.values(status="closed")
            return read_session(change.connection.execute(closed.returning(*SESSIONS.c)).one())

    def set_moderated(self, session_id: str, moderated: bool) -> Session:
        """Whether notes wait for the facilitator before others see them."""
        with self.change(session_id) as change:
            changed = update(SESSIONS).where(SESSIONS.c.id == session_id).values(moderated=moderated)
            return read_session(change.connection.execute(changed.returning(*SESSIONS.c)).one())

    def may_steer(self, session_id: str, *, by: Facilitator) -> bool:
        """Whether the session is this facilitator's own."""
        return self.find_session(session_id).owner.id == by.id

    def erase_session(self, session_id: str) -> None:
        """Take the session away with all that was said in it; nothing stays, not in the file either."""
        self.delete_session(session_id)
        self.database.forget_deleted()

    def delete_session(self, session_id: str) -> None:
        """Take its rows out of the tables; the database may still hold them in pages that are free."""
        with self.change(session_id) as change:
            change.connection.execute(delete(SESSIONS).where(SESSIONS.c.id == session_id))


def require_known(
    connection: Connection, session_id: str, *, programme: str, trajectory_id: str, by: Facilitator
) -> None:
    """That the session is one of those that `list_sessions_of` lists, of this programme. Nobody
    changes it, or an action of it, until the transaction ends.

    Raises:
        Refused: NOT_YOURS.
        UnknownIdError: if it is erased, or never was.
    """
    query = select(SESSIONS).where(SESSIONS.c.id == session_id).with_for_update(read=True)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownIdError(SESSIONS.name)
    session = read_session(row)
    if session.programme != programme or not _is_known(session.owner, trajectory_id=trajectory_id, by=by):
        raise Refused(Refusal.NOT_YOURS)


def _is_known(owner: Facilitator, *, trajectory_id: str, by: Facilitator) -> bool:
    is_colleague = owner.role == by.role == "organiser" and trajectory_id in owner.trajectories
    return owner.id == by.id or (is_colleague and set(owner.trajectories) <= set(by.trajectories))


def _check_owner(connection: Connection, session_id: str, *, by: Facilitator) -> None:
    if get_row(connection, SESSIONS, session_id).owner_id != by.id:
        raise Refused(Refusal.NOT_YOURS)


def _draw_code(connection: Connection) -> str:
    while True:
        code = make_code()
        if connection.execute(select(SESSIONS.c.id).where(SESSIONS.c.code == code)).first() is None:
            return code
