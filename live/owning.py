"""What somebody keeps outside a session: how many, how fast, and for whom the writers wait in line."""

from datetime import timedelta

from sqlalchemy import ColumnElement, Connection, Table, func, select

from live.model import Refusal, Refused
from live.transactions import Transactions

_WINDOW_S = 60


class Owning(Transactions):
    """The bounds of what is kept for a trajectory or for one person."""

    def take_turn(self, connection: Connection, *names: str) -> None:
        """Writers for the same names wait for each other, so that a count stays true until it is used.

        SQLite has one writer at a time anyway.
        """
        if self.database.is_postgresql:
            key = func.hashtextextended("\n".join(names), 0)
            connection.execute(select(func.pg_advisory_xact_lock(key)))

    def check_room(
        self, connection: Connection, table: Table, own: ColumnElement[bool], *, most: int
    ) -> None:
        """Raises Refused: TOO_MANY where as many are kept as may be."""
        if count_rows(connection, table, own) >= most:
            raise Refused(Refusal.TOO_MANY)

    def check_pace(self, connection: Connection, table: Table, mine: ColumnElement[bool]) -> None:
        """Raises Refused: SLOW_DOWN for who wrote as often as one may in the minute that passed."""
        since = self.clock() - timedelta(seconds=_WINDOW_S)
        recent = mine & (table.c.changed_at > since)
        if count_rows(connection, table, recent) >= self.limits.writes_per_minute:
            raise Refused(Refusal.SLOW_DOWN, wait_seconds=_WINDOW_S)


def count_rows(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    """How many rows of a table these are."""
    counted = select(func.count()).select_from(table).where(which)
    return int(connection.execute(counted).scalar_one())
