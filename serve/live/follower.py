"""Who asks a live route: somebody who takes part, by a cookie, or who leads, by login or pass."""

import logging
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from live import LiveStore
from live.model import Participant, Seat, UnknownIdError
from ui.access.admit import admit
from ui.access.cookie import read_cookie
from ui.access.denial import NotAdmittedError
from ui.access.login import uses_login
from ui.live.desk import leads, read_pass
from ui.live.link import COOKIE, read_ticket

_log = logging.getLogger("kompas")


@dataclass(frozen=True)
class Follower:
    """A visitor who may follow this one session, and from which seat."""

    session_id: str
    seat: Seat
    participant: Participant | None = None

    @property
    def desk(self) -> bool:
        """Whether they hear of what only the facilitator sees."""
        return self.seat == "facilitator"


def find_follower(request: HTTPConnection, *, store: LiveStore) -> Follower | None:
    """Who asks for the session in the address; None, and a line in the log, if it is not theirs."""
    session_id = request.query_params.get("sessie", "")
    if _asks_to_lead(request):
        seat = _find_seat(request, session_id, store=store)
        if seat is None:
            _log.warning("live: refused a visitor who asked for a seat that is not theirs")
        return None if seat is None else Follower(session_id=session_id, seat=seat)
    own, token = read_ticket(request.cookies.get(COOKIE))
    participant = store.find_participant(session_id, token) if own == session_id and token else None
    if participant is None:
        whose = "another" if own and own != session_id else "no"
        _log.warning("live: refused a visitor who takes part in %s session", whose)
        return None
    return Follower(session_id=session_id, seat="participant", participant=participant)


def _asks_to_lead(request: HTTPConnection) -> bool:
    return ("plaats" if uses_login() else "pas") in request.query_params


def _find_seat(request: HTTPConnection, session_id: str, *, store: LiveStore) -> Seat | None:
    if not uses_login():
        seat = read_pass(request.query_params["pas"], session_id=session_id)
        # A pass outlives its session: who comes back after the erasure must hear that it is gone.
        return seat if seat is not None and _exists(session_id, store=store) else None
    try:
        viewer = admit(read_cookie(request.cookies))
        leading = leads(viewer, store.find_session(session_id))
    except (NotAdmittedError, UnknownIdError):
        return None
    if not leading:
        return None
    return "beamer" if request.query_params["plaats"] == "beamer" else "facilitator"


def _exists(session_id: str, *, store: LiveStore) -> bool:
    try:
        store.find_session(session_id)
    except UnknownIdError:
        return False
    return True
