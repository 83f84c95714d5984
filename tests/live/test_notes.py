from dataclasses import replace

import pytest

from live import Limits, LiveStore, open_live
from live.model import NewCard, Note, Refusal, Refused, UnknownIdError
from tests.builders.live import DRAFT, Clock, Room, make_room

QUESTION = NewCard(kind="question", title="Wat zie je?")


@pytest.fixture
def room(store: LiveStore) -> Room:
    return make_room(store, card=QUESTION)


@pytest.fixture
def moderated(store: LiveStore) -> Room:
    return make_room(store, card=QUESTION, draft=replace(DRAFT, moderated=True))


def write(store: LiveStore, room: Room, *, by: int = 0, text: str = "veel verschil") -> Note:
    return store.write_note(room.ids()[by], room.card.id, "see", text)


def seen(store: LiveStore, room: Room, *, by: int | None = None) -> list[str]:
    """The texts that a participant, or the beamer, sees."""
    if by is None:
        return [note.text for note in store.list_notes(room.card.id, seat="beamer")]
    notes = store.list_notes(room.card.id, seat="participant", participant_id=room.ids()[by])
    return [note.text for note in notes]


def desk(store: LiveStore, room: Room) -> list[str]:
    return [note.text for note in store.list_notes(room.card.id, seat="facilitator")]


def test_notes_when_not_shown_yet_then_each_sees_the_own_only(store: LiveStore, room: Room) -> None:
    write(store, room, by=0, text="een")
    write(store, room, by=1, text="twee")

    assert (seen(store, room, by=0), seen(store, room, by=1), seen(store, room)) == (["een"], ["twee"], [])
    assert desk(store, room) == ["een", "twee"]
    store.set_results_shown(room.card.id, True)
    assert seen(store, room, by=2) == seen(store, room) == ["een", "twee"]


def test_note_when_read_then_it_does_not_tell_who_wrote_it(store: LiveStore, room: Room) -> None:
    write(store, room)
    store.set_results_shown(room.card.id, True)

    (of_another,) = store.list_notes(room.card.id, seat="participant", participant_id=room.ids()[1])
    (at_desk,) = store.list_notes(room.card.id, seat="facilitator")

    for note in (of_another, at_desk):
        assert not note.mine
        assert room.ids()[0] not in str(note)


def test_note_when_ones_own_then_can_be_edited_and_withdrawn(store: LiveStore, room: Room) -> None:
    note = write(store, room)

    assert store.edit_note(room.ids()[0], note.id, " beter ").text == "beter"
    store.withdraw_note(room.ids()[0], note.id)

    assert desk(store, room) == []
    with pytest.raises(UnknownIdError):
        store.edit_note(room.ids()[0], note.id, "terug")


