"""What a live session is made of. Times are aware and in UTC; ids are random and tell nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

Status = Literal["draft", "open", "closed"]
Kind = Literal["figure", "question", "poll", "break"]
PollKind = Literal["likert", "choice", "scale", "ranking"]
Column = Literal["see", "mean", "act"]
NoteStatus = Literal["waiting", "shown", "hidden"]
ActionStatus = Literal["planned", "done", "going_on", "dropped"]
Seat = Literal["facilitator", "beamer", "participant"]
# One point (Likert 1…n, scale 0…10), or positions of options from 0: those chosen, or all in order.
Value = int | tuple[int, ...]

COLUMNS: tuple[Column, ...] = ("see", "mean", "act")


class Refusal(StrEnum):
    """Why the store does not do what was asked; the screen has a sentence for each."""

    WRONG_CODE = "wrong_code"
    SLOW_DOWN = "slow_down"
    FULL = "full"
    CLOSED = "closed"
    EXPIRED = "expired"
    NOT_POSSIBLE = "not_possible"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    NOT_YOURS = "not_yours"
    EMPTY = "empty"


class Refused(Exception):  # noqa: N818  a refusal is an answer, not a fault
    """A rule of the session was met. `wait_seconds` says when to try again, where that helps."""

    def __init__(self, reason: Refusal, *, wait_seconds: int = 0) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.wait_seconds = wait_seconds


class UnknownIdError(LookupError):
    """No session, card, participant, note or action has this id: erased, or never there."""


@dataclass(frozen=True, kw_only=True)
class Facilitator:
    """Who prepares and steers: a hash of the login, never a name or address."""

    id: str
    role: str
    trajectories: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a facilitator chooses when making a session. `previous_id`: the session whose actions go on."""

    title: str
    template: str
    release_id: str
    programme: str
    moderated: bool = False
    max_people: int | None = None
    previous_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Session:
    """One reflection session, bound to one release. `code` is None unless people may join.

    `revision` counts the changes that everyone can see; hidden answers do not count in it.
    """

    id: str
    code: str | None
    code_expires_at: datetime | None
    title: str
    template: str
    release_id: str
    programme: str
    moderated: bool
    max_people: int
    status: Status
    owner: Facilitator
    previous_id: str | None
    current_card_id: str | None
    revision: int
    made_at: datetime
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What a card shows of the release: a figure block of a page, with its filters as a query string."""

    page: str
    key: str
    query: str
    release_id: str


@dataclass(frozen=True, kw_only=True)
class Poll:
    """A question with possible answers.

    `options`: the points of a Likert scale from low to high, the choices, or what is ranked;
    none for a scale of 0 to 10. `several`: more than one choice may be taken.
    """

    kind: PollKind
    options: tuple[str, ...] = ()
    several: bool = False


@dataclass(frozen=True, kw_only=True)
class NewCard:
    """A card before it has a place on the agenda. `private_note` is for the facilitator alone."""

    kind: Kind
    title: str
    body: str = ""
    private_note: str = ""
    figure: Figure | None = None
    poll: Poll | None = None


@dataclass(frozen=True, kw_only=True)
class CardState:
    """How a card stands. `results_shown` is of the current round; `shown_rounds` lists all shown ones."""

    answers_open: bool = False
    results_shown: bool = False
    shown_rounds: tuple[int, ...] = ()
    round: int = 1
    timer_ends_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Card(NewCard):
    """A card on the agenda; `place` counts from 0 without gaps."""

    id: str
    session_id: str
    place: int
    state: CardState = field(default_factory=CardState)


@dataclass(frozen=True, kw_only=True)
class State:
    """All that a screen needs to know to follow.

    `revision` counts all writes at the facilitator's seat, and elsewhere those that everyone can see.
    `answered` counts who answered the current round (or wrote a note, where there is no poll);
    it and `waiting_notes` are None unless the facilitator asks.
    """

    session: Session
    card: Card | None
    cards: int
    people: int
    people_here: int
    answered: int | None
    waiting_notes: int | None
    revision: int


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Somebody who follows; the name is their own choice, or none."""

    id: str
    session_id: str
    name: str | None
    joined_at: datetime
    seen_at: datetime


@dataclass(frozen=True, kw_only=True)
class Joined:
    """A place in a session. `token` is the secret that the browser keeps; the store has its hash only."""

    participant: Participant
    session: Session
    token: str
    came_back: bool


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one participant answered in one round."""

    participant_id: str
    card_id: str
    round: int
    value: Value


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note in one of three columns, without its writer. `mine`, `supported`: of who looks."""

    id: str
    card_id: str
    column: Column
    text: str
    status: NoteStatus
    group: str | None
    pinned: bool
    support: int
    mine: bool
    supported: bool
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """What the group agreed on, in one sentence or more."""

    id: str
    session_id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Action:
    """What somebody will do, by when. `carried`: it comes from an earlier session."""

    id: str
    session_id: str
    what: str
    who: str
    due: date | None
    status: ActionStatus
    carried: bool = False
