import errno
import json
import random
import time
from pathlib import Path

import duckdb
import pytest

import etl.build
from etl.build import BuildError, check_programme, find_secret, is_synthetic
from etl.configure import load_programme
from etl.release import UNFINISHED, read_release
from etl.shelf import Shelf
from schemas.release import TABLES
from tests.builders.small_build import build_small, prepare_processes, start_build
from tests.builders.small_programme import PEOPLE, write_answers, write_small_programme

KILLS = 10


@pytest.fixture
def programme(tmp_path, monkeypatch) -> Path:
    monkeypatch.delenv("KOMPAS_SECRET", raising=False)
    return write_small_programme(tmp_path)


@pytest.fixture
def built(tmp_path) -> Path:
    return tmp_path / "built"


def _shelf(built: Path) -> Shelf:
    return Shelf(built / "small")


def _assert_serves(shelf: Shelf) -> None:
    """The pointer is whole and every table of the release it names can be read."""
    pointer = json.loads((shelf.folder / "current.json").read_text(encoding="utf-8"))
    path = shelf.folder / pointer["file"]
    for name, model in TABLES.items():
        model.validate(read_release(path, name))


def _list_unfinished(shelf: Shelf) -> list[str]:
    return [path.name for path in shelf.folder.glob(f"{UNFINISHED}*")]


def test_build_puts_a_whole_release_in_service(programme, built):
    result = build_small(programme, built)

    shelf = _shelf(built)
    assert (result.outcome, result.release_id) == ("built", shelf.find_current())
    _assert_serves(shelf)
    row = read_release(shelf.show().path, "release").row(0, named=True)
    assert (row["programme_id"], row["synthetic"], row["policy_version"]) == ("small", True, "k-scheiding-2")
    assert "sources" not in json.loads(row["programme"])
    assert json.loads(row["audit"])["statements"] == result.statements


def test_build_keeps_the_warehouse_for_its_owner_only(programme, built):
    build_small(programme, built)

    assert (built / "small" / "warehouse.duckdb").stat().st_mode & 0o777 == 0o600


def test_build_of_the_same_input_says_that_nothing_changed(programme, built):
    first = build_small(programme, built)
    again = build_small(programme, built)

    assert (again.outcome, again.release_id) == ("unchanged", first.release_id)
    assert len(_shelf(built).list_all()) == 1


def test_build_of_the_same_answers_in_another_place_gives_the_same_statements(programme, built, tmp_path):
    build_small(programme, built)
    build_small(programme, tmp_path / "elsewhere")

    hashes = [
        read_release(shelf.show().path, "release")["statements_sha256"][0]
        for shelf in (_shelf(built), _shelf(tmp_path / "elsewhere"))
    ]
    assert hashes[0] == hashes[1]


def test_build_of_one_changed_answer_makes_a_new_release(programme, built):
    first = build_small(programme, built)
    path = programme / "raw" / "survey.csv"
    lines = path.read_text().splitlines(keepends=True)
    lines[1] = lines[1].rsplit(",", 1)[0] + ("," + ("1" if lines[1].strip()[-1] != "1" else "2") + "\n")
    path.write_text("".join(lines))

    second = build_small(programme, built)

    assert second.outcome == "built"
    difference = _shelf(built).compare(first.release_id, second.release_id)
    assert set(difference.changed["indicator_id"]) == {"clear"}


def test_build_after_a_changed_wording_makes_a_new_release_with_the_same_statements(programme, built):
    first = build_small(programme, built)
    path = programme / "programme.toml"
    path.write_text(path.read_text().replace('nl = "title"', 'nl = "Een andere titel"'))

    second = build_small(programme, built)

    assert second.outcome == "built"
    assert _shelf(built).compare(first.release_id, second.release_id).is_empty


def test_build_after_its_release_was_removed_makes_it_again(programme, built):
    build_small(programme, built)
    _shelf(built).show().path.unlink()

    assert build_small(programme, built).outcome == "built"
    _assert_serves(_shelf(built))


def test_build_that_is_killed_at_any_moment_leaves_the_last_release_in_service(programme, built):
    context = prepare_processes()
    shelf = _shelf(built)
    started = time.monotonic()
    process = start_build(context, programme, built)
    process.join()
    whole = time.monotonic() - started
    assert process.exitcode == 0
    draw = random.Random()
    for kill in range(KILLS):
        write_answers(programme, seed=100 + kill)
        process = start_build(context, programme, built)
        process.join(timeout=draw.uniform(0, whole))
        process.kill()
        process.join()

        _assert_serves(shelf)
        assert build_small(programme, built).outcome in {"built", "unchanged"}
        _assert_serves(shelf)
        assert _list_unfinished(shelf) == []


def test_second_build_at_once_says_so_and_changes_nothing(programme, built):
    first = build_small(programme, built)
    write_answers(programme, seed=2)

    with _shelf(built).lock(), pytest.raises(BuildError) as caught:
        build_small(programme, built)

    assert caught.value.key == "build.busy"
    assert _shelf(built).find_current() == first.release_id
    assert build_small(programme, built).outcome == "built"


