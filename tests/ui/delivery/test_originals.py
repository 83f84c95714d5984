"""Whether files are kept as they were handed in: what the deliverer is told, and what stands in the way."""

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from schemas.originals import KEY_VARIABLE
from tests.builders.deliveries import ONE, make_delivery, write_delivery
from tests.builders.screens import open_screen, read_screen
from tests.builders.service import ROOT, free_port
from texts import texts_in
from ui.delivery.command import _choose_environment
from ui.delivery.originals import find_key_fault

NL = texts_in("nl")
OWNER = "organisator-pi-3"
KEY = X25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
PRIVATE = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the key that is configured."""
    path = tmp_path / "publiek.pem"
    path.write_bytes(PUBLIC)
    monkeypatch.setenv(KEY_VARIABLE, str(path))
    return path


@pytest.mark.usefixtures("built")
def test_upload_when_nothing_is_kept_then_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    words = read_screen(open_screen("delivery", query={"rol": OWNER}))

    assert words.count(NL("delivery.kept_nothing")) == 2  # beside the field, and in what happens to a file
    assert NL("delivery.kept_encrypted") not in words


@pytest.mark.usefixtures("built", "key")
def test_upload_when_files_are_kept_then_one_sentence_says_how() -> None:
    words = read_screen(open_screen("delivery", query={"rol": OWNER}))

    assert NL("delivery.kept_encrypted") in words
    assert NL("delivery.kept_nothing") not in words


@pytest.mark.usefixtures("built")
def test_upload_when_the_key_cannot_be_used_then_nothing_can_be_handed_in(key: Path) -> None:
    key.unlink()
    screen = open_screen("delivery", query={"rol": OWNER})

    assert [error.value for error in screen.error] == [
        NL("deliver.originals_unreadable", variable=KEY_VARIABLE)
    ]
    assert [button.key for button in screen.button if button.key == "delivery-upload-do"] == []
    # The control: with its key it can.
    key.write_bytes(PUBLIC)
    screen = open_screen("delivery", query={"rol": OWNER})
    assert [button.key for button in screen.button if button.key == "delivery-upload-do"]


@pytest.mark.parametrize(
    ("content", "reason"), [(PUBLIC, None), (PRIVATE, "private"), (b"hallo", "wrong"), (b"", "wrong")]
)
def test_fault_when_a_key_is_configured_then_says_what_is_wrong_with_it(
    key: Path, content: bytes, reason: str | None
) -> None:
    key.write_bytes(content)

    wanted = NL(f"deliver.originals_{reason}", variable=KEY_VARIABLE) if reason else ""
    assert find_key_fault(NL) == wanted


@pytest.mark.usefixtures("built")
def test_command_when_a_key_is_configured_then_gets_its_whole_path(
    key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(key.parent)

    assert _choose_environment({KEY_VARIABLE: key.name})[KEY_VARIABLE] == str(key)
    assert KEY_VARIABLE not in _choose_environment({})
    assert "KOMPAS_ORIGINALS_PASSPHRASE" not in _choose_environment({"KOMPAS_ORIGINALS_PASSPHRASE": "x"})


@pytest.mark.parametrize("kept", [0, 2])
def test_delivery_when_its_files_are_kept_then_it_says_so(built: Path, kept: int) -> None:
    folder = write_delivery(built, make_delivery()) / "originals"
    folder.mkdir()
    for number in range(kept):
        (folder / f"{number}.kompas").write_bytes(b"x")
    words = read_screen(open_screen("delivery", query={"rol": OWNER, "levering": ONE}))

    assert ("zelf zijn versleuteld bewaard" in words) == (kept > 0)


def test_server_when_the_key_cannot_be_used_then_says_so_and_does_not_start(
    key: Path, tmp_path: Path
) -> None:
    key.write_bytes(PRIVATE)
    environment = {"PATH": "/usr/bin", "KOMPAS_BUILT": str(tmp_path), KEY_VARIABLE: str(key)}
    ended = subprocess.run(
        [sys.executable, "server.py", "--port", str(free_port())],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (ended.returncode, ended.stderr.strip()) == (
        1,
        NL("deliver.originals_private", variable=KEY_VARIABLE),
    )
