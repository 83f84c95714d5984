"""Taking away what was kept long enough."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from live.model import UnknownIdError
from live.sessions import Sessions
from live.tables import OWN_NOTES, SAVED_VIEWS, SESSIONS, WRONG_CODES


class Retention(Sessions):
    """The part of the store that forgets."""

    def carry_out_retention(self, now: datetime | None = None) -> int:
        """Erase each session, note of a trajectory and saved view that nothing was written to for
        `retention_days`; how many that were.

        Call it at start and once a day; two processes at the same time do no harm.
        """
        moment = now or self.clock()
        kept_from = moment - timedelta(days=self.limits.retention_days)
        guessed_from = moment - timedelta(seconds=self.limits.wrong_codes_window_seconds)
        with self.database.write() as connection:
            connection.execute(delete(WRONG_CODES).where(WRONG_CODES.c.tried_at <= guessed_from))
            gone = 0
            for table in (OWN_NOTES, SAVED_VIEWS):
                outlived = delete(table).where(table.c.changed_at < kept_from)
                gone += connection.execute(outlived).rowcount
            old = select(SESSIONS.c.id).where(SESSIONS.c.changed_at < kept_from)
            expired = list(connection.execute(old).scalars())
        erased = [session_id for session_id in expired if self._erase_if_there(session_id)]
        if erased or gone:
            self.database.forget_deleted()
        return len(erased) + gone

    def _erase_if_there(self, session_id: str) -> bool:
        try:
            self.delete_session(session_id)
        except UnknownIdError:
            return False
        return True
