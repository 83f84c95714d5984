"""The record as lines of words, the same for every kind of file."""

from collections.abc import Iterator

from live.model import Action, ActionStatus, Column, Poll
from live.records import CardRecord, Record
from live.tally import Shift, Tally
from live.words import Words

STATUSES: dict[ActionStatus, str] = {
    "planned": "record.action_planned",
    "done": "record.action_done",
    "going_on": "record.action_going_on",
    "dropped": "record.action_dropped",
}
COLUMN_NAMES: dict[Column, str] = {
    "see": "record.column_see",
    "mean": "record.column_mean",
    "act": "record.column_act",
}


def tell_origin(record: Record, *, words: Words) -> Iterator[str]:
    """Day, release, people; whether small numbers are kept."""
    yield words("record.day", day=words.date(record.session.made_at.date()))
    yield words("record.release", release=record.session.release_id)
    yield words.count("record.people", record.people)
    if record.agreed:
        yield words("record.agreed", fewest=words.number(record.fewest))
    else:
        yield words("record.not_agreed", fewest=words.number(record.fewest))


def label_options(poll: Poll, *, words: Words) -> tuple[str, ...]:
    """What the points or options are called, in the order of a tally's counts."""
    if poll.kind == "scale":
        return tuple(words.number(point) for point in range(11))
    return poll.options


def tell_tally(poll: Poll, tally: Tally, *, words: Words) -> Iterator[tuple[str, str]]:
    """Each option with its count (of a ranking: its mean place and how often it came first)."""
    for place, option in enumerate(label_options(poll, words=words)):
        count = words.number(tally.counts[place])
        if poll.kind == "ranking":
            mean = words.number(tally.mean_places[place], 1)
            yield option, words("record.place", mean=mean, first=count)
        else:
            yield option, count


def tell_mean(tally: Tally, *, words: Words) -> str | None:
    """The mean, where a poll has one."""
    return None if tally.mean is None else words("record.mean", mean=words.number(tally.mean, 1))


def tell_shift(poll: Poll, shift: Shift, *, words: Words) -> str:
    """How many of those who answered twice moved."""
    same, n = words.number(shift.same), words.number(shift.n)
    if poll.kind in {"likert", "scale"}:
        up, down = words.number(shift.up), words.number(shift.down)
        return words("record.shift_steps", n=n, same=same, up=up, down=down)
    return words("record.shift_other", n=n, same=same, other=words.number(shift.n - shift.same))


def tell_action(action: Action, *, words: Words) -> tuple[str, str, str, str]:
    """What, who, when and how it stands; an earlier session's says so."""
    due = "" if action.due is None else words.date(action.due)
    status = words(STATUSES[action.status])
    return (
        action.what,
        action.who,
        due,
        words("record.action_carried", status=status) if action.carried else status,
    )


def tell_figure(card: CardRecord, *, words: Words) -> str | None:
    """Where the figure of a card stands, with its filters and release."""
    figure = card.card.figure
    if figure is None:
        return None
    address = f"/{figure.page}?{figure.query}" if figure.query else f"/{figure.page}"
    return words("record.figure", address=address, figure=figure.key, release=figure.release_id)
