"""Who may hand something in, see a delivery, and decide on it."""

from collections.abc import Mapping
from types import MappingProxyType

from streamlit import config

from schemas.access import Role
from schemas.delivery import Delivery, State
from ui.viewer import Viewer

DELIVERERS: tuple[Role, ...] = ("organiser", "steward")
WORKING: frozenset[State] = frozenset({"checking", "building"})
_OWN_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
# From which states each command leads on.
_FROM: Mapping[str, frozenset[State]] = MappingProxyType(
    {
        "build": frozenset({"checked", "proposed"}),
        "accept": frozenset({"proposed"}),
        "send-back": frozenset({"unmapped", "checked", "proposed"}),
        "roll-back": frozenset({"in_service"}),
        "withdraw": frozenset({"unmapped", "refused", "checked", "proposed", "sent_back", "failed"}),
    }
)
_OF_DELIVERERS = frozenset({"withdraw"})
_host: list[str] = []


def note_host(host: str) -> None:
    """The address at which this server listens, when that is not the one in Streamlit's settings."""
    _host[:] = [host]


def may_deliver(viewer: Viewer) -> bool:
    """Whether this viewer may hand in files. A steward who looks as somebody else may not.

    Without a login anybody is a viewer: only on a machine of one's own.
    """
    if viewer.preview or viewer.role not in DELIVERERS:
        return False
    if viewer.role == "organiser" and not viewer.trajectories:
        return False
    return not viewer.demo or is_own_machine()


def may_act(viewer: Viewer, *, command: str, state: State) -> bool:
    """Whether this viewer may give `command` about a delivery that they may see, in this state."""
    decides = viewer.role == "steward" or command in _OF_DELIVERERS
    return may_deliver(viewer) and decides and state in _FROM[command]


def may_see(viewer: Viewer, delivery: Delivery) -> bool:
    """Whether the delivery is inside this viewer's scope: a steward's all, of an organiser the own."""
    if viewer.role == "steward":
        return True
    own = bool(delivery.trajectories) and set(delivery.trajectories) <= set(viewer.trajectories)
    return viewer.role == "organiser" and delivery.role == "organiser" and own


def is_own(viewer: Viewer, delivery: Delivery) -> bool:
    """Whether the delivery was made by this role, for these trajectories."""
    same = set(viewer.trajectories) == set(delivery.trajectories)
    return viewer.role == delivery.role and same


def is_own_machine() -> bool:
    """Whether this server listens to its own machine only."""
    host = _host[0] if _host else config.get_option("server.address")
    return host in _OWN_MACHINE