def test_note_when_anothers_then_cannot_be_edited_or_withdrawn(store: LiveStore, room: Room) -> None:
    note = write(store, room)

    for attempt in (
        lambda: store.edit_note(room.ids()[1], note.id, "van mij"),
        lambda: store.withdraw_note(room.ids()[1], note.id),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.reason is Refusal.NOT_YOURS
    assert desk(store, room) == ["veel verschil"]


def test_moderation_when_on_then_others_see_a_note_after_approval(store: LiveStore, moderated: Room) -> None:
    store.set_results_shown(moderated.card.id, True)
    note = write(store, moderated)

    assert note.status == "waiting"
    assert (seen(store, moderated), seen(store, moderated, by=1)) == ([], [])
    assert seen(store, moderated, by=0) == ["veel verschil"]
    assert store.read_state(moderated.session.id, seat="facilitator").waiting_notes == 1
    store.approve_note(note.id)
    assert seen(store, moderated) == ["veel verschil"]


def test_moderation_when_an_approved_note_is_edited_then_it_waits_again(
    store: LiveStore, moderated: Room
) -> None:
    store.set_results_shown(moderated.card.id, True)
    note = write(store, moderated)
    store.approve_note(note.id)

    assert store.edit_note(moderated.ids()[0], note.id, "iets anders").status == "waiting"
    assert seen(store, moderated) == []


def test_note_when_hidden_then_stays_hidden_when_edited(store: LiveStore, room: Room) -> None:
    store.set_results_shown(room.card.id, True)
    note = write(store, room)

    store.hide_note(note.id)
    store.edit_note(room.ids()[0], note.id, "nog eens")

    assert (seen(store, room), seen(store, room, by=1), seen(store, room, by=0)) == ([], [], ["nog eens"])
    store.approve_note(note.id)
    assert seen(store, room) == ["nog eens"]


def test_support_when_tapped_then_counts_each_person_once(store: LiveStore, room: Room) -> None:
    note = write(store, room)
    store.set_results_shown(room.card.id, True)

    for _ in range(2):
        store.support(note.id, room.ids()[1], True)
    store.support(note.id, room.ids()[2], True)
    (mine,) = store.list_notes(room.card.id, seat="participant", participant_id=room.ids()[1])
    assert (mine.support, mine.supported) == (2, True)

    store.support(note.id, room.ids()[1], False)
    (mine,) = store.list_notes(room.card.id, seat="participant", participant_id=room.ids()[1])
    assert (mine.support, mine.supported) == (1, False)


def test_support_when_the_note_is_not_seen_or_ones_own_then_refused(store: LiveStore, room: Room) -> None:
    note = write(store, room)

    def refused_for(person: int) -> Refusal:
        with pytest.raises(Refused) as refused:
            store.support(note.id, room.ids()[person], True)
        return refused.value.reason

    assert refused_for(1) is Refusal.NOT_POSSIBLE
    store.set_results_shown(room.card.id, True)
    assert refused_for(0) is Refusal.NOT_POSSIBLE
    store.hide_note(note.id)
    assert refused_for(1) is Refusal.NOT_POSSIBLE


def test_notes_when_listed_then_pinned_first_then_most_supported_then_oldest(
    store: LiveStore, room: Room, clock: Clock
) -> None:
    ids = []
    for number, text in enumerate(("oud", "gesteund", "vast")):
        clock.advance(seconds=1)
        ids.append(write(store, room, by=number, text=text).id)
    store.set_results_shown(room.card.id, True)
    store.support(ids[1], room.ids()[0], True)
    store.pin_note(ids[2], True)

    assert seen(store, room) == ["vast", "gesteund", "oud"]
    store.pin_note(ids[2], False)
    assert seen(store, room) == ["gesteund", "oud", "vast"]


def test_notes_when_grouped_then_they_carry_its_name(store: LiveStore, room: Room) -> None:
    ids = [write(store, room, by=by).id for by in range(3)]

    store.group_notes(ids[:2], "Tijd")
    assert [n.group for n in store.list_notes(room.card.id, seat="facilitator")].count("Tijd") == 2
    store.group_notes(ids[:1], None)
    assert [n.group for n in store.list_notes(room.card.id, seat="facilitator")].count("Tijd") == 1


def test_notes_when_grouped_over_two_cards_then_refused_and_nothing_changes(
    store: LiveStore, room: Room
) -> None:
    other = make_room(store, card=QUESTION)
    ids = [write(store, room).id, write(store, other).id]

    with pytest.raises(Refused):
        store.group_notes(ids, "Samen")

    assert [n.group for n in store.list_notes(room.card.id, seat="facilitator")] == [None]


@pytest.mark.parametrize(
    ("text", "reason"), [("", Refusal.EMPTY), (" \n\x00 ", Refusal.EMPTY), ("x" * 501, Refusal.TOO_LONG)]
)
def test_note_when_its_text_is_impossible_then_refused(
    store: LiveStore, room: Room, text: str, reason: Refusal
) -> None:
    with pytest.raises(Refused) as refused:
        write(store, room, text=text)

    assert refused.value.reason is reason


def test_note_when_its_text_has_signs_of_all_kinds_then_kept_as_text(store: LiveStore, room: Room) -> None:
    text = "<b>'; DROP TABLE notes; --\n\t=SUM(A1) é 漢 🙂"

    assert write(store, room, text=f"\x07{text}\u202e").text == text


def test_note_when_the_card_takes_none_then_refused(store: LiveStore, room: Room) -> None:
    pause = make_room(store, card=NewCard(kind="break", title="Pauze"))
    store.set_answers_open(room.card.id, False)

    for place, reason in ((pause, Refusal.NOT_POSSIBLE), (room, Refusal.CLOSED)):
        with pytest.raises(Refused) as refused:
            write(store, place)
        assert refused.value.reason is reason
    with pytest.raises(Refused):
        store.write_note(room.ids()[0], room.card.id, "elsewhere", "x")  # type: ignore[arg-type]


def test_notes_when_one_person_writes_too_many_then_refused(url: str) -> None:
    store = open_live(url, limits=Limits(notes_per_participant=2))
    room = make_room(store, card=QUESTION)
    write(store, room)
    write(store, room)

    with pytest.raises(Refused) as refused:
        write(store, room)

    assert refused.value.reason is Refusal.TOO_MANY
    assert write(store, room, by=1)


def test_note_when_it_is_of_another_session_then_neither_seen_nor_supported(
    store: LiveStore, room: Room
) -> None:
    other = make_room(store, card=QUESTION)
    note = write(store, room)
    store.set_results_shown(room.card.id, True)

    with pytest.raises(Refused) as refused:
        store.support(note.id, other.ids()[0], True)

    assert refused.value.reason is Refusal.NOT_YOURS
    with pytest.raises(Refused):
        store.list_notes(room.card.id, seat="participant", participant_id=other.ids()[0])
