from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select

from live import Limits, LiveStore, open_live
from live.model import Refusal, Refused
from live.tables import PARTICIPANTS, WRONG_CODES
from tests.builders.live import DRAFT, FACILITATOR, SOMEBODY_ELSE, Clock, join, make_room

WRONG = "ZZZ-ZZZ"


def refusal(store: LiveStore, code: str, *, source: str = "room", token: str | None = None) -> Refused:
    with pytest.raises(Refused) as refused:
        store.join(code, source=source, token=token)
    return refused.value


def test_join_when_the_code_is_right_then_takes_a_place_under_a_name_or_none(store: LiveStore) -> None:
    room = make_room(store, people=0)
    assert room.session.code

    named = store.join(room.session.code.lower().replace("-", " "), name="  An ", source="a")
    unnamed = store.join(room.session.code, source="b")

    assert (named.participant.name, unnamed.participant.name) == ("An", None)
    assert [p.name for p in store.list_participants(room.session.id)] == ["An", None]
    assert not named.came_back


def test_join_when_the_token_is_shown_again_then_it_is_the_same_place(store: LiveStore) -> None:
    room = make_room(store, people=1)
    first = room.people[0]

    again = store.join(room.session.code or "", token=first.token, source="elsewhere")

    assert again.came_back
    assert again.participant.id == first.participant.id
    assert len(store.list_participants(room.session.id)) == 1


def test_join_when_the_token_is_of_another_session_then_it_is_a_new_place_with_a_new_token(
    store: LiveStore,
) -> None:
    mine, other = make_room(store, people=1), make_room(store, people=0)

    joined = store.join(other.session.code or "", token=mine.people[0].token, source="a")

    assert not joined.came_back
    assert joined.token != mine.people[0].token


def test_token_when_kept_then_the_database_has_its_hash_only(store: LiveStore) -> None:
    room = make_room(store, people=1)

    with store.database.read() as connection:
        row = connection.execute(select(PARTICIPANTS)).one()

    assert room.people[0].token not in str(row)
    assert len(row.token_hash) == 64


def test_find_participant_when_the_token_is_right_then_in_its_own_session_only(store: LiveStore) -> None:
    mine, other = make_room(store, people=1), make_room(store, people=1)
    token = mine.people[0].token

    assert store.find_participant(mine.session.id, token) == mine.people[0].participant
    assert store.find_participant(other.session.id, token) is None
    assert store.find_participant(mine.session.id, "") is None
    assert store.find_participant(mine.session.id, mine.people[0].participant.id) is None


def test_find_place_when_the_token_is_right_then_tells_who_and_where_in_one(store: LiveStore) -> None:
    mine, other = make_room(store), make_room(store)
    token = mine.people[0].token

    assert store.find_place(mine.session.id, token) == (
        mine.people[0].participant,
        store.find_session(mine.session.id),
    )
    assert store.find_place(other.session.id, token) is None
    assert store.find_place(mine.session.id, "") is None
    store.erase_session(mine.session.id)
    assert store.find_place(mine.session.id, token) is None


def test_join_when_the_room_is_full_then_refused_but_who_was_in_comes_back(store: LiveStore) -> None:
    room = make_room(store, people=2, draft=replace(DRAFT, max_people=2))

    assert refusal(store, room.session.code or "").reason is Refusal.FULL
    assert join_again(store, room.session.code, room.people[1].token)

    store.remove_participant(room.people[0].participant.id)
    assert store.join(room.session.code or "", source="a")


def join_again(store: LiveStore, code: str | None, token: str) -> bool:
    return store.join(code or "", token=token, source="a").came_back


def test_join_when_many_come_at_once_then_no_more_than_there_are_places(store: LiveStore) -> None:
    room = make_room(store, people=0, draft=replace(DRAFT, max_people=5))

    def try_once(_: int) -> bool:
        try:
            return bool(join(store, room.session))
        except Refused as refused:
            return refused.reason is not Refusal.FULL

    with ThreadPoolExecutor(8) as threads:
        came_in = list(threads.map(try_once, range(20)))

    assert sum(came_in) == 5
    assert len(store.list_participants(room.session.id)) == 5


def test_join_when_the_code_has_expired_then_refused_but_who_was_in_comes_back(
    store: LiveStore, clock: Clock
) -> None:
    room = make_room(store, people=1)

    clock.advance(hours=12, seconds=-1)
    assert join(store, room.session)
    clock.advance(seconds=1)
    assert refusal(store, room.session.code or "").reason is Refusal.EXPIRED
    assert join_again(store, room.session.code, room.people[0].token)


