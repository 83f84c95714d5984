"""A reflection session that was held, with all that a record can hold and all that it may not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from live import LiveStore
from live.model import Draft, Facilitator, Figure, NewCard, Poll, Session, Value

DESK = Facilitator(id="demo", role="ministry")
LIKERT = Poll(
    kind="likert", options=("helemaal oneens", "eerder oneens", "tussenin", "eerder eens", "helemaal eens")
)
RANKING = Poll(kind="ranking", options=("coach", "werkbezoek", "studiedag"))
ORDERS = ((0, 1, 2), (0, 2, 1), (1, 0, 2), (0, 1, 2), (2, 0, 1), (0, 1, 2))
FIGURES = (
    ("Waar wonen de schoolleiders?", "reach", "map", ""),
    ("Leren ze bij?", "learning", "change-begin-end-0", ""),
    ("Bruikbaarheid", "reaction", "means-end-0", "niveau=basis-gewoon"),
)


@dataclass(frozen=True)
class Hidden:
    """What no record may hold; twins of a session differ in these alone."""

    note: str = "Liever niet"
    waiting: str = "Wacht op nazicht"
    few: str = "Van twee mensen"
    private: str = "Vraag door"
    name: str = "Anna"
    vote: int = 1


@dataclass(frozen=True)
class Written:
    """What people wrote that comes along: one text at every place where somebody can write."""

    text: str = "Meer tijd om van elkaar te leren"


def hold_session(
    store: LiveStore,
    *,
    release_id: str,
    programme: str = "proef",
    written: Written | None = None,
    hidden: Hidden | None = None,
    figures: tuple[tuple[str, str, str, str], ...] = FIGURES,
) -> Session:
    """The session after its end, with an earlier one whose actions go on.

    Six people; two notes and one poll of two people, one poll whose results nobody saw.
    """
    text, secret = (written or Written()).text, hidden or Hidden()
    draft = Draft(title="Vorige keer", template="empty", release_id=release_id, programme=programme)
    earlier = store.create_session(draft, by=DESK)
    store.add_action(earlier.id, what="Coaches voorstellen", who="Het team", due=date(2026, 10, 1))
    title = "Ronde tafel over leren in groep" if written is None else text[:120]
    session = store.create_session(replace(draft, title=title, previous_id=earlier.id), by=DESK)
    for card in (*_list_figures(figures, release_id=release_id), *_list_cards(text)):
        store.add_card(session.id, replace(card, private_note=secret.private))
    opened = store.open_session(session.id)
    people = [store.join(opened.code or "", name=secret.name, source="test") for _ in range(6)]
    room = _Room(store, session.id, [person.participant.id for person in people])
    room.write_few(secret)
    room.write_notes(text, secret=secret)
    room.vote("Onze groep leert goed samen", (2, 3, 3, 4, 4, 5), (3, 4, 4, 4, 5, 5))
    room.vote("Wat helpt het meest?", ORDERS)
    room.vote("Met twee beantwoord", (secret.vote, secret.vote))
    room.vote("Nooit getoond", (secret.vote,) * 6, show=False)
    store.add_conclusion(session.id, text)
    store.add_action(session.id, what=text, who=text[:100], due=date(2027, 1, 15))
    store.close_session(session.id)
    return store.find_session(session.id)


def _list_figures(figures: tuple[tuple[str, str, str, str], ...], *, release_id: str) -> list[NewCard]:
    return [
        NewCard(
            kind="figure",
            title=title,
            figure=Figure(page=page, key=key, query=query, release_id=release_id),
        )
        for title, page, key, query in figures
    ]


def _list_cards(text: str) -> list[NewCard]:
    return [
        NewCard(kind="question", title="Wat nemen we mee?", body=text),
        NewCard(kind="question", title="Wat met twee?"),
        NewCard(kind="break", title="Pauze"),
        NewCard(kind="poll", title="Onze groep leert goed samen", poll=LIKERT),
        NewCard(kind="poll", title="Wat helpt het meest?", poll=RANKING),
        NewCard(kind="poll", title="Met twee beantwoord", poll=LIKERT),
        NewCard(kind="poll", title="Nooit getoond", poll=LIKERT),
    ]


class _Room:
    """The people of a session, and what they do at a card."""

    def __init__(self, store: LiveStore, session_id: str, ids: list[str]) -> None:
        self._store, self._session_id, self._ids = store, session_id, ids

    def _turn_to(self, title: str) -> str:
        cards = self._store.list_cards(self._session_id)
        card = next(card for card in cards if card.title == title)
        self._store.show_card(self._session_id, card.id)
        self._store.set_answers_open(card.id, True)
        return card.id

    def vote(self, title: str, *rounds: Sequence[Value], show: bool = True) -> None:
        card_id = self._turn_to(title)
        for number, values in enumerate(rounds):
            if number:
                self._store.start_round(card_id, 2)
            for participant_id, value in zip(self._ids, values, strict=False):
                self._store.answer(participant_id, card_id, value)
            if show:
                self._store.set_results_shown(card_id, True)

    def write_notes(self, text: str, *, secret: Hidden) -> None:
        store, card_id = self._store, self._turn_to("Wat nemen we mee?")
        notes = [store.write_note(self._ids[n], card_id, "see", f"{text} {n}") for n in range(5)]
        store.write_note(self._ids[5], card_id, "mean", text)
        store.write_note(self._ids[0], card_id, "act", text)
        hidden = store.write_note(self._ids[1], card_id, "act", secret.note)
        store.set_results_shown(card_id, True)
        store.hide_note(hidden.id)
        store.pin_note(notes[3].id, True)
        store.group_notes([notes[1].id, notes[2].id], text[:40])
        store.support(notes[2].id, self._ids[5], True)
        store.set_moderated(self._session_id, True)
        store.write_note(self._ids[2], card_id, "act", secret.waiting)

    def write_few(self, secret: Hidden) -> None:
        card_id = self._turn_to("Wat met twee?")
        for participant_id in self._ids[:2]:
            self._store.write_note(participant_id, card_id, "see", secret.few)
        self._store.set_results_shown(card_id, True)
