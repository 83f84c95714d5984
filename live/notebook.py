"""Notes and actions of a trajectory, kept by its organisers and read by nobody else."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from live.codes import make_id
from live.model import ActionStatus, Facilitator, Refusal, Refused
from live.owning import Owning
from live.sessions import require_known
from live.tables import ACTIONS, OWN_NOTES
from live.transactions import AnyRow, check_text, get_row

OwnKind = Literal["note", "action"]
ORGANISER = "organiser"


@dataclass(frozen=True, kw_only=True)
class Notebook:
    """Whose notes: one trajectory of one programme."""

    programme: str
    trajectory_id: str


@dataclass(frozen=True, kw_only=True)
class OwnNote:
    """A note, or an action: who will do it, by when, and how far it is. A note has no status.

    `linked`: it belongs to a session, that with `session_id`; None once that is erased. `action_id` is the
    action of a session that it was taken over from, as long as that is there.
    """

    id: str
    notebook: Notebook
    kind: OwnKind
    text: str
    who: str
    due: date | None
    status: ActionStatus | None
    written_at: datetime
    changed_at: datetime
    linked: bool = False
    session_id: str | None = None
    action_id: str | None = None


class Notebooks(Owning):
    """The part of the store for notes of trajectories.

    Every call says who asks. Whoever is no organiser of the trajectory is refused (NOT_YOURS): with an id of
    somebody else's note as with a name of somebody else's trajectory.
    """

    def list_own(self, notebook: Notebook, *, by: Facilitator) -> tuple[OwnNote, ...]:
        """Everything that is kept of a trajectory, the newest first.

        Raises:
            Refused: NOT_YOURS.
        """
        _check_organiser(notebook.trajectory_id, by=by)
        query = select(OWN_NOTES).where(_within(notebook))
        query = query.order_by(OWN_NOTES.c.written_at.desc(), OWN_NOTES.c.id)
        with self.database.read() as connection:
            return tuple(_read(row) for row in connection.execute(query))

    def write_own_note(
        self, notebook: Notebook, *, text: str, by: Facilitator, session_id: str | None = None
    ) -> OwnNote:
        """A note, of a session if one is named (`link_own`).

        Raises:
            Refused: NOT_YOURS, EMPTY, TOO_LONG, TOO_MANY, SLOW_DOWN.
            UnknownIdError: if that session is erased, or never was.
        """
        checked = check_text(text, longest=self.limits.body_length)
        return self._add(notebook, by=by, session_id=session_id, kind="note", text=checked, who="")

    def plan_own_action(
        self,
        notebook: Notebook,
        *,
        what: str,
        by: Facilitator,
        who: str = "",
        due: date | None = None,
        session_id: str | None = None,
    ) -> OwnNote:
        """Raises as `write_own_note`."""
        text = check_text(what, longest=self.limits.note_length)
        name = check_text(who, longest=self.limits.title_length, required=False)
        told = {"kind": "action", "text": text, "who": name, "due": due, "status": "planned"}
        return self._add(notebook, by=by, session_id=session_id, **told)

    def take_over(self, notebook: Notebook, action_id: str, *, by: Facilitator) -> OwnNote:
        """What was agreed in a session, as an own action of that session; once taken over it is the same one.

        Raises:
            Refused: NOT_YOURS, TOO_MANY, SLOW_DOWN.
            UnknownIdError: if the action or its session is erased, or never was.
        """
        agreed = self.find_row(ACTIONS, action_id)
        told = {"kind": "action", "text": agreed.what, "who": agreed.who, "due": agreed.due}
        told |= {"status": agreed.status, "action_id": action_id}
        return self._add(notebook, by=by, session_id=agreed.session_id, **told)

    def link_own(self, note_id: str, session_id: str | None, *, by: Facilitator) -> None:
        """Says of which session a note or an action is, one of those that `list_sessions_of` lists; None: of
        none.

        Raises:
            Refused: NOT_YOURS, SLOW_DOWN.
            UnknownIdError: if either is erased, or never was.
        """
        with self._take_own(note_id, by=by) as (connection, note):
            self.check_pace(connection, OWN_NOTES, OWN_NOTES.c.writer_id == by.id)
            if session_id is not None:
                _require_session(connection, session_id, _read(note).notebook, by=by)
            changed = update(OWN_NOTES).where(OWN_NOTES.c.id == note_id)
            linked = {"linked": session_id is not None, "session_id": session_id}
            action_id = note.action_id if session_id == note.session_id else None
            connection.execute(changed.values(changed_at=self.clock(), action_id=action_id, **linked))

    def set_own_status(self, note_id: str, status: ActionStatus, *, by: Facilitator) -> None:
        """How far an action is.

        Raises:
            Refused: NOT_YOURS, SLOW_DOWN; NOT_POSSIBLE for a note, or a status that is none.
            UnknownIdError: if it is erased, or never was.
        """
        with self._take_own(note_id, by=by) as (connection, note):
            if note.kind != "action" or status not in get_args(ActionStatus):
                raise Refused(Refusal.NOT_POSSIBLE)
            self.check_pace(connection, OWN_NOTES, OWN_NOTES.c.writer_id == by.id)
            changed = update(OWN_NOTES).where(OWN_NOTES.c.id == note_id)
            connection.execute(changed.values(status=status, changed_at=self.clock()))

    def erase_own(self, note_id: str, *, by: Facilitator) -> None:
        """Take a note or an action away for good, in the file too.

        Raises:
            Refused: NOT_YOURS.
            UnknownIdError: if it is erased, or never was.
        """
        with self._take_own(note_id, by=by) as (connection, _):
            connection.execute(delete(OWN_NOTES).where(OWN_NOTES.c.id == note_id))
        self.database.forget_deleted()

    def count_notebooks(self, programme: str) -> dict[str, int]:
        """How much is kept of each trajectory of which anything is: for the data steward."""
        trajectory = OWN_NOTES.c.trajectory_id
        query = select(trajectory, func.count()).where(OWN_NOTES.c.programme == programme)
        with self.database.read() as connection:
            found = connection.execute(query.group_by(trajectory).order_by(trajectory))
            return {name: int(count) for name, count in found}

    def erase_notebook(self, notebook: Notebook) -> int:
        """Take all notes of a trajectory away, unread: for the data steward. How many these were."""
        with self.database.write() as connection:
            erased = connection.execute(delete(OWN_NOTES).where(_within(notebook))).rowcount
        self.database.forget_deleted()
        return int(erased)

    def _add(
        self, notebook: Notebook, *, by: Facilitator, session_id: str | None, **values: object
    ) -> OwnNote:
        _check_organiser(notebook.trajectory_id, by=by)
        with self.database.write() as connection:
            self.take_turn(connection, notebook.programme, notebook.trajectory_id)
            if session_id is not None:
                _require_session(connection, session_id, notebook, by=by)
            if (taken := _find_taken(connection, notebook, values.get("action_id"))) is not None:
                return taken
            self.check_room(connection, OWN_NOTES, _within(notebook), most=self.limits.own_notes)
            self.check_pace(connection, OWN_NOTES, OWN_NOTES.c.writer_id == by.id)
            now = self.clock()
            added = insert(OWN_NOTES).values(
                id=make_id(),
                programme=notebook.programme,
                trajectory_id=notebook.trajectory_id,
                writer_id=by.id,
                written_at=now,
                changed_at=now,
                linked=session_id is not None,
                session_id=session_id,
                **values,
            )
            return _read(connection.execute(added.returning(*OWN_NOTES.c)).one())

    @contextmanager
    def _take_own(self, note_id: str, *, by: Facilitator) -> Iterator[tuple[Connection, AnyRow]]:
        with self.database.write() as connection:
            note = get_row(connection, OWN_NOTES, note_id)
            _check_organiser(note.trajectory_id, by=by)
            yield connection, note


def _within(notebook: Notebook) -> ColumnElement[bool]:
    return and_(
        OWN_NOTES.c.programme == notebook.programme, OWN_NOTES.c.trajectory_id == notebook.trajectory_id
    )


def _find_taken(connection: Connection, notebook: Notebook, action_id: object) -> OwnNote | None:
    if action_id is None:
        return None
    get_row(connection, ACTIONS, str(action_id))
    query = select(OWN_NOTES).where(_within(notebook), OWN_NOTES.c.action_id == action_id)
    row = connection.execute(query).first()
    return None if row is None else _read(row)


def _require_session(connection: Connection, session_id: str, notebook: Notebook, *, by: Facilitator) -> None:
    where = {"programme": notebook.programme, "trajectory_id": notebook.trajectory_id}
    require_known(connection, session_id, by=by, **where)


def _check_organiser(trajectory_id: str, *, by: Facilitator) -> None:
    if by.role != ORGANISER or trajectory_id not in by.trajectories:
        raise Refused(Refusal.NOT_YOURS)


def _read(row: AnyRow) -> OwnNote:
    return OwnNote(
        id=row.id,
        notebook=Notebook(programme=row.programme, trajectory_id=row.trajectory_id),
        kind=row.kind,
        text=row.text,
        who=row.who,
        due=row.due,
        status=row.status,
        written_at=row.written_at,
        changed_at=row.changed_at,
        linked=row.linked,
        session_id=row.session_id,
        action_id=row.action_id,
    )
