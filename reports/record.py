"""What the record of a reflection session holds on paper. What people wrote is text, never markup."""

from dataclasses import dataclass
from datetime import datetime

from reports.content import Exhibit


@dataclass(frozen=True, kw_only=True)
class PollRow:
    """A possible answer. `counts`: a round each, in words and as a share (0–1) of its bar; no bar at None."""

    label: str
    counts: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True, kw_only=True)
class Poll:
    """A poll: a column a round, and the sentences below: means, and how people moved between the rounds."""

    heads: tuple[str, ...]
    rows: tuple[PollRow, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Note:
    """A note; `about` says that it is pinned and how often it is supported."""

    text: str
    about: str


@dataclass(frozen=True, kw_only=True)
class NoteColumn:
    """The notes below one question, by the name of their group; without one first."""

    heading: str
    groups: tuple[tuple[str, tuple[Note, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Card:
    """A card as it went. `sentences`: where its figure stands, or why it is not here; what is left out."""

    title: str
    body: str
    exhibit: Exhibit | None
    poll: Poll | None
    columns: tuple[NoteColumn, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What will be done: what, who, when, how it stands. `earlier`: of sessions before this one."""

    heads: tuple[str, str, str, str]
    own: tuple[tuple[str, str, str, str], ...]
    earlier: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class SessionRecord:
    """A reflection session of one group. `account`: how the record was made, as headed paragraphs."""

    title: str
    kind: str
    programme: str
    about: tuple[str, ...]
    synthetic: str
    footer: str
    conclusions: tuple[str, ...]
    agreed: Agreed
    cards: tuple[Card, ...]
    account: tuple[tuple[str, str], ...]
    made_at: datetime
