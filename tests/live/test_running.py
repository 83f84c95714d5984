from datetime import timedelta

import pytest

from live import LiveStore
from live.model import NewCard, Refusal, Refused, Seat, UnknownIdError
from tests.builders.live import Clock, make_room

QUESTION = NewCard(kind="question", title="Wat zie je?", private_note="Niet voorzeggen")


def test_state_when_read_then_everyone_follows_the_card_that_is_on(store: LiveStore) -> None:
    room = make_room(store)
    second = store.add_card(room.session.id, QUESTION)

    store.show_card(room.session.id, second.id)

    for seat in ("facilitator", "beamer", "participant"):
        state = store.read_state(room.session.id, seat=seat)  # type: ignore[arg-type]
        assert state.card is not None
        assert (state.card.id, state.cards, state.people) == (second.id, 2, 3)
        assert state.revision == store.read_revision(room.session.id, seat=seat)  # type: ignore[arg-type]


def test_show_card_when_another_was_open_then_that_takes_no_more_answers(store: LiveStore) -> None:
    room = make_room(store)
    store.set_timer(room.card.id, 60)
    second = store.add_card(room.session.id, QUESTION)

    store.show_card(room.session.id, second.id)

    first = store.list_cards(room.session.id)[0]
    assert (first.state.answers_open, first.state.timer_ends_at) == (False, None)


def test_show_card_when_it_is_on_already_then_stays_open(store: LiveStore) -> None:
    room = make_room(store)

    store.show_card(room.session.id, room.card.id)

    assert store.list_cards(room.session.id)[0].state.answers_open


def test_show_card_when_it_is_none_then_everyone_waits(store: LiveStore) -> None:
    room = make_room(store)

    store.show_card(room.session.id, None)

    assert store.read_state(room.session.id, seat="beamer").card is None


def test_show_card_when_it_is_of_another_session_then_refused(store: LiveStore) -> None:
    mine, other = make_room(store), make_room(store)

    with pytest.raises(Refused) as refused:
        store.show_card(mine.session.id, other.card.id)

    assert refused.value.reason is Refusal.NOT_YOURS


@pytest.mark.parametrize("seat", ["beamer", "participant"])
def test_state_when_read_at_another_seat_then_tells_nothing_of_answers_or_private_notes(
    store: LiveStore, seat: Seat
) -> None:
    room = make_room(store, card=QUESTION)
    store.write_note(room.ids()[0], room.card.id, "see", "iets")

    told = store.read_state(room.session.id, seat=seat)
    at_desk = store.read_state(room.session.id, seat="facilitator")

    assert told.card is not None
    assert at_desk.card is not None
    assert (told.answered, told.waiting_notes, told.card.private_note) == (None, None, "")
    assert (at_desk.answered, at_desk.card.private_note) == (1, "Niet voorzeggen")


def test_state_when_people_answer_then_the_facilitator_reads_how_many(store: LiveStore) -> None:
    room = make_room(store)
    for participant_id in room.ids()[:2]:
        store.answer(participant_id, room.card.id, 4)
        store.answer(participant_id, room.card.id, 5)

    assert store.read_state(room.session.id, seat="facilitator").answered == 2
    store.start_round(room.card.id, 2)
    assert store.read_state(room.session.id, seat="facilitator").answered == 0


def test_results_when_shown_then_a_poll_closes_and_a_question_stays_open(store: LiveStore) -> None:
    poll, question = make_room(store), make_room(store, card=QUESTION)

    assert not store.set_results_shown(poll.card.id, True).state.answers_open
    assert store.set_results_shown(question.card.id, True).state.answers_open
    assert not store.set_results_shown(poll.card.id, False).state.results_shown


def test_second_round_when_started_then_open_and_hidden_while_the_first_stays_shown(store: LiveStore) -> None:
    room = make_room(store)
    store.set_results_shown(room.card.id, True)

    state = store.start_round(room.card.id, 2).state

    assert (state.round, state.answers_open, state.results_shown, state.shown_rounds) == (
        2,
        True,
        False,
        (1,),
    )
    store.set_answers_open(room.card.id, False)
    assert not store.start_round(room.card.id, 2).state.answers_open


def test_second_round_when_the_card_is_no_poll_then_refused(store: LiveStore) -> None:
    room = make_room(store, card=QUESTION)

    with pytest.raises(Refused):
        store.start_round(room.card.id, 2)


def test_timer_when_set_then_ends_that_much_later(store: LiveStore, clock: Clock) -> None:
    room = make_room(store)

    ends = store.set_timer(room.card.id, 90).state.timer_ends_at
    assert ends is not None
    assert abs(ends - clock.now - timedelta(seconds=90)) < timedelta(seconds=1)
    assert store.set_timer(room.card.id, None).state.timer_ends_at is None
    for impossible in (0, 3601):
        with pytest.raises(Refused):
            store.set_timer(room.card.id, impossible)


def test_state_when_the_session_is_erased_then_unknown(store: LiveStore) -> None:
    room = make_room(store)
    store.erase_session(room.session.id)

    with pytest.raises(UnknownIdError):
        store.read_state(room.session.id, seat="beamer")


def test_revision_when_hidden_answers_come_in_then_elsewhere_than_at_the_desk_it_stands_still(
    store: LiveStore,
) -> None:
    room = make_room(store)
    desk = store.read_revision(room.session.id, seat="facilitator")
    before = {
        seat: store.read_state(room.session.id, seat=seat).revision for seat in ("beamer", "participant")
    }

    for participant_id in room.ids():
        store.answer(participant_id, room.card.id, 4)
    store.write_note(room.ids()[0], room.card.id, "see", "iets")

    assert store.read_revision(room.session.id, seat="facilitator") == desk + 4
    for seat, revision in before.items():
        assert store.read_state(room.session.id, seat=seat).revision == revision
        assert store.read_revision(room.session.id, seat=seat) == revision
    store.set_results_shown(room.card.id, True)
    store.write_note(room.ids()[0], room.card.id, "see", "nog iets")
    assert store.read_revision(room.session.id, seat="beamer") == before["beamer"] + 2
