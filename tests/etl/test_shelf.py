import json

import polars as pl
import pytest

from etl.release import UNFINISHED, write_release
from etl.shelf import POINTER, BusyError, Shelf, UnknownReleaseError
from tests.builders.release import make_tables


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    made = Shelf(tmp_path)
    first, second = make_tables(release_id="one"), make_tables(release_id="two")
    changed = second["statements"].with_columns(
        value=pl.when(pl.int_range(pl.len()) == 7).then(9.0).otherwise("value"),
        status=pl.when(pl.int_range(pl.len()) == 7).then(pl.lit("shown")).otherwise("status"),
    )
    write_release(first, made.path_of("one"))
    write_release({**second, "statements": changed[:-1]}, made.path_of("two"))
    made.use("one")
    return made


def test_pointer_names_the_release_and_its_file(shelf):
    assert json.loads((shelf.folder / POINTER).read_text()) == {
        "release": "one",
        "file": "release-one.duckdb",
    }
    assert shelf.find_current() == "one"


def test_using_another_release_changes_the_pointer_only(shelf):
    shelf.use("two")

    assert shelf.find_current() == "two"
    assert [s.release_id for s in shelf.list_all() if s.current] == ["two"]
    assert len(shelf.list_all()) == 2


@pytest.mark.parametrize("name", ["three", "", "../one", "one/../one"])
def test_release_that_is_not_there_is_unknown_and_the_pointer_stays(shelf, name):
    with pytest.raises(UnknownReleaseError):
        shelf.use(name)

    assert shelf.find_current() == "one"


def test_showing_without_a_name_shows_the_one_in_service(shelf):
    shown = shelf.show()

    assert (shown.release_id, shown.current, shown.synthetic) == ("one", True, True)
    assert shown.statements == make_tables()["statements"].height


def test_comparing_finds_the_changed_and_the_missing_statement(shelf):
    difference = shelf.compare("one", "two")

    assert difference.changed["value_new"].to_list() == [9.0]
    assert (difference.only_first.height, difference.only_second.height) == (1, 0)
    assert not difference.is_empty


def test_comparing_a_release_with_itself_finds_nothing(shelf):
    assert shelf.compare("one", "one").is_empty


def test_empty_folder_has_no_release_in_service(tmp_path):
    assert Shelf(tmp_path).find_current() is None
    assert Shelf(tmp_path).list_all() == []
    with pytest.raises(UnknownReleaseError):
        Shelf(tmp_path).show()


def test_second_lock_is_refused_and_free_again_afterwards(tmp_path):
    first, second = Shelf(tmp_path), Shelf(tmp_path)

    with first.lock(), pytest.raises(BusyError), second.lock():
        pytest.fail("the lock let two builds in")
    with second.lock():
        pass


def test_leftovers_of_a_killed_build_are_removed_and_nothing_else(shelf):
    for name in (f"{UNFINISHED}1-release-x.duckdb", f"{UNFINISHED}1-release-x.duckdb.wal"):
        (shelf.folder / name).write_text("half")

    shelf.remove_unfinished()

    assert sorted(p.name for p in shelf.folder.iterdir()) == [
        POINTER,
        "release-one.duckdb",
        "release-two.duckdb",
    ]
