from dataclasses import replace

import pytest

from live import Limits, LiveStore, open_live
from live.model import NewCard, Poll, Refusal, Refused, Session, UnknownIdError
from tests.builders.live import CHOICE, DRAFT, FACILITATOR, FIGURE, LIKERT, SCALE, make_room

QUESTION = NewCard(kind="question", title="Wat zie je?", private_note="Eerst zelf kijken")


@pytest.fixture
def session(store: LiveStore) -> Session:
    return store.create_session(DRAFT, by=FACILITATOR)


def titles(store: LiveStore, session: Session) -> list[str]:
    cards = store.list_cards(session.id)
    assert [card.place for card in cards] == list(range(len(cards)))
    return [card.title for card in cards]


def add(store: LiveStore, session: Session, *names: str) -> list[str]:
    return [store.add_card(session.id, replace(QUESTION, title=name)).id for name in names]


def test_card_when_added_then_it_keeps_all_that_it_says(store: LiveStore, session: Session) -> None:
    figure = NewCard(kind="figure", title="Verandering", body="Kijk", private_note="traag", figure=FIGURE)
    poll = NewCard(kind="poll", title="Nuttig?", poll=replace(CHOICE, several=True))

    store.add_card(session.id, figure)
    store.add_card(session.id, poll)

    first, second = store.list_cards(session.id)
    assert (first.figure, first.body, first.private_note, first.kind) == (FIGURE, "Kijk", "traag", "figure")
    assert second.poll == replace(CHOICE, several=True)


def test_cards_when_put_in_between_then_the_others_make_place(store: LiveStore, session: Session) -> None:
    add(store, session, "a", "b")

    store.add_card(session.id, replace(QUESTION, title="c"), at=1)
    store.add_card(session.id, replace(QUESTION, title="d"), at=0)
    store.add_card(session.id, replace(QUESTION, title="e"), at=99)

    assert titles(store, session) == ["d", "a", "c", "b", "e"]


def test_cards_when_moved_then_they_change_places_and_stop_at_the_ends(
    store: LiveStore, session: Session
) -> None:
    a, _, c = add(store, session, "a", "b", "c")

    store.move_card(a, by=-1)
    assert titles(store, session) == ["a", "b", "c"]
    store.move_card(a, by=1)
    assert titles(store, session) == ["b", "a", "c"]
    store.move_card(c, by=1)
    store.move_card(c, by=-1)
    assert titles(store, session) == ["b", "c", "a"]


def test_card_when_removed_then_the_gap_closes_and_nothing_is_on(store: LiveStore) -> None:
    room = make_room(store)
    add(store, room.session, "b", "c")

    store.remove_card(room.card.id)

    assert titles(store, room.session) == ["b", "c"]
    assert store.find_session(room.session.id).current_card_id is None


def test_card_when_edited_then_says_the_new_thing_at_the_same_place(
    store: LiveStore, session: Session
) -> None:
    a, _ = add(store, session, "a", "b")

    store.edit_card(a, NewCard(kind="poll", title="z", poll=SCALE))

    assert titles(store, session) == ["z", "b"]
    assert store.list_cards(session.id)[0].poll == SCALE


def test_poll_when_it_has_answers_then_its_options_stay(store: LiveStore) -> None:
    room = make_room(store, people=1)
    store.answer(room.ids()[0], room.card.id, 5)

    store.edit_card(room.card.id, NewCard(kind="poll", title="Beter gezegd", poll=LIKERT))
    with pytest.raises(Refused) as refused:
        store.edit_card(room.card.id, NewCard(kind="poll", title="Anders", poll=SCALE))

    assert refused.value.reason is Refusal.NOT_POSSIBLE


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        (replace(QUESTION, title=""), Refusal.EMPTY),
        (replace(QUESTION, title="x" * 121), Refusal.TOO_LONG),
        (replace(QUESTION, body="x" * 1001), Refusal.TOO_LONG),
        (replace(QUESTION, kind="poll"), Refusal.NOT_POSSIBLE),
        (replace(QUESTION, poll=LIKERT), Refusal.NOT_POSSIBLE),
        (replace(QUESTION, kind="figure"), Refusal.NOT_POSSIBLE),
        (replace(QUESTION, kind="figure", figure=replace(FIGURE, release_id="r-8")), Refusal.NOT_POSSIBLE),
        (replace(QUESTION, kind="poll", poll=Poll(kind="likert", options=("a",))), Refusal.NOT_POSSIBLE),
        (replace(QUESTION, kind="poll", poll=Poll(kind="choice", options=("a", "a"))), Refusal.NOT_POSSIBLE),
        (replace(QUESTION, kind="poll", poll=Poll(kind="choice", options=("a", ""))), Refusal.EMPTY),
        (
            replace(QUESTION, kind="poll", poll=Poll(kind="choice", options=tuple("abcdefghijklm"))),
            Refusal.NOT_POSSIBLE,
        ),
        (replace(QUESTION, kind="poll", poll=Poll(kind="scale", options=("a", "b"))), Refusal.NOT_POSSIBLE),
        (replace(QUESTION, kind="poll", poll=replace(LIKERT, several=True)), Refusal.NOT_POSSIBLE),
    ],
)
def test_card_when_it_cannot_be_then_refused(
    store: LiveStore, session: Session, card: NewCard, reason: Refusal
) -> None:
    with pytest.raises(Refused) as refused:
        store.add_card(session.id, card)

    assert refused.value.reason is reason
    assert store.list_cards(session.id) == ()


def test_cards_when_there_are_too_many_then_refused(url: str) -> None:
    store = open_live(url, limits=Limits(cards=2))
    session = store.create_session(DRAFT, by=FACILITATOR)
    add(store, session, "a", "b")

    with pytest.raises(Refused) as refused:
        add(store, session, "c")

    assert refused.value.reason is Refusal.TOO_MANY


def test_card_when_it_is_not_there_then_unknown(store: LiveStore) -> None:
    with pytest.raises(UnknownIdError):
        store.remove_card("nowhere")
