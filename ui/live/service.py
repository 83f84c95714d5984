"""The store of live sessions of this process."""

import os
from functools import cache
from threading import Lock

from live import LiveStore, open_configured

_one_at_a_time = Lock()


def find_live() -> LiveStore:
    """The store of this installation, opened once a process.

    Raises:
        ValueError: for settings that do not hold.
        sqlalchemy.exc.OperationalError: if its database cannot be reached.
    """
    # Who comes while it is opened waits: a second store would have a bus that nobody tells anything.
    with _one_at_a_time:
        return _open(os.environ.get("KOMPAS_LIVE_URL"))


@cache
def _open(_url: str | None) -> LiveStore:
    return open_configured()
