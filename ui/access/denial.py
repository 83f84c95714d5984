"""Why somebody is not let in. A page says it in a sentence; nothing else is shown."""

from typing import Literal

Reason = Literal["login", "unknown", "expired", "ended", "unreadable", "unguarded"]
"""login: nobody is logged in. unknown: no rule fits. expired: the login is too old. ended: logged out, or
ended by the steward. unreadable: the rules do not hold. unguarded: real data, and no login configured."""


class NotAdmittedError(Exception):
    """A visitor who gets no figures."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
