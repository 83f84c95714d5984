"""Example data are marked, and no real export passes for one of them."""

import json
from pathlib import Path

import pytest

from etl.example import BrokenMarkerError, find_strangers, is_example, list_exports


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "registers").mkdir()
    (tmp_path / "registers" / "leaders.csv").write_text("a")
    write_marker(tmp_path, {"synthetic": True, "files": list_exports(tmp_path)})
    return tmp_path


def write_marker(raw: Path, content: object) -> None:
    (raw / "demo.json").write_text(json.dumps(content), encoding="utf-8")


def test_exports_when_listed_are_all_files_but_the_marker_and_lock_files(raw: Path) -> None:
    (raw / "registers" / "~$leaders.csv").write_text("")
    assert list_exports(raw) == ["registers/leaders.csv"]


def test_exports_when_marked_are_example_data_without_strangers(raw: Path) -> None:
    assert is_example(raw)
    assert find_strangers(raw) == []


def test_exports_when_a_file_is_added_have_a_stranger(raw: Path) -> None:
    (raw / "answers.csv").write_text("real")
    assert find_strangers(raw) == ["answers.csv"]


def test_exports_when_the_demo_was_broken_off_are_still_example_data(raw: Path) -> None:
    write_marker(raw, {"synthetic": True})
    assert is_example(raw)
    assert find_strangers(raw) == []


def test_exports_when_there_is_no_marker_are_real(raw: Path) -> None:
    (raw / "demo.json").unlink()
    assert not is_example(raw)
    assert find_strangers(raw) == []


@pytest.mark.parametrize("text", ["{", "[]", '"ja"', ""])
def test_marker_when_broken_says_nothing_either_way(raw: Path, text: str) -> None:
    (raw / "demo.json").write_text(text)
    with pytest.raises(BrokenMarkerError):
        is_example(raw)
    with pytest.raises(BrokenMarkerError):
        find_strangers(raw)
