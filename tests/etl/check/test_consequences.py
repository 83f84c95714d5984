"""A register that is refused is told once, not again for each row that refers to it."""

from pathlib import Path

import polars as pl
import pytest

from tests.builders.raw_programme import change_file, take_in_folder, write_programme


def list_checks(folder: Path) -> set[str]:
    return set(take_in_folder(folder).tables["findings"]["check"])


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("leaders.csv", b"", "file_empty"),
        ("schools.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file_protected"),
        ("sessions.csv", b"S1\nx\n", "column_missing"),
    ],
)
def test_findings_when_a_register_is_refused_name_the_cause_alone(
    tmp_path: Path, name: str, content: bytes, cause: str
) -> None:
    folder = write_programme(tmp_path / "proef")
    (folder / "raw" / name).write_bytes(content)

    assert list_checks(folder) == {cause}


def test_findings_when_a_register_is_missing_name_the_cause_alone(tmp_path: Path) -> None:
    folder = write_programme(tmp_path / "proef")
    (folder / "raw" / "leaders.csv").unlink()

    assert list_checks(folder) == {"file_missing"}


def test_findings_when_a_survey_is_refused_still_name_unknown_leaders(tmp_path: Path) -> None:
    folder = write_programme(tmp_path / "proef")
    (folder / "raw" / "end.csv").write_bytes(b"")
    change_file(folder, "raw/begin.csv", "L2,", "L9,")

    findings = take_in_folder(folder).tables["findings"]

    assert findings.filter(check=pl.lit("leader_unknown")).height == 1
