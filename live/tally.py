"""Counts of answers: pure, exact, nothing withheld here (the store does that)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from live.model import Poll, Refusal, Refused, Value


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How one round was answered.

    n: people who answered. `counts`: by point or option in the order of the poll (a scale has
    11, from 0); of a ranking, how often each option came first. `mean`: of the points of a
    Likert scale (1…) or of a scale, else None. `places`: of a ranking, for each option how often it
    got each place; `mean_places` its mean place from 1.
    """

    n: int
    counts: tuple[int, ...]
    mean: float | None = None
    places: tuple[tuple[int, ...], ...] = ()
    mean_places: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Shift:
    """The two rounds of those who answered both: two tallies, and how many people moved.

    `up`, `down`: on a Likert scale or a scale; zero for the others. `same`: the same answer twice.
    """

    n: int
    first: Tally
    second: Tally
    same: int
    up: int
    down: int


def check_value(poll: Poll, value: Value) -> Value:
    """The value, if the poll can be answered so; several choices in the order of the options.

    Raises:
        Refused: NOT_POSSIBLE.
    """
    if poll.kind in {"likert", "scale"}:
        low, high = (0, 10) if poll.kind == "scale" else (1, len(poll.options))
        if type(value) is int and low <= value <= high:
            return value
        raise Refused(Refusal.NOT_POSSIBLE)
    if not isinstance(value, tuple) or not all(type(position) is int for position in value):
        raise Refused(Refusal.NOT_POSSIBLE)
    known = set(value) <= set(range(len(poll.options)))
    if not known or len(set(value)) < len(value) or not _fits(poll, len(value)):
        raise Refused(Refusal.NOT_POSSIBLE)
    return value if poll.kind == "ranking" else tuple(sorted(value))


def _fits(poll: Poll, chosen: int) -> bool:
    if poll.kind == "ranking":
        return chosen == len(poll.options)
    return chosen >= 1 if poll.several else chosen == 1


def count_answers(poll: Poll, values: Sequence[Value]) -> Tally:
    """The tally of valid values."""
    if poll.kind == "ranking":
        return _count_places(len(poll.options), [value for value in values if isinstance(value, tuple)])
    points = list(range(11)) if poll.kind == "scale" else list(range(1, len(poll.options) + 1))
    if poll.kind == "choice":
        points = list(range(len(poll.options)))
    given = Counter(point for value in values for point in (value if isinstance(value, tuple) else (value,)))
    numbers = [value for value in values if isinstance(value, int)]
    return Tally(
        n=len(values),
        counts=tuple(given[point] for point in points),
        mean=sum(numbers) / len(numbers) if numbers else None,
    )


def _count_places(options: int, orders: list[tuple[int, ...]]) -> Tally:
    given = Counter((option, place) for order in orders for place, option in enumerate(order))
    places = tuple(tuple(given[option, place] for place in range(options)) for option in range(options))
    total = [sum((place + 1) * n for place, n in enumerate(row)) for row in places]
    return Tally(
        n=len(orders),
        counts=tuple(row[0] for row in places),
        places=places,
        mean_places=tuple(value / len(orders) for value in total) if orders else (),
    )


def compare_rounds(poll: Poll, pairs: Sequence[tuple[Value, Value]]) -> Shift:
    """The shift of people of whom both answers are given."""
    steps = [b - a for a, b in pairs if isinstance(a, int) and isinstance(b, int)]
    return Shift(
        n=len(pairs),
        first=count_answers(poll, [first for first, _ in pairs]),
        second=count_answers(poll, [second for _, second in pairs]),
        same=sum(first == second for first, second in pairs),
        up=sum(step > 0 for step in steps),
        down=sum(step < 0 for step in steps),
    )
