import pytest

from live import Limits, LiveStore, open_live
from live.model import NewCard, Poll, Refusal, Refused, Value
from tests.builders.live import CHOICE, LIKERT, RANKING, SCALE, SEVERAL, Clock, make_room


def refusal(store: LiveStore, participant_id: str, card_id: str, value: Value = 3) -> Refusal:
    with pytest.raises(Refused) as refused:
        store.answer(participant_id, card_id, value)
    return refused.value.reason


@pytest.mark.parametrize(
    ("poll", "value"),
    [(LIKERT, 4), (SCALE, 0), (CHOICE, (1,)), (SEVERAL, (0, 2)), (RANKING, (2, 0, 1))],
)
def test_answer_when_given_then_one_reads_back_ones_own(store: LiveStore, poll: Poll, value: Value) -> None:
    room = make_room(store, card=NewCard(kind="poll", title="?", poll=poll))
    me, other = room.ids()[:2]

    store.answer(me, room.card.id, value)

    own = store.own_answer(me, room.card.id)
    assert own is not None
    assert (own.value, own.round) == (value, 1)
    assert store.own_answer(other, room.card.id) is None


def test_answer_when_changed_then_the_last_one_counts(store: LiveStore) -> None:
    room = make_room(store)
    for value in (1, 5, 2):
        store.answer(room.ids()[0], room.card.id, value)
    store.set_results_shown(room.card.id, True)

    tally = store.tally(room.card.id, 1)

    assert tally is not None
    assert (tally.n, tally.counts) == (1, (0, 1, 0, 0, 0))


def test_answers_when_not_shown_then_nobody_learns_the_tally(store: LiveStore) -> None:
    room = make_room(store)
    for participant_id in room.ids():
        store.answer(participant_id, room.card.id, 5)

    assert store.tally(room.card.id, 1) is None
    assert store.shift(room.card.id) is None
    store.set_results_shown(room.card.id, True)
    assert store.tally(room.card.id, 1) is not None
    assert store.tally(room.card.id, 2) is None
    store.set_results_shown(room.card.id, False)
    assert store.tally(room.card.id, 1) is None


def test_answers_when_hidden_then_only_the_desk_is_woken(store: LiveStore) -> None:
    heard: list[tuple[int, bool]] = []
    room = make_room(store, people=1)
    publish = store.bus.publish

    def note_down(
        session_id: str, revision: int, *, seen: int | None = None, desk_only: bool = False
    ) -> None:
        heard.append((revision, desk_only))
        publish(session_id, revision, seen=seen, desk_only=desk_only)

    store.bus.publish = note_down  # type: ignore[method-assign]
    store.answer(room.ids()[0], room.card.id, 5)
    store.set_results_shown(room.card.id, True)
    store.set_answers_open(room.card.id, True)
    store.answer(room.ids()[0], room.card.id, 4)

    assert [desk_only for _, desk_only in heard] == [True, False, False, False]
    assert [revision for revision, _ in heard] == sorted(revision for revision, _ in heard)


def test_rounds_when_there_are_two_then_the_shift_is_of_those_who_answered_both(store: LiveStore) -> None:
    room = make_room(store, people=4)
    for participant_id, value in zip(room.ids(), (1, 2, 3), strict=False):
        store.answer(participant_id, room.card.id, value)
    store.set_results_shown(room.card.id, True)
    store.start_round(room.card.id, 2)
    for participant_id, value in zip(room.ids()[1:], (5, 3, 4), strict=True):
        store.answer(participant_id, room.card.id, value)

    assert store.tally(room.card.id, 2) is None
    assert store.shift(room.card.id) is None
    store.set_results_shown(room.card.id, True)

    shift, first, second = (
        store.shift(room.card.id),
        store.tally(room.card.id, 1),
        store.tally(room.card.id, 2),
    )
    assert shift is not None
    assert first is not None
    assert second is not None
    assert (first.n, second.n, shift.n) == (3, 3, 2)
    assert (shift.up, shift.same, shift.down) == (1, 1, 0)
    assert store.own_answer(room.ids()[1], room.card.id, round_=1) != store.own_answer(
        room.ids()[1], room.card.id
    )


def test_shift_when_the_first_round_was_never_shown_then_withheld(store: LiveStore) -> None:
    room = make_room(store)
    store.start_round(room.card.id, 2)
    store.set_results_shown(room.card.id, True)

    assert store.shift(room.card.id) is None
    assert store.tally(room.card.id, 1) is None


def test_answer_when_the_card_is_closed_then_refused(store: LiveStore) -> None:
    room = make_room(store)

    store.set_answers_open(room.card.id, False)
    assert refusal(store, room.ids()[0], room.card.id) is Refusal.CLOSED
    store.set_answers_open(room.card.id, True)
    store.close_session(room.session.id)
    assert refusal(store, room.ids()[0], room.card.id) is Refusal.CLOSED


def test_answer_when_the_value_is_impossible_then_refused_and_the_old_one_stays(store: LiveStore) -> None:
    room = make_room(store)
    me = room.ids()[0]
    store.answer(me, room.card.id, 4)

    assert refusal(store, me, room.card.id, 6) is Refusal.NOT_POSSIBLE
    own = store.own_answer(me, room.card.id)
    assert own is not None
    assert own.value == 4


def test_answer_when_the_card_is_of_another_session_then_refused(store: LiveStore) -> None:
    mine, other = make_room(store), make_room(store)

    assert refusal(store, mine.ids()[0], other.card.id) is Refusal.NOT_YOURS


def test_answer_when_the_card_is_a_question_then_refused(store: LiveStore) -> None:
    room = make_room(store, card=NewCard(kind="question", title="?"))

    assert refusal(store, room.ids()[0], room.card.id) is Refusal.NOT_POSSIBLE
    with pytest.raises(Refused):
        store.tally(room.card.id, 1)


def test_answers_when_one_person_writes_too_fast_then_that_person_waits(url: str) -> None:
    clock = Clock()
    store = open_live(url, limits=Limits(writes_per_minute=5), clock=clock)
    room = make_room(store)
    me, other = room.ids()[:2]
    # A new person's first minute begins with joining.
    for value in (1, 2, 3, 4, 5):
        store.answer(me, room.card.id, value)

    assert refusal(store, me, room.card.id) is Refusal.SLOW_DOWN
    assert store.answer(other, room.card.id, 1)
    clock.advance(seconds=60)
    assert store.answer(me, room.card.id, 1)


def test_answers_when_somebody_is_taken_out_then_theirs_no_longer_count(store: LiveStore) -> None:
    room = make_room(store)
    for participant_id in room.ids():
        store.answer(participant_id, room.card.id, 5)
    store.set_results_shown(room.card.id, True)

    store.remove_participant(room.ids()[0])

    tally = store.tally(room.card.id, 1)
    assert tally is not None
    assert tally.n == 2
