import pytest

from live import LiveStore
from live.model import NewCard
from live.records import CardRecord
from tests.builders.live import FIGURE, Room, make_room


def answer_all(store: LiveStore, room: Room, *values: int) -> None:
    for participant_id, value in zip(room.ids(), values, strict=False):
        store.answer(participant_id, room.card.id, value)
    store.set_results_shown(room.card.id, True)


def card_of(store: LiveStore, room: Room, *, agreed: bool = False) -> CardRecord:
    return store.make_record(room.session.id, agreed=agreed).cards[0]


def test_record_when_made_then_tells_what_was_done(store: LiveStore) -> None:
    room = make_room(store, people=6)
    store.add_card(room.session.id, NewCard(kind="figure", title="Verandering", figure=FIGURE))
    answer_all(store, room, 1, 2, 3, 4, 5, 5)
    store.add_conclusion(room.session.id, "Tijd")
    store.add_action(room.session.id, what="Doen")

    record = store.make_record(room.session.id, agreed=False)

    assert (record.people, record.session.release_id) == (6, "r-7")
    assert [card.card.title for card in record.cards] == ["Hoe nuttig?", "Verandering"]
    assert record.cards[1].card.figure == FIGURE
    ((number, tally),) = record.cards[0].rounds
    assert (number, tally.n, tally.counts) == (1, 6, (1, 1, 1, 1, 2))
    assert [item.text for item in record.conclusions] == ["Tijd"]
    assert [action.what for action in record.actions] == ["Doen"]


# 4 left out, 5 kept
@pytest.mark.parametrize(("answered", "kept"), [(4, False), (5, True)])
def test_poll_when_fewer_than_five_answered_then_left_out_unless_agreed(
    store: LiveStore, answered: int, kept: bool
) -> None:
    room = make_room(store, people=5)
    answer_all(store, room, *[3] * answered)

    strict, agreed = card_of(store, room), card_of(store, room, agreed=True)

    assert (len(strict.rounds) == 1, strict.left_out) == (kept, not kept)
    assert [tally.n for _, tally in agreed.rounds] == [answered]
    assert not agreed.left_out


@pytest.mark.parametrize(("writers", "kept"), [(4, False), (5, True)])
def test_notes_when_fewer_than_five_wrote_then_left_out_unless_agreed(
    store: LiveStore, writers: int, kept: bool
) -> None:
    room = make_room(store, people=5)
    for participant_id in [*room.ids()[:writers], room.ids()[0]]:
        store.write_note(participant_id, room.card.id, "see", "iets")
    store.set_results_shown(room.card.id, True)

    strict, agreed = card_of(store, room), card_of(store, room, agreed=True)

    assert (len(strict.notes) == writers + 1, strict.left_out) == (kept, not kept)
    assert len(agreed.notes_in("see")) == writers + 1


def test_shift_when_fewer_than_five_answered_both_rounds_then_left_out(store: LiveStore) -> None:
    room = make_room(store, people=7)
    answer_all(store, room, 1, 2, 3, 4, 5)
    store.start_round(room.card.id, 2)
    for participant_id in room.ids()[2:]:
        store.answer(participant_id, room.card.id, 5)
    store.set_results_shown(room.card.id, True)

    strict, agreed = card_of(store, room), card_of(store, room, agreed=True)

    assert [tally.n for _, tally in strict.rounds] == [5, 5]
    assert strict.shift is None
    assert agreed.shift is not None
    assert agreed.shift.n == 3


def test_poll_when_its_results_were_never_shown_then_not_in_the_record(store: LiveStore) -> None:
    room = make_room(store, people=5)
    answer_all(store, room, 1, 2, 3, 4, 5)
    store.set_results_shown(room.card.id, False)

    card = card_of(store, room, agreed=True)

    assert (card.rounds, card.notes, card.left_out) == ((), (), False)


def test_notes_when_hidden_or_waiting_then_not_in_the_record(store: LiveStore) -> None:
    room = make_room(store, people=3)
    store.set_results_shown(room.card.id, True)
    notes = [store.write_note(person, room.card.id, "see", person) for person in room.ids()[:2]]
    store.set_moderated(room.session.id, True)
    store.write_note(room.ids()[2], room.card.id, "see", "wacht")
    store.hide_note(notes[0].id)

    assert [note.text for note in card_of(store, room, agreed=True).notes] == [room.ids()[1]]


def test_record_when_made_then_knows_no_person_and_no_private_note(store: LiveStore) -> None:
    room = make_room(store, card=NewCard(kind="question", title="?", private_note="Niet voorlezen"))
    store.join(room.session.code or "", name="Annemie", source="a")

    record = str(store.make_record(room.session.id, agreed=True))

    for secret in ("Annemie", "Niet voorlezen", *room.ids()):
        assert secret not in record