@pytest.mark.parametrize("step", ["etl.release", "etl.load"])
@pytest.mark.parametrize(
    "fault",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        duckdb.IOException("Could not write file: No space left on device"),
    ],
    ids=["system", "database"],
)
def test_build_on_a_full_disk_says_so_and_leaves_the_last_release(programme, built, monkeypatch, step, fault):
    first = build_small(programme, built)
    write_answers(programme, seed=2)

    def write_half(_content: object, path: Path) -> None:
        path.write_bytes(b"half")
        raise fault

    monkeypatch.setattr(f"{step}.write_tables", write_half)
    with pytest.raises(BuildError) as caught:
        build_small(programme, built)

    assert caught.value.key == "build.disk_full"
    assert _shelf(built).find_current() == first.release_id
    _assert_serves(_shelf(built))
    assert _list_unfinished(_shelf(built)) == []


def test_build_of_a_source_that_may_not_be_read_gives_a_sentence(programme, built, monkeypatch):
    def refuse(*_arguments: object, **_named: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "survey.csv")

    monkeypatch.setattr(etl.build, "take_in", refuse)
    with pytest.raises(BuildError) as caught:
        build_small(programme, built)

    assert (caught.value.key, caught.value.values["file"]) == ("build.not_allowed", "survey.csv")


def test_build_of_a_broken_source_is_refused_and_the_last_release_stays(programme, built):
    first = build_small(programme, built)
    (programme / "raw" / "survey.csv").write_bytes(b"PK\x03\x04 this is no survey \x00\xff")

    refused = build_small(programme, built)

    assert (refused.outcome, refused.release_id) == ("refused", first.release_id)
    assert (refused.findings["severity"] == "error").any()
    _assert_serves(_shelf(built))


def test_build_where_nothing_may_be_written_gives_a_sentence(programme, built):
    built.write_text("a file where a folder should be")

    with pytest.raises(BuildError) as caught:
        build_small(programme, built)

    assert caught.value.key == "build.file_failed"


def test_build_without_raw_exports_says_where_they_belong(programme, built):
    for path in (programme / "raw").iterdir():
        path.unlink()

    with pytest.raises(BuildError) as caught:
        build_small(programme, built)

    assert caught.value.key == "build.no_raw"
    assert not built.exists()


def test_build_of_real_data_without_a_key_is_refused_and_with_a_key_not_synthetic(
    tmp_path, built, monkeypatch
):
    monkeypatch.delenv("KOMPAS_SECRET", raising=False)
    programme = write_small_programme(tmp_path / "real", synthetic=False)
    with pytest.raises(BuildError) as caught:
        build_small(programme, built)
    assert caught.value.key == "build.no_secret"

    monkeypatch.setenv("KOMPAS_SECRET", "a key of this test")
    build_small(programme, built)
    assert not read_release(_shelf(built).show().path, "release")["synthetic"][0]


def test_key_from_the_environment_goes_before_the_demo_key(programme):
    configuration = load_programme(programme)

    assert is_synthetic(configuration)
    assert find_secret(configuration, environment={"KOMPAS_SECRET": "x"}) == b"x"
    assert find_secret(configuration, environment={}) != b"x"


def test_check_takes_in_and_builds_nothing(programme, built):
    intake = check_programme(load_programme(programme), report=lambda _key, _share: None)

    assert not intake.refused
    assert intake.tables["leaders"].height == PEOPLE
    assert not built.exists()


def test_progress_of_a_build_ends_at_the_whole_of_each_step(programme, built):
    told: dict[str, float] = {}
    etl.build.build_programme(load_programme(programme), built=built, report=told.__setitem__)

    steps = ("build.step_warehouse", "build.step_measure", "build.step_release")
    assert [told[step] for step in steps] == [1.0, 1.0, 1.0]


def test_release_holds_the_pseudonym_of_nobody(programme, built):
    build_small(programme, built)
    content = _shelf(built).show().path.read_bytes()

    with duckdb.connect(str(built / "small" / "warehouse.duckdb"), read_only=True) as connection:
        names = [row[0] for row in connection.execute("SELECT leader_id FROM leaders").fetchall()]

    assert len(names) == PEOPLE
    assert not any(name.encode() in content for name in names)


def test_build_when_a_real_export_stands_among_example_data_is_refused(programme, built):
    marker = programme / "raw" / "demo.json"
    marker.write_text(json.dumps({"synthetic": True, "files": ["survey.csv"]}), encoding="utf-8")
    (programme / "raw" / "real.csv").write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(BuildError) as caught:
        build_small(programme, built)

    assert (caught.value.key, caught.value.values["file"]) == ("build.demo_mixed", "real.csv")
    assert not built.exists()


def test_build_when_the_marker_of_example_data_is_broken_is_refused(programme, built):
    (programme / "raw" / "demo.json").write_text("{", encoding="utf-8")

    with pytest.raises(BuildError) as caught:
        build_small(programme, built)

    assert caught.value.key == "build.demo_broken"
