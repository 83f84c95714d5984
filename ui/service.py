"""The release in service, opened for whoever looks: read-only, kept by its id and the viewer's scope."""

from functools import lru_cache
from pathlib import Path

from ui.access.choice import drop_unknown
from ui.access.denial import NotAdmittedError
from ui.access.identify import identify_viewer
from ui.address import RELEASE
from ui.release import (
    NoReleaseError,
    Pointer,
    ReleaseInfo,
    find_release,
    list_releases,
    locate_built,
    read_pointer,
)
from ui.replaying import find_replay
from ui.state import read_choice
from ui.store import Store, UnreadableError
from ui.viewer import Viewer


def open_store(viewer: Viewer | None = None) -> Store:
    """The release in service, as the viewer of this run sees it; or the earlier one that the address names.

    An address gives nobody more: an earlier release is opened in the same scope. One that is not there, or
    that nobody may look back at (`list_earlier`), is not opened; the frame says so.

    `viewer` is what `identify_viewer` said earlier in the same run, to save asking twice.

    Raises:
        NotAdmittedError: if this visitor may see nothing, or the data are real and nobody logs in.
        NoReleaseError: if nothing has been built yet.
    """
    viewer, replay = viewer or identify_viewer(), find_replay()
    if replay is not None:
        return open_release(replay.release_id, viewer)
    pointer, info = _open_now(viewer)
    earlier = _find_earlier(read_choice(RELEASE), now=info)
    if earlier is not None:
        return open_earlier(earlier, viewer)
    return _open_release(pointer.path, pointer.release_id, _scope(viewer, info))


def _open_now(viewer: Viewer) -> tuple[Pointer, ReleaseInfo]:
    """The release in service, which the demo opens for example data only."""
    pointer = read_pointer(locate_built())
    info = describe_file(pointer.path, pointer.release_id)
    if viewer.demo and not info.synthetic:
        raise NotAdmittedError("unguarded")
    return pointer, info


def _find_earlier(wanted: str | None, *, now: ReleaseInfo) -> ReleaseInfo | None:
    """The release with this id if it may be looked back at; None for that in service too."""
    if wanted is None or wanted == now.release_id:
        return None
    return next((earlier for earlier in list_earlier() if earlier.release_id == wanted), None)


def list_earlier() -> tuple[ReleaseInfo, ...]:
    """The releases that may still be looked back at, the newest first.

    Those of the same programme and kind of data that stand on the shelf, passed their audit under the policy
    of now, and were made before the one in service. One made later was put out of service again, and one of
    another policy was judged by other rules: it may be that they told too much.

    Raises:
        NoReleaseError: if nothing has been built yet.
    """
    pointer = read_pointer(locate_built())
    now = describe_file(pointer.path, pointer.release_id)
    found = [_describe_if_readable(found) for found in list_releases(locate_built())]
    kept = [info for info in found if info is not None and _may_look_back(info, now=now)]
    return tuple(sorted(kept, key=lambda info: info.made_at, reverse=True))


def open_earlier(earlier: ReleaseInfo, viewer: Viewer) -> Store:
    """One of `list_earlier`, as `viewer` sees it."""
    path = find_release(locate_built(), earlier.release_id)
    return _open_earlier(path, earlier.release_id, _scope(viewer, earlier))


def find_open(viewer: Viewer, *, wanted: str | None) -> tuple[str, Viewer]:
    """The id of the release that `viewer` gets outside a run, and the scope: `wanted`, or that in service.

    Raises:
        NotAdmittedError: if the data are real and nobody logs in.
        NoReleaseError: if nothing has been built yet, or `wanted` may not be looked back at.
    """
    _, now = _open_now(viewer)
    found = now if wanted in (None, now.release_id) else _find_earlier(wanted, now=now)
    if found is None:
        raise NoReleaseError(locate_built())
    return found.release_id, _scope(viewer, found)


def _may_look_back(info: ReleaseInfo, *, now: ReleaseInfo) -> bool:
    of_now = (now.programme.id, now.synthetic, now.policy_version)
    same = (info.programme.id, info.synthetic, info.policy_version) == of_now
    return same and info.made_at < now.made_at and info.audit.get("passed") is True


def _describe_if_readable(found: Pointer) -> ReleaseInfo | None:
    """What a release says of itself; None if it was written in a way that is not read any more."""
    try:
        return describe_file(found.path, found.release_id)
    except (UnreadableError, ValueError, KeyError, IndexError):
        return None


def _scope(viewer: Viewer, info: ReleaseInfo) -> Viewer:
    known = [trajectory.id for trajectory in info.programme.trajectories]
    return drop_unknown(viewer, known=known).nameless


def open_release(release_id: str, viewer: Viewer) -> Store:
    """A release by its id, as `viewer` sees it, whichever is in service now.

    Raises:
        NotAdmittedError: if the data are real and nobody logs in.
        NoReleaseError: if it is not here, or not here any more.
    """
    path = find_release(locate_built(), release_id)
    if viewer.demo and not describe_file(path, release_id).synthetic:
        raise NotAdmittedError("unguarded")
    return _open_release(path, release_id, viewer.nameless)


@lru_cache(maxsize=32)
def describe_file(path: Path, release_id: str) -> ReleaseInfo:  # noqa: ARG001
    """What the release in a file says of itself."""
    return Store(path=path, viewer=Viewer(role="reflection")).info


@lru_cache(maxsize=24)
def _open_release(path: Path, release_id: str, viewer: Viewer) -> Store:  # noqa: ARG001
    # Every role that can come by, so that none pushes another out: ten organisers and three more.
    return Store(path=path, viewer=viewer)


@lru_cache(maxsize=8)
def _open_earlier(path: Path, release_id: str, viewer: Viewer) -> Store:  # noqa: ARG001
    # Apart, so that who looks back pushes nobody out who looks at the release in service.
    return Store(path=path, viewer=viewer)
