"""Live sessions for tests: a clock that is moved by hand, a facilitator, a session with a poll that is on."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from live import LiveStore
from live.model import Card, Draft, Facilitator, Figure, Joined, NewCard, Poll, Session

FACILITATOR = Facilitator(id="f" * 64, role="organiser", trajectories=("1",))
SOMEBODY_ELSE = Facilitator(id="e" * 64, role="organiser", trajectories=("2",))
DRAFT = Draft(title="Reflectie", template="walk", release_id="r-7", programme="demo")
LIKERT = Poll(kind="likert", options=("oneens", "eerder oneens", "neutraal", "eerder eens", "eens"))
CHOICE = Poll(kind="choice", options=("coach", "dag", "groep"))
SEVERAL = replace(CHOICE, several=True)
SCALE = Poll(kind="scale")
RANKING = Poll(kind="ranking", options=("coach", "dag", "groep"))
FIGURE = Figure(page="leren", key="change", query="niveau=basis", release_id="r-7")


@dataclass
class Clock:
    """Stands still until it is moved, but for a microsecond each time it is asked: so nothing is at once."""

    now: datetime = field(default_factory=lambda: datetime(2026, 3, 2, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@dataclass(frozen=True)
class Room:
    """An open session with one card that is on, answers open, and people in it."""

    session: Session
    card: Card
    people: tuple[Joined, ...]

    def ids(self) -> list[str]:
        return [joined.participant.id for joined in self.people]


def make_room(
    store: LiveStore, *, people: int = 3, card: NewCard | None = None, draft: Draft = DRAFT
) -> Room:
    made = store.create_session(draft, by=FACILITATOR)
    shown = store.add_card(made.id, card or NewCard(kind="poll", title="Hoe nuttig?", poll=LIKERT))
    session = store.open_session(made.id)
    store.show_card(session.id, shown.id)
    store.set_answers_open(shown.id, True)
    return Room(session=session, card=shown, people=tuple(join(store, session) for _ in range(people)))


def join(store: LiveStore, session: Session, *, name: str | None = None) -> Joined:
    assert session.code is not None
    return store.join(session.code, name=name, source="room")
