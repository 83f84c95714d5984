"""The release in service, opened for whoever looks: read-only, kept by its id and the viewer's scope."""

from functools import lru_cache
from pathlib import Path

from ui.access.choice import drop_unknown
from ui.access.denial import NotAdmittedError
from ui.access.identify import identify_viewer
from ui.release import ReleaseInfo, find_release, locate_built, read_pointer
from ui.replaying import find_replay
from ui.store import Store
from ui.viewer import Viewer


def open_store(viewer: Viewer | None = None) -> Store:
    """The release in service, as the viewer of this run sees it.

    `viewer` is what `identify_viewer` said earlier in the same run, to save asking twice.

    Raises:
        NotAdmittedError: if this visitor may see nothing, or the data are real and nobody logs in.
        NoReleaseError: if nothing has been built yet.
    """
    viewer, replay = viewer or identify_viewer(), find_replay()
    if replay is not None:
        return open_release(replay.release_id, viewer)
    pointer = read_pointer(locate_built())
    info = describe_file(pointer.path, pointer.release_id)
    if viewer.demo and not info.synthetic:
        raise NotAdmittedError("unguarded")
    known = [trajectory.id for trajectory in info.programme.trajectories]
    return _open_release(pointer.path, pointer.release_id, drop_unknown(viewer, known=known).nameless)


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


@lru_cache(maxsize=4)
def describe_file(path: Path, release_id: str) -> ReleaseInfo:  # noqa: ARG001
    """What the release in a file says of itself."""
    return Store(path=path, viewer=Viewer(role="reflection")).info


@lru_cache(maxsize=24)
def _open_release(path: Path, release_id: str, viewer: Viewer) -> Store:  # noqa: ARG001
    # Every role that can come by, so that none pushes another out: ten organisers and three more.
    return Store(path=path, viewer=viewer)
