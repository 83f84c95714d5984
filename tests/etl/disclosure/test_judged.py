"""Judgements are found again by the code that made them, and by no other."""

from pathlib import Path

import pytest

from etl.disclosure import judged
from etl.disclosure.judge import Judged
from etl.disclosure.judged import FILE, read_judged, write_judged
from tests.builders.prepared_demo import PLACE

both = pytest.mark.parametrize("name", [FILE, f"{FILE}.gz"])
ONE = {"ab12": Judged("nut", ((0, 1, "searched"),), ((0, 2, "refused"),), (4, 7), groups=12, questions=3)}


@both
def test_judgements_when_read_back_are_the_same(tmp_path: Path, name: str) -> None:
    write_judged(ONE, tmp_path / name)
    assert read_judged(tmp_path / name) == ONE


@both
def test_judgements_when_written_twice_are_the_same_file(tmp_path: Path, name: str) -> None:
    write_judged(ONE, tmp_path / name)
    first = (tmp_path / name).read_bytes()
    write_judged(ONE, tmp_path / name)
    assert (tmp_path / name).read_bytes() == first


@both
def test_judgements_when_other_code_made_them_are_not_known(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_judged(ONE, tmp_path / name)
    monkeypatch.setattr(judged, "identify_code", lambda: "other")
    assert read_judged(tmp_path / name) == {}


@both
@pytest.mark.parametrize("keep", [0, 10, -4])
def test_judgements_when_the_file_is_broken_off_are_not_known(tmp_path: Path, name: str, keep: int) -> None:
    write_judged(ONE, tmp_path / name)
    (tmp_path / name).write_bytes((tmp_path / name).read_bytes()[:keep])
    assert read_judged(tmp_path / name) == {}
    assert read_judged(tmp_path / "none" / name) == {}


def test_judgements_that_the_demo_brings_are_those_of_this_code() -> None:
    assert read_judged(PLACE), (
        "etl/disclosure or its solver changed: run `make prepared`, and commit its file"
    )
