"""Files that are kept as they were handed in: encrypted, or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from etl.deliver.deciding import withdraw
from etl.deliver.originals.keeping import ENDING, ORIGINALS, open_originals
from etl.deliver.originals.keys import PRIVATE, PUBLIC, make_keys, read_private_key
from schemas.originals import KEY_VARIABLE
from tests.builders.delivery import FIRST, hand_in, open_desk, write_stream
from tests.builders.plain_text import find_words
from tests.builders.raw_programme import write_programme
from tests.etl.deliver.test_receive import END
from tests.house.source import ROOT

NAMES = ("An Peeters", "an@school.be", "Jo Maes", "jo@school.be")
FILES = {"bevraging An.csv": END, "foto.csv": bytes(range(256)) * 20}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pair of keys, of which the public one is configured."""
    make_keys(tmp_path / "elders", passphrase="")
    monkeypatch.setenv(KEY_VARIABLE, str(tmp_path / "elders" / PUBLIC))
    return tmp_path / "elders"


def list_originals(folder: Path) -> list[Path]:
    return sorted((open_desk(folder).deliveries.open(FIRST) / ORIGINALS).glob("*"))


def test_receive_when_a_key_is_configured_then_each_file_comes_back_with_the_other_key(
    folder: Path, keys: Path, tmp_path: Path
) -> None:
    delivery = hand_in(folder, FILES)

    # One of the two is no table, so that the delivery is refused: whoever looks for why has both.
    assert delivery.state == "refused"
    kept = list_originals(folder)
    assert [path.name for path in kept] == [f"1{ENDING}", f"2{ENDING}"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    key = read_private_key(keys / PRIVATE, ask="")
    written = list(open_originals(kept, key=key, out=tmp_path / "terug"))
    assert {path.name: path.read_bytes() for path in written} == FILES
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}


def test_receive_when_no_key_is_configured_then_no_file_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)

    assert hand_in(folder, {"e.csv": END}).state == "checked"
    assert list_originals(folder) == []


@pytest.mark.usefixtures("keys")
def test_receive_when_files_are_kept_then_no_name_is_readable_anywhere(folder: Path) -> None:
    built = folder.parent / "built"
    ended = run("receive", str(folder), "--built", str(built), "--id", FIRST, "--role", "steward")

    assert ended.returncode == 0
    assert list_originals(folder)
    assert find_words(built, NAMES) == []
    assert [name for name in NAMES if name.encode() in ended.stdout + ended.stderr] == []
    # Nor is there anything to open it with: the private key is elsewhere, and nothing names where.
    assert find_words(built, ("PRIVATE KEY", PRIVATE, "elders")) == []


@pytest.mark.usefixtures("keys")
def test_scan_when_a_name_is_planted_then_it_is_found(folder: Path) -> None:
    hand_in(folder, {"e.csv": END})
    place = open_desk(folder).deliveries.open(FIRST)
    planted = {
        "plat.txt": b"x An Peeters y",
        "breed.txt": "Jo Maes".encode("utf-16-le"),
        "jo@school.be.txt": b"",
    }
    for name, content in planted.items():
        (place / name).write_bytes(content)

    found = {(Path(name).name, word) for name, word in find_words(folder.parent / "built", NAMES)}
    assert found == {
        ("plat.txt", "An Peeters"),
        ("breed.txt", "Jo Maes"),
        ("jo@school.be.txt", "jo@school.be"),
    }
    # In what is packed too: the answers stand in the door copy and in the marked workbook.
    packed = {Path(name).suffix for name, _ in find_words(place, ("Beleid", "Overleg"))}
    assert {".parquet", ".xlsx"} <= packed


