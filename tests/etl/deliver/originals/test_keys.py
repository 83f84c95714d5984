"""Keys: what is made, and what is refused as one."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from etl.deliver.originals.container import name_key
from etl.deliver.originals.keys import (
    PASSPHRASE_VARIABLE,
    PRIVATE,
    PUBLIC,
    KeyFileError,
    find_passphrase,
    find_public_key,
    make_keys,
    read_private_key,
)
from schemas.originals import KEY_VARIABLE
from texts import LANGUAGES, texts_in

PHRASE = "paard batterij nietje"


def write_pem(path: Path, key: X25519PublicKey | object) -> Path:
    path.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))  # type: ignore[attr-defined]
    return path


def find_fault(path: Path) -> str:
    with pytest.raises(KeyFileError) as caught:
        find_public_key({KEY_VARIABLE: str(path)})
    for language in LANGUAGES:
        assert KEY_VARIABLE in texts_in(language)(caught.value.key, **caught.value.values)
    return caught.value.key.removeprefix("deliver.originals_")


def test_keys_when_made_then_the_private_one_is_for_its_owner_only(tmp_path: Path) -> None:
    made = make_keys(tmp_path / "sleutels", passphrase="")

    private, public = (tmp_path / "sleutels" / name for name in (PRIVATE, PUBLIC))
    assert private.stat().st_mode & 0o777 == 0o600
    assert read_private_key(private, ask="").public_key() == made
    found = find_public_key({KEY_VARIABLE: str(public)})
    assert found is not None
    assert name_key(found) == name_key(made)


def test_keys_when_there_are_some_already_then_nothing_is_overwritten(tmp_path: Path) -> None:
    make_keys(tmp_path, passphrase="")
    before = (tmp_path / PRIVATE).read_bytes()
    with pytest.raises(KeyFileError) as caught:
        make_keys(tmp_path, passphrase="")

    assert caught.value.key == "deliver.originals_exists"
    assert (tmp_path / PRIVATE).read_bytes() == before


def test_private_key_when_under_a_passphrase_then_opens_with_that_one_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_keys(tmp_path, passphrase=PHRASE)
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PHRASE)
    assert read_private_key(tmp_path / PRIVATE, ask="").public_key() == made

    for wrong in ("", "een andere"):
        monkeypatch.setenv(PASSPHRASE_VARIABLE, wrong)
        with pytest.raises(KeyFileError) as caught:
            read_private_key(tmp_path / PRIVATE, ask="")
        assert caught.value.key == "deliver.originals_passphrase"


def test_private_key_when_it_is_the_public_one_then_says_so(tmp_path: Path) -> None:
    make_keys(tmp_path, passphrase="")
    with pytest.raises(KeyFileError) as caught:
        read_private_key(tmp_path / PUBLIC, ask="")
    assert caught.value.key == "deliver.originals_not_private"


def test_public_key_when_none_is_configured_then_there_is_none() -> None:
    assert find_public_key({}) is None
    assert find_public_key({KEY_VARIABLE: ""}) is None


def test_public_key_when_it_cannot_be_read_then_says_so(tmp_path: Path) -> None:
    assert find_fault(tmp_path / "weg.pem") == "unreadable"
    assert find_fault(tmp_path) == "unreadable"


@pytest.mark.parametrize("passphrase", ["", PHRASE])
def test_public_key_when_it_is_a_private_one_then_says_that_it_has_to_go(
    tmp_path: Path, passphrase: str
) -> None:
    make_keys(tmp_path, passphrase=passphrase)
    assert find_fault(tmp_path / PRIVATE) == "private"


def test_public_key_when_it_is_no_such_key_then_says_so(tmp_path: Path) -> None:
    path = tmp_path / "k.pem"
    for content in (b"", b"hallo", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"):
        path.write_bytes(content)
        assert find_fault(path) == "wrong"
    assert find_fault(write_pem(path, Ed25519PrivateKey.generate().public_key())) == "wrong"
    # A point of small order: whoever knows the container could open it.
    assert find_fault(write_pem(path, X25519PublicKey.from_public_bytes(bytes(32)))) == "wrong"


def test_passphrase_when_in_the_environment_then_nobody_is_asked() -> None:
    assert find_passphrase("?", environment={PASSPHRASE_VARIABLE: PHRASE}) == PHRASE


@pytest.mark.parametrize(("typed", "found"), [((PHRASE, PHRASE), PHRASE), (("",), "")])
def test_passphrase_when_somebody_types_it_then_twice_unless_there_is_none(
    monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...], found: str
) -> None:
    lines = iter(typed)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _ask: next(lines))

    assert find_passphrase("?", again="??", environment={}) == found
    assert list(lines) == []


def test_passphrase_when_the_second_differs_then_no_key_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = iter((PHRASE, "tikfout"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _ask: next(lines))
    with pytest.raises(KeyFileError) as caught:
        find_passphrase("?", again="??", environment={})
    assert caught.value.key == "deliver.originals_differ"
