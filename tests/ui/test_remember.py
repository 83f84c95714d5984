"""What was made for a page is made once, and the memory stays bounded."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from ui.remember import MOST_PLACES, Places, remembered


@dataclass
class Counter:
    """A place that counts how often something is made for it."""

    made: int = 0
    memory: dict[Hashable, Any] = field(default_factory=dict)


@remembered
def count_making(place: Counter, *, wave: str, scale: str | None = None) -> tuple[int, str, str | None]:
    place.made += 1
    return place.made, wave, scale


def test_remembered_when_asked_twice_then_is_made_once() -> None:
    place = Counter()

    assert count_making(place, wave="end") is count_making(place, wave="end")
    assert place.made == 1


def test_remembered_when_a_choice_differs_then_is_made_again() -> None:
    place = Counter()

    assert count_making(place, wave="end") != count_making(place, wave="begin")
    assert count_making(place, wave="end", scale="trust") != count_making(place, wave="end")


def test_remembered_when_the_place_differs_then_is_made_for_each() -> None:
    first, second = Counter(), Counter()

    count_making(first, wave="end")
    count_making(second, wave="end")

    assert (first.made, second.made) == (1, 1)


def test_places_when_more_are_asked_for_than_fit_then_the_longest_unused_goes() -> None:
    places = Places()
    kept = places.find("nl", "total")
    gone = places.find("nl", "pi-1")
    kept["figure"] = gone["figure"] = 1

    for number in range(MOST_PLACES - 1):
        places.find("nl", "total")
        places.find("other", number)

    assert places.find("nl", "total") is kept
    assert places.find("nl", "pi-1") == {}
