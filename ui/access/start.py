"""What stands in the way of a start: looked at before the server opens its door."""

import sqlite3

from texts import texts_in
from ui.access.login import SHORTEST_SECRET, pseudonym_key, uses_login
from ui.access.rules import AccessFaultError, current_access, locate_access
from ui.access.sessions import locate_sessions, probe_sessions
from ui.release import NoReleaseError, locate_built, read_pointer
from ui.service import describe_file


def list_obstacles() -> tuple[str, ...]:
    """A Dutch sentence for each thing that must be mended first; none if the server may start."""
    return _list_of_login() if uses_login() else _list_of_demo()


def _list_of_demo() -> tuple[str, ...]:
    try:
        pointer = read_pointer(locate_built())
    except NoReleaseError:
        return ()  # the dashboard tells how to make one
    info = describe_file(pointer.path, pointer.release_id)
    return () if info.synthetic else (texts_in("nl")("access.start_unguarded", file=locate_access()),)


def _list_of_login() -> tuple[str, ...]:
    texts = texts_in("nl")
    obstacles = []
    if len(pseudonym_key()) < SHORTEST_SECRET:
        obstacles.append(texts("access.start_secret", n=SHORTEST_SECRET))
    try:
        probe_sessions()
    except (OSError, sqlite3.Error):
        obstacles.append(texts("access.start_sessions", file=locate_sessions()))
    return (*obstacles, *_list_of_rules())


def _list_of_rules() -> tuple[str, ...]:
    try:
        access = current_access()
    except AccessFaultError as fault:
        return fault.messages
    try:
        pointer = read_pointer(locate_built())
    except NoReleaseError:
        return ()
    known = [t.id for t in describe_file(pointer.path, pointer.release_id).programme.trajectories]
    named = {name for rule in access.rules for name in rule.trajectories}
    return tuple(
        texts_in("nl")(
            "access.start_trajectory", file=locate_access().name, name=name, known=", ".join(known)
        )
        for name in sorted(named - set(known))
    )
