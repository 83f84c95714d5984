"""What a live session does, said again in plain Python: no database, no transactions, all in lists."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from live.model import Poll, Refusal, Value


@dataclass
class ModelNote:
    """A note as the model knows it."""

    writer: str
    text: str
    status: str
    supporters: set[str] = field(default_factory=set)
    pinned: bool = False


@dataclass
class ModelCard:
    """A card as the model knows it: answers by round and person, notes by id."""

    poll: Poll | None
    open: bool = False
    round: int = 1
    shown: set[int] = field(default_factory=set)
    answers: dict[tuple[int, str], Value] = field(default_factory=dict)
    notes: dict[str, ModelNote] = field(default_factory=dict)

    def answered(self) -> set[str]:
        if self.poll is None:
            return {note.writer for note in self.notes.values()}
        return {person for round_, person in self.answers if round_ == self.round}

    def values(self, round_: int) -> dict[str, Value]:
        return {person: value for (number, person), value in self.answers.items() if number == round_}

    def takes_notes(self) -> bool:
        return self.open or bool(self.shown)


@dataclass
class ModelSession:
    """A session as the model knows it; `cards` in the order of the agenda."""

    status: str = "draft"
    moderated: bool = False
    people: list[str] = field(default_factory=list)
    cards: dict[str, ModelCard] = field(default_factory=dict)
    current: str | None = None

    def show(self, card_id: str | None) -> None:
        if card_id == self.current:
            return
        for card in self.cards.values():
            card.open = False
        self.current = card_id

    def remove_person(self, person: str) -> None:
        self.people.remove(person)
        for card in self.cards.values():
            card.answers = {key: value for key, value in card.answers.items() if key[1] != person}
            card.notes = {key: note for key, note in card.notes.items() if note.writer != person}
            for note in card.notes.values():
                note.supporters.discard(person)

    def move(self, card_id: str, *, by: int) -> None:
        order = list(self.cards)
        place = order.index(card_id)
        if 0 <= place + by < len(order):
            order[place], order[place + by] = order[place + by], order[place]
        self.cards = {name: self.cards[name] for name in order}

    def notes(self) -> Iterator[tuple[ModelCard, str, ModelNote]]:
        for card in self.cards.values():
            for note_id, note in card.notes.items():
                yield card, note_id, note

    def why_not_write(self) -> Refusal | None:
        return None if self.status == "open" else Refusal.CLOSED


def is_seen(card: ModelCard, note: ModelNote, *, by: str | None) -> bool:
    """Whether a participant (None: the beamer) sees a note."""
    return note.writer == by or (bool(card.shown) and note.status == "shown")
