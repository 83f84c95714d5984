"""What is kept of a session: conclusions, and actions that later sessions take up."""

from datetime import date

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from live.codes import make_id
from live.model import Action, ActionStatus, Conclusion, Refusal, Refused
from live.reading import read_action, read_conclusion
from live.tables import ACTIONS, CONCLUSIONS, SESSIONS
from live.transactions import AnyRow, Transactions, check_text, get_row

_FINISHED = ("done", "dropped")
# How many earlier sessions are looked at for actions that still go on.
_FURTHEST = 20


class Keeping(Transactions):
    """The part of the store for conclusions and actions."""

    def add_conclusion(self, session_id: str, text: str) -> Conclusion:
        """Raises Refused: EMPTY, TOO_LONG, TOO_MANY."""
        with self.change(session_id) as change:
            _check_count(change.connection, CONCLUSIONS, session_id, most=self.limits.conclusions)
            checked = check_text(text, longest=self.limits.body_length)
            added = insert(CONCLUSIONS).values(
                id=make_id(), session_id=session_id, text=checked, written_at=change.now
            )
            return read_conclusion(change.connection.execute(added.returning(*CONCLUSIONS.c)).one())

    def remove_conclusion(self, conclusion_id: str) -> None:
        """Take a conclusion back."""
        self._remove(CONCLUSIONS, conclusion_id)

    def list_conclusions(self, session_id: str) -> tuple[Conclusion, ...]:
        """In the order in which they were written."""
        with self.database.read() as connection:
            return tuple(read_conclusion(row) for row in rows_of(connection, CONCLUSIONS, session_id))

    def add_action(self, session_id: str, *, what: str, who: str = "", due: date | None = None) -> Action:
        """Raises Refused: EMPTY, TOO_LONG, TOO_MANY."""
        with self.change(session_id) as change:
            _check_count(change.connection, ACTIONS, session_id, most=self.limits.actions)
            added = insert(ACTIONS).values(
                id=make_id(),
                session_id=session_id,
                what=check_text(what, longest=self.limits.note_length),
                who=check_text(who, longest=self.limits.title_length, required=False),
                due=due,
                status="planned",
                written_at=change.now,
            )
            row = change.connection.execute(added.returning(*ACTIONS.c)).one()
            return read_action(row, carried=False)

    def remove_action(self, action_id: str) -> None:
        """Take an action back."""
        self._remove(ACTIONS, action_id)

    def set_action_status(self, action_id: str, status: ActionStatus) -> None:
        """Planned, done, going on or dropped; also of an earlier session's action."""
        with self.change(self.find_row(ACTIONS, action_id).session_id) as change:
            changed = update(ACTIONS).where(ACTIONS.c.id == action_id).values(status=status)
            change.connection.execute(changed)

    def list_actions(self, session_id: str) -> tuple[Action, ...]:
        """Those of earlier sessions first, marked `carried`: all of the one before, and of those
        before it what is not done or dropped. Then the session's own.
        """
        with self.database.read() as connection:
            return list_actions_of(connection, session_id)

    def _remove(self, table: Table, row_id: str) -> None:
        with self.change(self.find_row(table, row_id).session_id) as change:
            change.connection.execute(delete(table).where(table.c.id == row_id))


def list_actions_of(connection: Connection, session_id: str) -> tuple[Action, ...]:
    """As `Keeping.list_actions`, within a transaction that is under way."""
    own = [read_action(row, carried=False) for row in rows_of(connection, ACTIONS, session_id)]
    earlier: list[Action] = []
    for distance, previous in enumerate(_earlier_sessions(connection, session_id)):
        rows = rows_of(connection, ACTIONS, previous)
        kept = [row for row in rows if distance == 0 or row.status not in _FINISHED]
        earlier = [*(read_action(row, carried=True) for row in kept), *earlier]
    return (*earlier, *own)


def rows_of(connection: Connection, table: Table, session_id: str) -> list[AnyRow]:
    """The rows of a session, as they were written."""
    query = select(table).where(table.c.session_id == session_id).order_by(table.c.written_at, table.c.id)
    return list(connection.execute(query))


def _earlier_sessions(connection: Connection, session_id: str) -> list[str]:
    found: list[str] = []
    previous = get_row(connection, SESSIONS, session_id).previous_id
    while previous is not None and previous not in found and len(found) < _FURTHEST:
        found.append(previous)
        previous = get_row(connection, SESSIONS, previous).previous_id
    return found


def _check_count(connection: Connection, table: Table, session_id: str, *, most: int) -> None:
    counted = select(func.count()).select_from(table).where(table.c.session_id == session_id)
    if connection.execute(counted).scalar_one() >= most:
        raise Refused(Refusal.TOO_MANY)
