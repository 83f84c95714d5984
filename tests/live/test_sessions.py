from dataclasses import replace

import pytest

from live import LiveStore
from live.model import Refusal, Refused, UnknownIdError
from tests.builders.live import DRAFT, FACILITATOR, SOMEBODY_ELSE, Clock, make_room


def test_session_when_made_then_it_is_a_draft_that_nobody_can_join(store: LiveStore) -> None:
    session = store.create_session(DRAFT, by=FACILITATOR)

    assert (session.status, session.code, session.release_id) == ("draft", None, "r-7")
    assert session.owner == FACILITATOR
    assert session.max_people == store.limits.people
    assert store.find_session(session.id) == session


def test_sessions_when_listed_then_ones_own_only_the_newest_first(store: LiveStore, clock: Clock) -> None:
    first = store.create_session(DRAFT, by=FACILITATOR)
    clock.advance(minutes=1)
    other = store.create_session(DRAFT, by=SOMEBODY_ELSE)
    clock.advance(minutes=1)
    second = store.create_session(DRAFT, by=FACILITATOR)

    assert store.list_sessions(by=FACILITATOR) == (second, first)
    assert store.list_all_sessions() == (second, other, first)


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (replace(DRAFT, title="  "), Refusal.EMPTY),
        (replace(DRAFT, title="x" * 121), Refusal.TOO_LONG),
        (replace(DRAFT, max_people=251), Refusal.TOO_MANY),
        (replace(DRAFT, max_people=-1), Refusal.TOO_MANY),
    ],
)
def test_session_when_its_draft_is_impossible_then_refused(
    store: LiveStore, draft: object, reason: Refusal
) -> None:
    with pytest.raises(Refused) as refused:
        store.create_session(draft, by=FACILITATOR)  # type: ignore[arg-type]

    assert refused.value.reason is reason
    assert store.list_all_sessions() == ()


def test_session_when_it_follows_somebody_elses_then_refused(store: LiveStore) -> None:
    theirs = store.create_session(DRAFT, by=SOMEBODY_ELSE)

    with pytest.raises(Refused) as refused:
        store.create_session(replace(DRAFT, previous_id=theirs.id), by=FACILITATOR)

    assert refused.value.reason is Refusal.NOT_YOURS


def test_session_when_opened_twice_then_keeps_its_code_until_that_expires(
    store: LiveStore, clock: Clock
) -> None:
    room = make_room(store)

    clock.advance(hours=11)
    assert store.open_session(room.session.id).code == room.session.code
    clock.advance(hours=1)
    assert store.open_session(room.session.id).code != room.session.code


def test_codes_when_many_sessions_are_open_then_each_has_its_own(store: LiveStore) -> None:
    opened = [store.open_session(store.create_session(DRAFT, by=FACILITATOR).id) for _ in range(40)]

    assert len({session.code for session in opened}) == 40


def test_code_when_one_in_use_is_drawn_then_another_is(
    store: LiveStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = make_room(store)
    drawn = iter([room.session.code, "AAA-AAA"])
    monkeypatch.setattr("live.sessions.make_code", lambda: next(drawn))

    assert store.open_session(store.create_session(DRAFT, by=FACILITATOR).id).code == "AAA-AAA"


def test_revision_when_anything_is_written_then_it_is_one_higher_and_told(store: LiveStore) -> None:
    session = store.create_session(DRAFT, by=FACILITATOR)

    opened = store.open_session(session.id)
    closed = store.close_session(session.id)

    assert (session.revision, opened.revision, closed.revision) == (1, 2, 3)
    assert store.bus.wait(session.id, after=2, timeout=1) == 3


def test_revision_when_the_write_is_refused_then_stays_and_nobody_is_told(store: LiveStore) -> None:
    room = make_room(store)
    before = store.find_session(room.session.id)
    revision = store.read_revision(room.session.id, seat="facilitator")

    with pytest.raises(Refused):
        store.answer(room.ids()[0], room.card.id, 99)

    assert store.find_session(room.session.id) == before
    assert store.read_revision(room.session.id, seat="facilitator") == revision
    assert store.bus.wait(room.session.id, after=revision, timeout=0) is None


def test_session_when_it_is_not_there_then_unknown(store: LiveStore) -> None:
    for call in (store.find_session, store.open_session, store.close_session, store.erase_session):
        with pytest.raises(UnknownIdError):
            call("nowhere")
