"""The viewer of this run. Asked by `ui.store.open_store`, so by every page; nobody is let in elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ui.access.admit import admit
from ui.access.choice import may_choose, read_choice_of
from ui.access.denial import NotAdmittedError
from ui.access.login import read_claims, uses_login
from ui.replaying import find_replay
from ui.state import read_role
from ui.viewer import DEMO, Viewer

Made = TypeVar("Made")


def identify_viewer() -> Viewer:
    """Who looks in this run, and as what. Without a login it is the demo, which only example data allow.

    Raises:
        NotAdmittedError: if this visitor gets nothing.
    """
    replay = find_replay()
    if replay is not None:
        return replay.viewer
    viewer = admit(read_claims()) if uses_login() else DEMO
    return read_choice_of(viewer, read_role()) if may_choose(viewer) else viewer


@dataclass(frozen=True)
class Visitor:
    """Whoever looks, found once a run. `claims`: what their login says of them; None where nobody logs in."""

    viewer: Viewer
    claims: Mapping[str, Any] | None


def identify_visitor() -> Visitor:
    """Who looks in this run, with what their login says.

    Raises:
        NotAdmittedError: if this visitor gets nothing.
    """
    return Visitor(viewer=identify_viewer(), claims=read_claims() if uses_login() else None)


def keep_watch(make: Callable[[], Made], *, visitor: Visitor, scope: str) -> Callable[[], Made]:
    """`make`, for a later click outside any run: it looks again whether `visitor` may still see `scope`.

    A download is made when somebody clicks, which can be long after the page was drawn.
    """
    claims = visitor.claims
    if claims is None:
        return make

    def make_watched() -> Made:
        now = admit(claims)
        if now.scope != scope and not may_choose(now):
            raise NotAdmittedError("unknown")
        return make()

    return make_watched
