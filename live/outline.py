"""The record as words, the same for every kind of file: what is not in the outline is in no file."""

from collections.abc import Iterator
from dataclasses import dataclass

from live.model import COLUMNS, Action, ActionStatus, Column, Figure, Note, Poll
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


@dataclass(frozen=True, kw_only=True)
class ToldRound:
    """A round of a poll. `options`: each with its count, and that in words (of a ranking: its mean place)."""

    number: int
    n: int
    heading: str
    options: tuple[tuple[str, int, str], ...]
    mean: str | None


@dataclass(frozen=True, kw_only=True)
class ToldNote:
    """A note without its writer; `support` is how many support it."""

    text: str
    group: str | None
    pinned: bool
    support: int


@dataclass(frozen=True, kw_only=True)
class ToldColumn:
    """The notes of one column under its heading: pinned first, then most supported, then oldest."""

    heading: str
    notes: tuple[ToldNote, ...]


@dataclass(frozen=True, kw_only=True)
class ToldCard:
    """A card as it went; `place` counts from 1.

    `shift`: how many answered twice, and how they moved. `remark` says that something is left out.
    """

    place: int
    title: str
    body: str
    figure: Figure | None
    where: str | None
    poll: Poll | None
    rounds: tuple[ToldRound, ...]
    shift: tuple[int, str] | None
    columns: tuple[ToldColumn, ...]
    remark: str | None


@dataclass(frozen=True, kw_only=True)
class ToldAction:
    """What, who, when and how it stands; `carried` if it comes from an earlier session."""

    what: str
    who: str
    when: str
    status: str
    carried: bool


@dataclass(frozen=True, kw_only=True)
class Outline:
    """All that a file of a session may hold. `origin`: day, release and people. `rule`: on small numbers."""

    title: str
    origin: tuple[str, ...]
    rule: str
    conclusions: tuple[str, ...]
    actions: tuple[ToldAction, ...]
    cards: tuple[ToldCard, ...]


def make_outline(record: Record, *, words: Words) -> Outline:
    """What `record` holds, in words: nothing of its notes but what stands on paper, and nobody's name."""
    return Outline(
        title=record.session.title,
        origin=tuple(_tell_origin(record, words=words)),
        rule=words(
            "record.agreed" if record.agreed else "record.not_agreed", fewest=words.number(record.fewest)
        ),
        conclusions=tuple(item.text for item in record.conclusions),
        actions=tuple(_tell_action(action, words=words) for action in record.actions),
        cards=tuple(_tell_card(card, place, words=words) for place, card in enumerate(record.cards, start=1)),
    )


def _tell_origin(record: Record, *, words: Words) -> Iterator[str]:
    yield words("record.day", day=words.date(record.session.made_at.date()))
    yield words("record.release", release=record.session.release_id)
    yield words.count("record.people", record.people)


def _tell_card(card: CardRecord, place: int, *, words: Words) -> ToldCard:
    poll, shift = card.card.poll, card.shift
    columns = (
        ToldColumn(heading=words(COLUMN_NAMES[column]), notes=tuple(map(_tell_note, card.notes_in(column))))
        for column in COLUMNS
    )
    return ToldCard(
        place=place,
        title=card.card.title,
        body=card.card.body,
        figure=card.card.figure,
        where=_tell_place(card.card.figure, words=words),
        poll=poll,
        rounds=tuple(_tell_round(poll, n, tally, words=words) for n, tally in card.rounds) if poll else (),
        shift=(shift.n, _tell_shift(poll, shift, words=words)) if poll and shift else None,
        columns=tuple(column for column in columns if column.notes),
        remark=words("record.left_out") if card.left_out else None,
    )


def _tell_place(figure: Figure | None, *, words: Words) -> str | None:
    """Where the figure of a card stands, with its filters and release."""
    if figure is None:
        return None
    address = f"/{figure.page}?{figure.query}" if figure.query else f"/{figure.page}"
    return words("record.figure", address=address, figure=figure.key, release=figure.release_id)


def _tell_note(note: Note) -> ToldNote:
    return ToldNote(text=note.text, group=note.group, pinned=note.pinned, support=note.support)


def _tell_round(poll: Poll, number: int, tally: Tally, *, words: Words) -> ToldRound:
    mean = None if tally.mean is None else words("record.mean", mean=words.number(tally.mean, 1))
    labels = tuple(words.number(point) for point in range(11)) if poll.kind == "scale" else poll.options
    told = (_tell_count(tally, option, words=words) for option in range(len(labels)))
    return ToldRound(
        number=number,
        n=tally.n,
        heading=words("record.round", round=words.number(number), n=words.number(tally.n)),
        options=tuple(zip(labels, tally.counts, told, strict=True)),
        mean=mean,
    )


def _tell_count(tally: Tally, option: int, *, words: Words) -> str:
    count = words.number(tally.counts[option])
    if not tally.mean_places:
        return count
    mean = words.number(tally.mean_places[option], 1)
    return words("record.place", mean=mean, first=count)


def _tell_shift(poll: Poll, shift: Shift, *, words: Words) -> str:
    """How many of those who answered twice moved."""
    same, n = words.number(shift.same), words.number(shift.n)
    if poll.kind in {"likert", "scale"}:
        up, down = words.number(shift.up), words.number(shift.down)
        return words("record.shift_steps", n=n, same=same, up=up, down=down)
    return words("record.shift_other", n=n, same=same, other=words.number(shift.n - shift.same))


def _tell_action(action: Action, *, words: Words) -> ToldAction:
    return ToldAction(
        what=action.what,
        who=action.who,
        when="" if action.due is None else words.date(action.due),
        status=words(STATUSES[action.status]),
        carried=action.carried,
    )


def list_action_cells(action: ToldAction, *, words: Words) -> tuple[str, str, str, str]:
    """The cells of an action's row where all stand in one table: an earlier session's says so."""
    carried = words("record.action_carried", status=action.status)
    return action.what, action.who, action.when, carried if action.carried else action.status