def test_join_when_the_session_is_closed_then_told_so(store: LiveStore) -> None:
    room = make_room(store, people=1)

    store.close_session(room.session.id)

    assert refusal(store, room.session.code or "").reason is Refusal.CLOSED
    assert refusal(store, room.session.code or "", token=room.people[0].token).reason is Refusal.CLOSED


def test_code_when_the_session_opens_again_then_it_is_another(store: LiveStore) -> None:
    room = make_room(store)
    store.close_session(room.session.id)

    again = store.open_session(room.session.id)

    assert again.code not in {None, room.session.code}
    assert store.find_by_code(again.code or "", source="a").id == room.session.id


def test_wrong_code_when_guessed_too_often_then_that_source_waits_even_with_the_right_one(
    store: LiveStore, clock: Clock
) -> None:
    room = make_room(store)
    for _ in range(store.limits.wrong_codes_per_source):
        assert refusal(store, WRONG, source="guesser").reason is Refusal.WRONG_CODE

    slowed = refusal(store, room.session.code or "", source="guesser")

    assert slowed.reason is Refusal.SLOW_DOWN
    assert slowed.wait_seconds == 600
    assert store.join(room.session.code or "", source="somebody else")
    assert store.join(room.session.code or "", source="guesser", token=room.people[0].token).came_back
    clock.advance(seconds=599)
    assert refusal(store, room.session.code or "", source="guesser").wait_seconds == 1
    clock.advance(seconds=1)
    assert store.join(room.session.code or "", source="guesser")


def test_wrong_code_when_guessed_from_everywhere_then_nobody_new_comes_in_for_a_while(url: str) -> None:
    clock = Clock()
    store = open_live(url, limits=Limits(wrong_codes_overall=30), clock=clock)
    room = make_room(store)
    for number in range(30):
        refusal(store, WRONG, source=f"bot {number}")

    assert refusal(store, room.session.code or "", source="fresh").reason is Refusal.SLOW_DOWN
    assert join_again(store, room.session.code, room.people[0].token)
    clock.advance(seconds=600)
    assert store.join(room.session.code or "", source="fresh")


def test_wrong_code_when_guessed_by_many_at_once_then_no_more_are_tried_than_allowed(
    store: LiveStore,
) -> None:
    make_room(store, people=0)
    with ThreadPoolExecutor(8) as threads:
        reasons = list(threads.map(lambda _: refusal(store, WRONG, source="one").reason, range(60)))

    assert reasons.count(Refusal.WRONG_CODE) == store.limits.wrong_codes_per_source


def test_find_by_code_when_wrong_then_counts_as_a_guess(store: LiveStore) -> None:
    for _ in range(store.limits.wrong_codes_per_source):
        with pytest.raises(Refused):
            store.find_by_code("no code at all", source="guesser")

    assert refusal(store, WRONG, source="guesser").reason is Refusal.SLOW_DOWN


def test_source_when_its_window_is_over_then_it_is_forgotten(store: LiveStore, clock: Clock) -> None:
    refusal(store, WRONG, source="guesser")
    clock.advance(seconds=600)
    refusal(store, WRONG, source="another")

    with store.database.read() as connection:
        assert list(connection.execute(select(WRONG_CODES.c.source)).scalars()) == ["another"]


@pytest.mark.parametrize("name", ["x" * 41])
def test_name_when_too_long_then_refused(store: LiveStore, name: str) -> None:
    room = make_room(store)
    with pytest.raises(Refused) as refused:
        store.join(room.session.code or "", name=name, source="a")

    assert refused.value.reason is Refusal.TOO_LONG


def test_touch_when_somebody_is_gone_a_minute_then_is_not_here_but_still_in(
    store: LiveStore, clock: Clock
) -> None:
    room = make_room(store, people=2)
    clock.advance(seconds=61)

    store.touch(room.people[0].participant.id, "nobody")
    store.touch()

    state = store.read_state(room.session.id, seat="facilitator")
    assert (state.people, state.people_here) == (2, 1)


def test_touch_when_done_then_wakes_nobody(store: LiveStore) -> None:
    room = make_room(store, people=1)
    before = store.read_revision(room.session.id, seat="facilitator")

    store.touch(room.people[0].participant.id)

    assert store.read_revision(room.session.id, seat="facilitator") == before


def test_steering_when_the_session_is_somebody_elses_then_not(store: LiveStore) -> None:
    room = make_room(store)

    assert store.may_steer(room.session.id, by=FACILITATOR)
    assert not store.may_steer(room.session.id, by=SOMEBODY_ELSE)
