"""The two keys: a public one on the server, and a private one that a steward keeps elsewhere."""

import getpass
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from etl.told_error import ToldError
from schemas.originals import KEY_VARIABLE, PublicKeyError, parse_public_key

PASSPHRASE_VARIABLE = "KOMPAS_ORIGINALS_PASSPHRASE"  # noqa: S105
PRIVATE, PUBLIC = "kompas-private.pem", "kompas-public.pem"


class KeyFileError(ToldError):
    """A key that cannot be used, or not be made."""


def find_public_key(environment: Mapping[str, str] = os.environ) -> X25519PublicKey | None:
    """The key to which files are encrypted; None where none is configured, and no file is kept.

    Raises:
        KeyFileError: if one is configured and cannot be used.
    """
    given = environment.get(KEY_VARIABLE, "")
    if not given:
        return None
    try:
        return parse_public_key(Path(given).read_bytes())
    except OSError:
        raise KeyFileError("deliver.originals_unreadable", variable=KEY_VARIABLE) from None
    except PublicKeyError as error:
        raise KeyFileError(f"deliver.originals_{error.reason}", variable=KEY_VARIABLE) from None


def make_keys(folder: Path, *, passphrase: str) -> X25519PublicKey:
    """Writes PRIVATE, for its owner alone and under `passphrase` unless that is empty, and PUBLIC.

    Raises:
        KeyFileError: if one of the two is there already: what was encrypted to it could never be read again.
        OSError: if the folder cannot be written to.
    """
    for name in (PRIVATE, PUBLIC):
        if (folder / name).exists():
            raise KeyFileError("deliver.originals_exists", file=folder / name)
    own = X25519PrivateKey.generate()
    cover = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_new(folder / PRIVATE, own.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, cover), mode=0o600)
    public = own.public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    _write_new(folder / PUBLIC, pem, mode=0o644)
    return public


def read_private_key(path: Path, *, ask: str) -> X25519PrivateKey:
    """The private key in `path`; `ask` is how its passphrase is asked for, if it has one.

    Raises:
        KeyFileError: if it is none, or if the passphrase is not the right one.
        OSError: if it cannot be read.
    """
    pem = path.read_bytes()
    passphrase = find_passphrase(ask) if b"ENCRYPTED" in pem else ""
    try:
        key = load_pem_private_key(pem, password=passphrase.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        reason = "passphrase" if b"ENCRYPTED" in pem else "not_private"
        raise KeyFileError(f"deliver.originals_{reason}", file=path) from None
    if not isinstance(key, X25519PrivateKey):
        raise KeyFileError("deliver.originals_not_private", file=path)
    return key


def find_passphrase(ask: str, *, again: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """The passphrase of the environment, else what somebody at a terminal types, else none.

    `again` asks a second time.

    Raises:
        KeyFileError: if the two differ.
    """
    if PASSPHRASE_VARIABLE in environment:
        return environment[PASSPHRASE_VARIABLE]
    if not sys.stdin.isatty():
        return ""
    typed = getpass.getpass(f"{ask} ")
    if typed and again and getpass.getpass(f"{again} ") != typed:
        raise KeyFileError("deliver.originals_differ")
    return typed


def _write_new(path: Path, content: bytes, *, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
