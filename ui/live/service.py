"""The store of live sessions of this process."""

from functools import cache

from live import LiveStore, open_configured


@cache
def find_live() -> LiveStore:
    """The store, opened once a process: in `data/live`, or where `KOMPAS_LIVE_URL` says.

    Raises:
        ValueError: for settings that do not hold.
        sqlalchemy.exc.OperationalError: if its database cannot be reached.
    """
    return open_configured()
