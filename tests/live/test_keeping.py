from dataclasses import replace
from datetime import date

import pytest

from live import Limits, LiveStore, open_live
from live.model import Refused, Session
from tests.builders.live import DRAFT, FACILITATOR


def make_session(store: LiveStore, *, after: Session | None = None) -> Session:
    draft = replace(DRAFT, previous_id=None if after is None else after.id)
    return store.create_session(draft, by=FACILITATOR)


def actions(store: LiveStore, session: Session) -> list[tuple[str, str, bool]]:
    return [(action.what, action.status, action.carried) for action in store.list_actions(session.id)]


def test_conclusions_when_added_then_stand_in_order_and_can_be_taken_back(store: LiveStore) -> None:
    session = make_session(store)
    first = store.add_conclusion(session.id, " De coach telt. ")
    store.add_conclusion(session.id, "Meer tijd.")

    assert [item.text for item in store.list_conclusions(session.id)] == ["De coach telt.", "Meer tijd."]
    store.remove_conclusion(first.id)
    assert [item.text for item in store.list_conclusions(session.id)] == ["Meer tijd."]


def test_action_when_added_then_says_what_who_and_when(store: LiveStore) -> None:
    session = make_session(store)

    added = store.add_action(session.id, what="Intake herzien", who="An", due=date(2026, 9, 1))

    assert store.list_actions(session.id) == (added,)
    assert (added.who, added.due, added.status) == ("An", date(2026, 9, 1), "planned")
    store.remove_action(added.id)
    assert store.list_actions(session.id) == ()


def test_actions_when_a_later_session_opens_them_then_they_can_be_brought_up_to_date(
    store: LiveStore,
) -> None:
    first = make_session(store)
    one = store.add_action(first.id, what="een")
    store.add_action(first.id, what="twee")
    second = make_session(store, after=first)
    store.add_action(second.id, what="drie")

    store.set_action_status(one.id, "done")

    assert actions(store, second) == [
        ("een", "done", True),
        ("twee", "planned", True),
        ("drie", "planned", False),
    ]
    assert actions(store, first) == [("een", "done", False), ("twee", "planned", False)]


def test_actions_when_two_sessions_back_then_only_what_is_not_finished(store: LiveStore) -> None:
    first = make_session(store)
    for what, status in (("gedaan", "done"), ("geschrapt", "dropped"), ("loopt", "going_on")):
        store.set_action_status(store.add_action(first.id, what=what).id, status)  # type: ignore[arg-type]
    third = make_session(store, after=make_session(store, after=first))

    assert actions(store, third) == [("loopt", "going_on", True)]


def test_actions_when_the_earlier_session_is_erased_then_gone_from_the_later(store: LiveStore) -> None:
    first = make_session(store)
    store.add_action(first.id, what="een")
    second = make_session(store, after=first)

    store.erase_session(first.id)

    assert actions(store, second) == []
    assert store.find_session(second.id).previous_id is None


def test_keeping_when_there_is_too_much_or_nothing_then_refused(url: str) -> None:
    store = open_live(url, limits=Limits(actions=1, conclusions=1))
    session = make_session(store)
    store.add_action(session.id, what="een")
    store.add_conclusion(session.id, "een")

    for attempt in (
        lambda: store.add_action(session.id, what="twee"),
        lambda: store.add_conclusion(session.id, "twee"),
        lambda: store.add_action(make_session(store).id, what=" "),
        lambda: store.add_conclusion(make_session(store).id, ""),
    ):
        with pytest.raises(Refused):
            attempt()