@pytest.mark.parametrize("content", [None, b"hallo"])
def test_receive_when_the_key_cannot_be_used_then_nothing_is_received(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    path = tmp_path / "sleutel.pem"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv(KEY_VARIABLE, str(path))

    delivery = hand_in(folder, {"e.csv": END})

    reason = "unreadable" if content is None else "wrong"
    assert (delivery.state, delivery.fault) == ("refused", f"deliver.originals_{reason}")
    place = open_desk(folder).deliveries.open(FIRST)
    assert [found.name for found in place.iterdir()] == ["delivery.json"]


@pytest.mark.usefixtures("keys")
def test_receive_when_a_file_cannot_be_kept_then_none_is_and_nothing_is_received(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter(range(2))

    def fill_disk(*args: object, **values: object) -> None:
        if next(times) == 1:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("etl.deliver.originals.keeping.encrypt", fill_disk)
    delivery = hand_in(folder, {"e.csv": END, "f.csv": END.replace(b"L2", b"L3")})

    assert (delivery.state, delivery.fault) == ("refused", "deliver.originals_failed")
    place = open_desk(folder).deliveries.open(FIRST)
    assert [found.name for found in place.iterdir()] == ["delivery.json"]


@pytest.mark.usefixtures("keys")
def test_withdraw_when_files_were_kept_then_they_go_with_the_delivery(folder: Path) -> None:
    hand_in(folder, {"e.csv": END})
    assert list_originals(folder)

    withdraw(FIRST, desk=open_desk(folder))

    assert not (open_desk(folder).deliveries.open(FIRST) / ORIGINALS).exists()


@pytest.mark.usefixtures("keys")
def test_receive_when_it_is_done_again_then_only_the_last_files_are_kept(folder: Path) -> None:
    hand_in(folder, FILES)
    hand_in(folder, {"e.csv": END})

    assert [path.name for path in list_originals(folder)] == [f"1{ENDING}"]


def test_originals_when_two_have_one_name_then_neither_is_overwritten(
    folder: Path, keys: Path, tmp_path: Path
) -> None:
    hand_in(folder, {"e.csv": END})
    key = read_private_key(keys / PRIVATE, ask="")
    kept = list_originals(folder)

    written = list(open_originals([*kept, *kept], key=key, out=tmp_path / "terug"))
    assert [path.name for path in written] == ["e.csv", "e~2.csv"]


def test_originals_when_one_is_damaged_at_its_end_then_no_part_of_it_stays(
    folder: Path, keys: Path, tmp_path: Path
) -> None:
    hand_in(folder, {"groot.csv": END * 2_000})
    (path,) = list_originals(folder)
    path.write_bytes(path.read_bytes()[:-1])

    ended = decrypt(keys, tmp_path, path)

    assert ended.returncode == 1
    assert "veranderd of onvolledig" in ended.stderr.decode()
    assert list((tmp_path / "terug").iterdir()) == []


def test_decrypt_when_called_then_the_file_stands_in_the_folder(
    folder: Path, keys: Path, tmp_path: Path
) -> None:
    hand_in(folder, {"bevraging An.csv": END})

    ended = decrypt(keys, tmp_path, *list_originals(folder))

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert (tmp_path / "terug" / "bevraging An.csv").read_bytes() == END


def test_decrypt_when_the_key_is_another_then_names_both(folder: Path, keys: Path, tmp_path: Path) -> None:
    hand_in(folder, {"e.csv": END})
    make_keys(tmp_path / "andere", passphrase="")

    ended = decrypt(tmp_path / "andere", tmp_path, *list_originals(folder))

    assert ended.returncode == 1
    assert "versleuteld voor de sleutel" in ended.stderr.decode()


def test_keys_when_called_then_says_what_to_do_with_each(tmp_path: Path) -> None:
    ended = run("keys", "--out", str(tmp_path / "elders"))

    assert (ended.returncode, ended.stderr) == (0, b"")
    assert KEY_VARIABLE in ended.stdout.decode()
    assert {path.name for path in (tmp_path / "elders").iterdir()} == {PRIVATE, PUBLIC}


def decrypt(keys: Path, tmp_path: Path, *paths: Path) -> subprocess.CompletedProcess[bytes]:
    given = [str(path) for path in paths]
    return run("decrypt", *given, "--key", str(keys / PRIVATE), "--out", str(tmp_path / "terug"))


def run(*words: str) -> subprocess.CompletedProcess[bytes]:
    arguments = [sys.executable, "-m", "etl", "deliver", *words]
    environment = {**os.environ, "KOMPAS_SECRET": "secret of the tests"}
    stream = write_stream({"e.csv": END})
    return subprocess.run(
        arguments, input=stream, cwd=ROOT, env=environment, capture_output=True, check=False
    )
