import logging
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError, OperationalError

from live import LiveStore, open_live
from live.database import open_database
from live.migrations import MIGRATIONS
from live.tables import METADATA
from tests.builders.live import make_room
from tests.house.source import ROOT


def test_tables_when_migrated_then_have_the_columns_that_queries_use(store: LiveStore) -> None:
    found = inspect(store.database.engine)

    for table in METADATA.tables.values():
        columns = [column["name"] for column in found.get_columns(table.name)]
        assert sorted(columns) == sorted(column.name for column in table.columns)
    assert {*found.get_table_names()} == {*METADATA.tables, "schema_version"}


def test_database_when_opened_again_then_keeps_what_was_there(url: str) -> None:
    first = open_live(url)
    room = make_room(first)
    first.close()

    again = open_live(url)

    assert again.find_session(room.session.id).title == "Reflectie"
    again.close()


def test_database_when_many_processes_open_it_at_once_then_each_step_is_done_once(url: str) -> None:
    command = [sys.executable, "-c", f"from live import open_live; open_live({url!r}).close()"]
    starting = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) for _ in range(4)]

    errors = [process.communicate(timeout=60)[1] for process in starting]

    assert [process.returncode for process in starting] == [0, 0, 0, 0], errors
    with open_database(url).read() as connection:
        done = list(connection.execute(text("SELECT number FROM schema_version")).scalars())
    assert done == list(range(1, len(MIGRATIONS) + 1))


def test_database_when_an_older_kompas_made_it_then_its_sessions_are_there(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("live.migrations.MIGRATIONS", MIGRATIONS[:1])
    with open_database(url).write() as connection:
        connection.execute(
            text(
                "INSERT INTO sessions VALUES ('old', NULL, NULL, 'Oud', 'walk', 'r-1', 'demo', false, 20,"
                " 'draft', 'f', 'organiser', '[]', NULL, NULL, 8, 1700000000000000, 1700000000000000)"
            )
        )
    monkeypatch.undo()

    store = open_live(url)

    session = store.find_session("old")
    assert (session.title, session.revision, session.made_at.year) == ("Oud", 1, 2023)
    assert store.open_session("old").code
    store.close()


def test_database_when_a_newer_kompas_wrote_it_then_not_touched(url: str) -> None:
    database = open_database(url)
    with database.write() as connection:
        connection.execute(text("INSERT INTO schema_version VALUES (99)"))

    with pytest.raises(RuntimeError, match="version 99"):
        open_database(url)


def test_database_when_a_row_hangs_in_the_air_then_refused(store: LiveStore) -> None:
    orphan = text("INSERT INTO supports VALUES ('no note', 'nobody')")

    with pytest.raises(IntegrityError), store.database.write() as connection:
        connection.execute(orphan)


def test_sqlite_when_opened_then_nobody_else_can_read_its_files(tmp_path: Path) -> None:
    path = tmp_path / "new" / "live.db"
    store = open_live(f"sqlite:///{path}")
    make_room(store)

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}

    assert modes == {"live.db": 0o600, "live.db-wal": 0o600, "live.db-shm": 0o600}
    store.close()


def test_sqlite_when_the_file_was_readable_then_it_is_closed_off(tmp_path: Path) -> None:
    path = tmp_path / "live.db"
    path.touch(mode=0o644)

    open_live(f"sqlite:///{path}").close()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_sqlite_when_opened_then_waits_for_the_disk_and_keeps_a_log_ahead(tmp_path: Path) -> None:
    store = open_live(f"sqlite:///{tmp_path / 'live.db'}")
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")

    with store.database.read() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    assert found == ["wal", 2, 1, 1]
    store.close()


@pytest.mark.parametrize("url", ["mysql://kompas@/live", "oracle://kompas@/live"])
def test_address_when_it_is_of_another_database_then_refused(url: str) -> None:
    with pytest.raises(ValueError, match="neither sqlite nor postgresql"):
        open_database(url)


def test_postgresql_when_it_cannot_be_reached_then_no_message_holds_the_password(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(OperationalError) as failed:
        open_live(f"postgresql://kompas:hunter2@/live?host={tmp_path}")

    assert "hunter2" not in str(failed.value) + caplog.text


def test_log_when_everything_is_logged_then_holds_no_words_of_people(
    store: LiveStore, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        logging.getLogger("sqlalchemy.engine").setLevel(logging.INFO)
        try:
            room = make_room(store, people=0)
            joined = store.join(room.session.code or "", name="Annemie", source="bron-7")
            note = store.write_note(joined.participant.id, room.card.id, "see", "geheim woord")
        finally:
            logging.getLogger("sqlalchemy.engine").setLevel(logging.NOTSET)

    assert "INSERT" in caplog.text
    for secret in ("Annemie", joined.token, "geheim woord", note.id, room.session.code or "", "bron-7"):
        assert secret not in caplog.text
