"""Erasure and retention: what stays, in the tables and in the bytes of the file."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from live import Limits, LiveStore, open_live
from live.model import Facilitator, NewCard, Refused, UnknownIdError
from live.notebook import Notebook
from live.tables import METADATA, WRONG_CODES
from tests.builders.live import DRAFT, FACILITATOR, Clock, Room, make_room

SECRET = "Zonnebloem"
OUTSIDE_SESSIONS = {"own_notes", "saved_views"}
"""What is no part of any session: test_notebook.py and test_views.py."""


def fill_room(store: LiveStore) -> Room:
    """A session with something in each table, all of it saying `SECRET`."""
    room = make_room(store, people=2, draft=replace(DRAFT, title=f"{SECRET} titel"))
    me, other = room.ids()
    store.join(room.session.code or "", name=f"{SECRET} naam", token=room.people[0].token, source="a")
    store.answer(me, room.card.id, 4)
    store.set_results_shown(room.card.id, True)
    note = store.write_note(me, room.card.id, "see", f"{SECRET} notitie")
    store.support(note.id, other, True)
    store.group_notes([note.id], f"{SECRET} groep")
    store.add_card(room.session.id, NewCard(kind="question", title=f"{SECRET} kaart", private_note=SECRET))
    store.add_conclusion(room.session.id, f"{SECRET} besluit")
    store.add_action(room.session.id, what=f"{SECRET} actie", who=SECRET)
    with pytest.raises(Refused):
        store.join("ZZZ-ZZZ", source=f"{SECRET} bron")
    return room


def rows_left(store: LiveStore) -> dict[str, int]:
    with store.database.read() as connection:
        counted = {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in METADATA.tables.items()
        }
    return {name: n for name, n in counted.items() if n}


def words_left(store: LiveStore) -> list[str]:
    """Every row of every table that holds the secret word."""
    with store.database.read() as connection:
        rows = [str(row) for table in METADATA.tables.values() for row in connection.execute(select(table))]
    return [row for row in rows if SECRET in row]


def test_room_when_filled_then_there_is_something_to_find_in_every_table(store: LiveStore) -> None:
    fill_room(store)

    assert rows_left(store).keys() == METADATA.tables.keys() - OUTSIDE_SESSIONS
    assert len(words_left(store)) >= 7


def test_session_when_erased_then_no_table_holds_anything_of_it(store: LiveStore) -> None:
    room = fill_room(store)
    other = make_room(store, people=1)

    store.erase_session(room.session.id)

    # What slows guessing down is of no session, and goes by itself.
    assert [row for row in words_left(store) if "bron" not in row] == []
    assert rows_left(store) == {"sessions": 1, "cards": 1, "participants": 1, "wrong_codes": 1}
    assert store.find_session(other.session.id)
    assert store.find_participant(room.session.id, room.people[0].token) is None


def test_session_when_erased_then_who_follows_is_told(store: LiveStore) -> None:
    room = make_room(store)
    before = store.read_revision(room.session.id, seat="facilitator")

    store.erase_session(room.session.id)

    assert store.bus.wait(room.session.id, after=before, timeout=1) == before + 1
    with pytest.raises(UnknownIdError):
        store.find_session(room.session.id)


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_sqlite_when_a_session_is_erased_then_no_byte_of_it_is_left_in_the_files(tmp_path: Path) -> None:
    store = open_live(f"sqlite:///{tmp_path / 'live.db'}", limits=Limits(wrong_codes_window_seconds=1))
    room = fill_room(store)
    assert SECRET.encode() in bytes_of(tmp_path)

    store.carry_out_retention(store.clock().replace(year=store.clock().year + 2))

    assert rows_left(store) == {}
    assert SECRET.encode() not in bytes_of(tmp_path)
    assert room.session.id.encode() not in bytes_of(tmp_path)
    store.close()


def test_sqlite_when_a_trajectorys_note_is_erased_then_no_byte_of_it_is_left(tmp_path: Path) -> None:
    store = open_live(f"sqlite:///{tmp_path / 'live.db'}")
    by = Facilitator(id="a", role="organiser", trajectories=("pi-3",))
    note = store.write_own_note(Notebook(programme="p", trajectory_id="pi-3"), text=SECRET, by=by)
    assert SECRET.encode() in bytes_of(tmp_path)

    store.erase_own(note.id, by=by)

    assert SECRET.encode() not in bytes_of(tmp_path)
    store.close()


def test_note_when_withdrawn_then_its_text_is_in_no_table(store: LiveStore) -> None:
    room = make_room(store)
    note = store.write_note(room.ids()[0], room.card.id, "see", SECRET)

    store.withdraw_note(room.ids()[0], note.id)

    assert words_left(store) == []


def test_participant_when_taken_out_then_nothing_of_that_person_is_left(store: LiveStore) -> None:
    room = fill_room(store)

    store.remove_participant(room.ids()[0])

    assert not [row for row in words_left(store) if "naam" in row or "notitie" in row]
    assert rows_left(store)["participants"] == 1
    assert not rows_left(store).keys() & {"answers", "notes", "supports"}


def test_retention_when_a_session_was_not_touched_that_long_then_erased_and_younger_ones_stay(
    store: LiveStore, clock: Clock
) -> None:
    fill_room(store)
    clock.advance(days=1)
    young = make_room(store)

    clock.advance(days=store.limits.retention_days - 1)
    assert store.carry_out_retention() == 1
    assert store.list_all_sessions() == (store.find_session(young.session.id),)
    assert store.carry_out_retention() == 0
    clock.advance(days=1)
    assert store.carry_out_retention() == 1
    assert rows_left(store) == {}


def test_retention_when_somebody_wrote_since_then_the_session_stays(store: LiveStore, clock: Clock) -> None:
    session = store.create_session(DRAFT, by=FACILITATOR)
    clock.advance(days=364)
    store.set_moderated(session.id, True)
    clock.advance(days=364)

    assert store.carry_out_retention() == 0


def test_retention_when_days_are_configured_then_kept_that_long(url: str, clock: Clock) -> None:
    store = open_live(url, limits=Limits(retention_days=1), clock=clock)
    make_room(store)

    clock.advance(hours=23, minutes=59)
    assert store.carry_out_retention() == 0
    clock.advance(minutes=2)
    assert store.carry_out_retention() == 1
    store.close()


def test_retention_when_carried_out_then_old_guesses_are_forgotten(store: LiveStore, clock: Clock) -> None:
    with pytest.raises(Refused):
        store.join("ZZZ-ZZZ", source="a")
    clock.advance(minutes=11)

    store.carry_out_retention()

    with store.database.read() as connection:
        assert connection.execute(select(WRONG_CODES)).all() == []
