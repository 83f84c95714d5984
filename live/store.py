"""The whole store, and how it is opened."""

from collections.abc import Callable
from datetime import datetime

from live.agenda import Agenda
from live.bus import Bus
from live.database import open_database
from live.joining import Joining
from live.keeping import Keeping
from live.limits import Limits
from live.notebook import Notebooks
from live.notes import Moderation
from live.polling import Polling
from live.records import Records
from live.retention import Retention
from live.running import Running
from live.transactions import tell_time
from live.views import Views


class LiveStore(Retention, Agenda, Running, Joining, Polling, Moderation, Keeping, Records, Notebooks, Views):
    """Everything about live sessions, and what people keep; safe to share between threads."""

    def close(self) -> None:
        """Close every connection."""
        self.database.close()


def open_live(
    url: str | None = None, *, limits: Limits | None = None, clock: Callable[[], datetime] = tell_time
) -> LiveStore:
    """The store at `url` (None: a SQLite file of its own), brought up to date first.

    Raises:
        sqlalchemy.exc.OperationalError: if the database cannot be reached.
        ValueError: for an address that is neither SQLite nor PostgreSQL.
    """
    return LiveStore(open_database(url), bus=Bus(), limits=limits or Limits(), clock=clock)
