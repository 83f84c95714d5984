"""Views that somebody saved: a page with its filters, by name. A view holds no figure, only an address."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select, update

from live.codes import make_id
from live.model import Facilitator, Refusal, Refused
from live.owning import Owning
from live.tables import SAVED_VIEWS
from live.transactions import AnyRow, check_text, get_row

_LONGEST_QUERY = 2000


@dataclass(frozen=True, kw_only=True)
class NewView:
    """What is saved: a page, the query of its address without release and role, and the release seen."""

    programme: str
    page: str
    query: str
    release_id: str


@dataclass(frozen=True, kw_only=True)
class SavedView(NewView):
    """A view with its name."""

    id: str
    name: str
    made_at: datetime


class Views(Owning):
    """The part of the store for saved views. Each is of one person in one role, and no other gets it."""

    def list_views(self, programme: str, *, by: Facilitator) -> tuple[SavedView, ...]:
        """One's own views, in the order in which they were saved."""
        own = and_(_own(by), SAVED_VIEWS.c.programme == programme)
        query = select(SAVED_VIEWS).where(own).order_by(SAVED_VIEWS.c.made_at, SAVED_VIEWS.c.id)
        with self.database.read() as connection:
            return tuple(_read(row) for row in connection.execute(query))

    def save_view(self, view: NewView, *, name: str, by: Facilitator) -> SavedView:
        """Raises Refused: EMPTY, TOO_LONG, TOO_MANY, SLOW_DOWN."""
        checked = check_text(_flatten(name), longest=self.limits.title_length)
        if len(view.query) > _LONGEST_QUERY:
            raise Refused(Refusal.TOO_LONG)
        with self.database.write() as connection:
            self.take_turn(connection, by.id, by.role)
            self.check_room(connection, SAVED_VIEWS, _own(by), most=self.limits.views)
            self.check_pace(connection, SAVED_VIEWS, _own(by))
            now = self.clock()
            saved = insert(SAVED_VIEWS).values(
                id=make_id(),
                programme=view.programme,
                owner_id=by.id,
                owner_role=by.role,
                name=checked,
                page=view.page,
                query=view.query,
                release_id=view.release_id,
                made_at=now,
                changed_at=now,
            )
            return _read(connection.execute(saved.returning(*SAVED_VIEWS.c)).one())

    def rename_view(self, view_id: str, name: str, *, by: Facilitator) -> None:
        """Raises Refused: NOT_YOURS, EMPTY, TOO_LONG, SLOW_DOWN; UnknownIdError if it is not there."""
        checked = check_text(_flatten(name), longest=self.limits.title_length)
        with self.database.write() as connection:
            _check_own(connection, view_id, by=by)
            self.check_pace(connection, SAVED_VIEWS, _own(by))
            renamed = update(SAVED_VIEWS).where(SAVED_VIEWS.c.id == view_id)
            connection.execute(renamed.values(name=checked, changed_at=self.clock()))

    def erase_view(self, view_id: str, *, by: Facilitator) -> None:
        """Raises Refused: NOT_YOURS; UnknownIdError if it is not there."""
        with self.database.write() as connection:
            _check_own(connection, view_id, by=by)
            connection.execute(delete(SAVED_VIEWS).where(SAVED_VIEWS.c.id == view_id))
        self.database.forget_deleted()


def _own(by: Facilitator) -> ColumnElement[bool]:
    return and_(SAVED_VIEWS.c.owner_id == by.id, SAVED_VIEWS.c.owner_role == by.role)


def _check_own(connection: Connection, view_id: str, *, by: Facilitator) -> None:
    row = get_row(connection, SAVED_VIEWS, view_id)
    if (row.owner_id, row.owner_role) != (by.id, by.role):
        raise Refused(Refusal.NOT_YOURS)


def _flatten(name: str) -> str:
    """A name is one line."""
    return " ".join(name.split())


def _read(row: AnyRow) -> SavedView:
    return SavedView(
        id=row.id,
        programme=row.programme,
        page=row.page,
        query=row.query,
        release_id=row.release_id,
        name=row.name,
        made_at=row.made_at,
    )
