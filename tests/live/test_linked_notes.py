"""Notes and actions of a trajectory that belong to a reflection session, which may be gone by now."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from live import LiveStore, open_live
from live.database import open_database
from live.migrations import MIGRATIONS
from live.model import Action, Facilitator, Refusal, Session, UnknownIdError
from live.notebook import OwnNote
from tests.builders.live import DRAFT
from tests.live.test_notebook import ANNA, BRAM, CARLA, MINISTRY, OTHERS, OWN, plan, reason_of

DRAFT_HERE = replace(DRAFT, programme="proef")


@pytest.fixture
def session(store: LiveStore) -> Session:
    """A session of Bram, who has this trajectory only."""
    return store.create_session(DRAFT_HERE, by=BRAM)


def agree(store: LiveStore, session: Session, *, what: str = "coach bellen") -> Action:
    return store.add_action(session.id, what=what, who="Bram", due=date(2026, 5, 1))


def read_one(store: LiveStore, *, by: Facilitator = BRAM) -> OwnNote:
    (note,) = store.list_own(OWN, by=by)
    return note


@pytest.mark.parametrize("by", [ANNA, BRAM])
def test_note_when_written_of_a_session_then_is_linked_to_it(
    store: LiveStore, session: Session, by: Facilitator
) -> None:
    note = store.write_own_note(OWN, text="n", by=by, session_id=session.id)
    action = store.plan_own_action(OWN, what="a", by=by, session_id=session.id)

    assert (note.linked, note.session_id) == (action.linked, action.session_id) == (True, session.id)
    assert set(store.list_own(OWN, by=ANNA)) == {note, action}


def test_note_when_linked_later_then_goes_along_and_back(store: LiveStore, session: Session) -> None:
    note = plan(store)
    assert (note.linked, note.session_id) == (False, None)

    store.link_own(note.id, session.id, by=ANNA)
    assert (read_one(store).linked, read_one(store).session_id) == (True, session.id)
    assert read_one(store).changed_at > note.changed_at
    store.link_own(note.id, None, by=BRAM)
    assert (read_one(store).linked, read_one(store).session_id) == (False, None)


def test_note_when_its_session_is_erased_then_stays_and_only_tells_that_there_was_one(
    store: LiveStore, session: Session
) -> None:
    taken = store.take_over(OWN, agree(store, session).id, by=ANNA)
    store.erase_session(session.id)

    note = read_one(store)
    assert (note.text, note.who, note.due) == ("coach bellen", "Bram", date(2026, 5, 1))
    assert (note.linked, note.session_id, note.action_id) == (True, None, None)
    # And it can be worked on as before.
    store.set_own_status(taken.id, "done", by=BRAM)
    store.link_own(taken.id, None, by=BRAM)
    assert not read_one(store).linked


def test_note_when_linked_to_what_is_not_there_then_is_refused_and_nothing_is_kept(
    store: LiveStore, session: Session
) -> None:
    note = plan(store)
    store.erase_session(session.id)
    for forbidden in (
        lambda: store.link_own(note.id, session.id, by=ANNA),
        lambda: store.write_own_note(OWN, text="x", by=ANNA, session_id="nooit"),
        lambda: store.plan_own_action(OWN, what="x", by=ANNA, session_id=session.id),
        lambda: store.take_over(OWN, "nooit", by=ANNA),
    ):
        with pytest.raises(UnknownIdError):
            forbidden()
    assert store.list_own(OWN, by=ANNA) == (note,)


def test_note_when_the_session_is_not_among_ones_own_then_is_refused(store: LiveStore) -> None:
    wide, foreign, policy, elsewhere = (
        store.create_session(draft, by=by)
        for by, draft in (
            (ANNA, DRAFT_HERE),
            (CARLA, DRAFT_HERE),
            (MINISTRY, DRAFT_HERE),
            (BRAM, replace(DRAFT, programme="ander")),
        )
    )
    note = plan(store)

    # Anna's could be about a trajectory that Bram does not have; the last one is of another programme.
    for session in (wide, foreign, policy, elsewhere):
        action = agree(store, session)
        for forbidden in (
            lambda session=session: store.link_own(note.id, session.id, by=BRAM),
            lambda session=session: store.write_own_note(OWN, text="x", by=BRAM, session_id=session.id),
            lambda action=action: store.take_over(OWN, action.id, by=BRAM),
        ):
            assert reason_of(forbidden) is Refusal.NOT_YOURS
    assert store.list_own(OWN, by=BRAM) == (note,)
    # The control: her own, she may.
    store.link_own(note.id, wide.id, by=ANNA)


@pytest.mark.parametrize("somebody", OTHERS)
def test_action_when_somebody_else_takes_it_over_then_is_refused(
    store: LiveStore, session: Session, somebody: Facilitator
) -> None:
    action = agree(store, session)

    assert reason_of(lambda: store.take_over(OWN, action.id, by=somebody)) is Refusal.NOT_YOURS
    note = plan(store)
    assert reason_of(lambda: store.link_own(note.id, None, by=somebody)) is Refusal.NOT_YOURS
    assert store.list_own(OWN, by=ANNA) == (note,)


def test_action_when_taken_over_then_has_what_was_agreed_and_goes_its_own_way(
    store: LiveStore, session: Session
) -> None:
    action = agree(store, session)
    store.set_action_status(action.id, "going_on")

    taken = store.take_over(OWN, action.id, by=ANNA)
    assert (taken.kind, taken.text, taken.who, taken.due, taken.status) == (
        "action",
        "coach bellen",
        "Bram",
        date(2026, 5, 1),
        "going_on",
    )
    assert (taken.linked, taken.session_id, taken.action_id) == (True, session.id, action.id)
    store.set_own_status(taken.id, "done", by=ANNA)
    assert [kept.status for kept in store.list_actions(session.id)] == ["going_on"]


def test_action_when_taken_over_twice_then_stands_there_once(store: LiveStore, session: Session) -> None:
    action = agree(store, session)
    first = store.take_over(OWN, action.id, by=ANNA)

    assert store.take_over(OWN, action.id, by=BRAM) == first
    assert read_one(store) == first
    # Erased, or linked to another session, it may be taken over anew.
    store.erase_own(first.id, by=ANNA)
    again = store.take_over(OWN, action.id, by=ANNA)
    store.link_own(again.id, session.id, by=ANNA)
    assert read_one(store).action_id == action.id
    store.link_own(again.id, None, by=ANNA)
    assert read_one(store).action_id is None


def test_action_when_it_is_taken_out_of_its_session_then_what_was_taken_over_stays(
    store: LiveStore, session: Session
) -> None:
    action = agree(store, session)
    store.take_over(OWN, action.id, by=ANNA)
    store.remove_action(action.id)

    assert (read_one(store).session_id, read_one(store).action_id) == (session.id, None)


def test_action_when_many_take_it_over_at_once_then_stands_there_once(
    store: LiveStore, session: Session
) -> None:
    action = agree(store, session)
    start, found = threading.Barrier(6), []

    def take(by: Facilitator) -> None:
        start.wait()
        found.append(store.take_over(OWN, action.id, by=by).id)

    people = [threading.Thread(target=take, args=(by,)) for by in (ANNA, BRAM) * 3]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert set(found) == {read_one(store).id}
    assert len(found) == 6


def test_action_when_its_session_is_erased_at_the_same_time_then_is_whole_or_not_there(
    store: LiveStore,
) -> None:
    for _ in range(8):
        session = store.create_session(DRAFT_HERE, by=BRAM)
        action = agree(store, session)
        start, said = threading.Barrier(2), []

        def take(action: Action = action, start: threading.Barrier = start, said: list[str] = said) -> None:
            start.wait()
            try:
                store.take_over(OWN, action.id, by=BRAM)
            except UnknownIdError:
                said.append("gone")

        taking = threading.Thread(target=take)
        taking.start()
        start.wait()
        store.erase_session(session.id)
        taking.join()
        kept = store.list_own(OWN, by=BRAM)
        assert len(kept) == (0 if said else 1)
        assert [(note.linked, note.session_id) for note in kept] == ([] if said else [(True, None)])
        store.erase_notebook(OWN)


def test_notes_when_an_older_kompas_wrote_them_then_are_of_no_session(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("live.migrations.MIGRATIONS", MIGRATIONS[:3])
    with open_database(url).write() as connection:
        connection.execute(
            text(
                "INSERT INTO own_notes VALUES ('oud', 'proef', 'pi-3', 'action', 'bellen', '', NULL,"
                " 'planned', 'a', 1700000000000000, 1700000000000000)"
            )
        )
    monkeypatch.undo()
    store = open_live(url)

    assert (read_one(store).text, read_one(store).linked, read_one(store).session_id) == (
        "bellen",
        False,
        None,
    )
    session = store.create_session(DRAFT_HERE, by=BRAM)
    store.link_own("oud", session.id, by=BRAM)
    assert read_one(store).session_id == session.id
    store.close()
