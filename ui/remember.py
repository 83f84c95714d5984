"""Remembers what a presenter made: the same release, cell, language and theme give the same figure.

A page or scene carries its own memory (`ui.page.Page.memory`, `ui.present.scene.Scene.memory`). Those of
pages are kept by the store, which is that of one release and one viewer's scope: a place for each
language, theme, page and cell. What is remembered never changes; two visitors at once at worst make
the same thing twice.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

Choices = ParamSpec("Choices")
Made = TypeVar("Made")


MOST_PLACES = 96


class Places:
    """At most `MOST_PLACES` memories; the one that was not asked for the longest makes place."""

    def __init__(self) -> None:
        self._memories: OrderedDict[Hashable, dict[Hashable, Any]] = OrderedDict()
        self._lock = Lock()

    def find(self, *place: Hashable) -> dict[Hashable, Any]:
        """The memory of `place`, empty the first time."""
        with self._lock:
            memory = self._memories.setdefault(place, {})
            self._memories.move_to_end(place)
            if len(self._memories) > MOST_PLACES:
                self._memories.popitem(last=False)
        return memory


class HasMemory(Protocol):
    """A page or a scene."""

    @property
    def memory(self) -> dict[Hashable, Any]:
        """What was made for it before, by maker and choices."""


Place = TypeVar("Place", bound=HasMemory)


def remembered(
    make: Callable[Concatenate[Place, Choices], Made],
) -> Callable[Concatenate[Place, Choices], Made]:
    """`make`, called once a place and choices; every choice must be hashable."""

    @wraps(make)
    def recall(place: Place, /, *args: Choices.args, **choices: Choices.kwargs) -> Made:
        key = (make.__module__, make.__qualname__, args, tuple(sorted(choices.items())))
        if key not in place.memory:
            place.memory[key] = make(place, *args, **choices)
        return cast(Made, place.memory[key])

    return recall
