import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from ui.access.sessions import Login, Sessions

NOW = 1_800_000_000.0
ANNA = Login(key="k1", person="p-anna", name="p-anna", scope="ministry:", begun=NOW - 60)
ANNA_AT_HOME = replace(ANNA, key="k2")
BEN = Login(key="k3", person="p-ben", name="p-ben", scope="steward:", begun=NOW - 60)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "local" / "sessions.sqlite"


@pytest.fixture
def sessions(path: Path) -> Sessions:
    return Sessions(path)


def test_let_in_when_a_login_is_new_then_is_let_in_and_listed(sessions: Sessions) -> None:
    assert sessions.let_in(ANNA, now=NOW)
    assert sessions.let_in(ANNA, now=NOW + 1)
    assert [(login.key, login.seen) for login in sessions.list_open()] == [("k1", NOW)]


def test_let_in_when_it_comes_back_later_then_notes_when_and_as_what(sessions: Sessions) -> None:
    sessions.let_in(ANNA, now=NOW)
    sessions.let_in(replace(ANNA, scope="reflection:"), now=NOW + 301)

    assert [(login.scope, login.seen) for login in sessions.list_open()] == [("reflection:", NOW + 301)]


def test_end_when_one_login_ends_then_the_same_persons_other_goes_on(sessions: Sessions) -> None:
    for login in (ANNA, ANNA_AT_HOME):
        sessions.let_in(login, now=NOW)
    sessions.end(ANNA, now=NOW)

    assert not sessions.let_in(ANNA, now=NOW)
    assert sessions.let_in(ANNA_AT_HOME, now=NOW)


def test_end_when_the_login_never_came_by_then_cannot_come_any_more(sessions: Sessions) -> None:
    sessions.end(ANNA, now=NOW)

    assert not sessions.let_in(ANNA, now=NOW)


def test_end_person_when_ended_then_seen_and_unseen_logins_of_that_person_end(sessions: Sessions) -> None:
    for login in (ANNA, BEN):
        sessions.let_in(login, now=NOW)
    sessions.end_person("p-anna", now=NOW)

    assert not sessions.let_in(ANNA, now=NOW)
    assert not sessions.let_in(ANNA_AT_HOME, now=NOW)
    assert sessions.let_in(BEN, now=NOW)


def test_end_all_when_ended_then_only_a_later_login_comes_in(sessions: Sessions) -> None:
    sessions.let_in(ANNA, now=NOW)
    sessions.end_all(now=NOW + 0.7)

    assert not sessions.let_in(ANNA, now=NOW)
    assert not sessions.let_in(BEN, now=NOW)
    assert sessions.let_in(replace(ANNA, key="k4", begun=NOW), now=NOW)
    assert [login.key for login in sessions.list_open()] == ["k4"]


def test_sessions_when_another_process_ends_one_then_it_has_ended_here(path: Path) -> None:
    here, there = Sessions(path), Sessions(path)
    here.let_in(ANNA, now=NOW)
    there.end_all(now=NOW)

    assert not here.let_in(ANNA, now=NOW)


def test_sessions_when_opened_again_then_what_ended_stays_ended(path: Path) -> None:
    first = Sessions(path)
    first.end(ANNA, now=NOW)
    first.close()

    assert not Sessions(path).let_in(ANNA, now=NOW)


def test_sessions_when_old_then_are_forgotten(sessions: Sessions) -> None:
    sessions.let_in(ANNA, now=NOW)
    sessions.let_in(replace(BEN, begun=NOW + 9 * 86_400), now=NOW + 9 * 86_400)

    assert [login.key for login in sessions.list_open()] == ["k3"]


def test_sessions_when_made_then_only_its_owner_reads_the_file(sessions: Sessions, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_sessions_when_the_file_is_something_else_then_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this is no table of logins at all" * 50)

    with pytest.raises(sqlite3.DatabaseError):
        Sessions(path)
