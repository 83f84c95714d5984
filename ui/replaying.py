"""Whether this thread runs a page for nobody, to have its figures (see ui/live/replay.py)."""

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from ui.viewer import Viewer


@dataclass(frozen=True)
class Replay:
    """A page run once more: as whom, on which release, and the figures that it showed, with their page."""

    viewer: Viewer
    release_id: str
    shown: list[tuple[Any, Any]] = field(default_factory=list)


_current: ContextVar[Replay | None] = ContextVar("kompas-replay", default=None)


def find_replay() -> Replay | None:
    """The replay of this thread; None where somebody looks."""
    return _current.get()


def begin_replay(replay: Replay) -> None:
    """From here on the thread runs a page for nobody, to its end."""
    _current.set(replay)
