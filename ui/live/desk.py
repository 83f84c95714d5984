"""Who leads a live session: a viewer by a hash, and the pass by which their screens follow it."""

import hashlib
import hmac
import secrets
import time

from live.model import Facilitator, Seat, Session
from ui.access.login import pseudonym_key, uses_login
from ui.viewer import Viewer

LEADERS = frozenset({"ministry", "organiser", "steward"})
_LASTS_S = 16 * 3600
_secret = secrets.token_bytes(32)


def may_lead(viewer: Viewer) -> bool:
    """Whether this viewer may make and lead sessions. A steward who looks as somebody else does not."""
    return viewer.role in LEADERS and not viewer.preview


def name_facilitator(viewer: Viewer) -> Facilitator:
    """The viewer as a session knows them: no name, no address. In the demo everybody is the same one."""
    if viewer.demo:
        return Facilitator(id="demo", role=viewer.role, trajectories=viewer.trajectories)
    told = f"kompas-facilitator\n{viewer.name}".encode()
    name = hmac.new(pseudonym_key(), told, hashlib.sha256).hexdigest()[:24]
    return Facilitator(id=name, role=viewer.role, trajectories=viewer.trajectories)


def leads(viewer: Viewer, session: Session) -> bool:
    """Whether `viewer` leads this session."""
    return may_lead(viewer) and session.owner.id == name_facilitator(viewer).id


def make_pass(session_id: str, *, seat: Seat) -> str:
    """What lets a screen without a login follow a session: example data, on this server, for some hours."""
    until = str(int(time.time()) + _LASTS_S)
    return f"{seat}.{until}.{_sign(session_id, seat, until)}"


def read_pass(given: str, *, session_id: str) -> Seat | None:
    """The seat that a pass is for; None if it is forged, too old, or of another session."""
    if uses_login():
        return None
    seat, _, rest = given.partition(".")
    until, _, signature = rest.partition(".")
    if not hmac.compare_digest(signature.encode(), _sign(session_id, seat, until).encode()):
        return None
    if not until.isdecimal() or int(until) < time.time():
        return None
    return "beamer" if seat == "beamer" else "facilitator"


def _sign(session_id: str, seat: str, until: str) -> str:
    return hmac.new(_secret, f"{session_id}\n{seat}\n{until}".encode(), hashlib.sha256).hexdigest()[:32]
