"""`python -m reports`: every right use writes a file, every wrong one says why."""

from pathlib import Path

import pytest

from reports.__main__ import main
from reports.arguments import FORMATS, parse_arguments
from tests.builders.release import make_empty_tables, write_release
from texts import texts_in


@pytest.fixture
def built(release_path: Path) -> str:
    return str(release_path.parent.parent)


@pytest.mark.parametrize("kind", FORMATS)
def test_command_when_asked_for_one_trajectory_then_writes_the_file(
    built: str, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "nieuw" / f"verslag.{kind}"
    asked = ["proef", "--built", built, "--role", "organiser", "--trajectory", "pi-3", "--format", kind]

    assert main([*asked, "--out", str(out)]) == 0
    starts = {"pdf": b"%PDF-1.7", "xlsx": b"PK", "pptx": b"PK", "csv": b"\xef\xbb\xbfGroep;"}
    assert out.read_bytes().startswith(starts[kind])
    assert (tmp_path / "nieuw" / "verslag-kolommen.csv").exists() == (kind == "csv")


def test_command_when_asked_for_all_then_writes_a_file_a_trajectory(built: str, tmp_path: Path) -> None:
    assert (
        main(
            [
                "proef",
                "--built",
                built,
                "--role",
                "organiser",
                "--all",
                "--format",
                "csv",
                "--out",
                str(tmp_path),
            ]
        )
        == 0
    )
    assert len([path for path in tmp_path.iterdir() if "kolommen" not in path.name]) == 10


@pytest.mark.parametrize(
    ("asked", "code", "told"),
    [
        (["proef", "--trajectory", "pi-99"], 2, "bestaat niet in dit programma"),
        (["elders"], 1, "Er is nog geen uitgave"),
        (["proef", "--lang", "en", "--trajectory", "pi-99"], 2, "There is no trajectory"),
    ],
)
def test_command_when_it_cannot_be_done_then_says_so_in_a_sentence(
    built: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str], code: int, told: str
) -> None:
    assert main([*asked, "--built", built, "--out", str(tmp_path / "x.pdf")]) == code
    assert told in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()


def test_command_when_the_file_is_no_release_then_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "proef"
    folder.mkdir()
    (folder / "release-stuk.duckdb").write_bytes(b"geen uitgave" * 1000)
    (folder / "current.json").write_text('{"release": "stuk", "file": "release-stuk.duckdb"}')

    assert main(["proef", "--built", str(tmp_path), "--out", str(tmp_path / "x.pdf")]) == 1
    assert "niet als uitgave te lezen" in capsys.readouterr().err


def test_command_when_the_file_cannot_be_written_then_says_so(
    built: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "vol").write_text("geen map")

    assert main(["proef", "--built", built, "--format", "csv", "--out", str(tmp_path / "vol" / "x.csv")]) == 1
    assert "kan niet gelezen of geschreven worden" in capsys.readouterr().err


@pytest.mark.parametrize(
    "asked",
    [
        ["proef", "--role", "organiser", "--out", "x"],
        ["proef", "--role", "reflection", "--out", "x"],
        ["proef", "--all", "--trajectory", "pi-1", "--out", "x"],
        ["proef", "--format", "docx", "--out", "x"],
        ["proef"],
    ],
)
def test_arguments_when_wrong_then_end_with_two(asked: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_arguments(asked, texts=texts_in("nl"))

    assert ended.value.code == 2


@pytest.mark.parametrize("kind", FORMATS)
def test_command_when_nobody_takes_part_yet_then_still_writes_the_file(tmp_path: Path, kind: str) -> None:
    write_release(tmp_path / "proef", make_empty_tables())
    out = tmp_path / f"leeg.{kind}"

    assert main(["proef", "--built", str(tmp_path), "--format", kind, "--out", str(out)]) == 0
    assert out.stat().st_size > 0


def test_command_when_a_trajectory_has_nobody_then_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_release(tmp_path / "proef", make_empty_tables())

    assert (
        main(["proef", "--built", str(tmp_path), "--trajectory", "pi-1", "--out", str(tmp_path / "x")]) == 1
    )
    assert "heeft geen deelnemers" in capsys.readouterr().err
