"""Keeps the files of a delivery beside it, encrypted, and opens them again where the private key is."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from etl.deliver.originals.container import decrypt, encrypt
from etl.deliver.record import DeliveryError
from etl.deliver.stream import Upload, choose_name
from etl.release import unfinished_file

ORIGINALS = "originals"
ENDING = ".kompas"


def keep_originals(uploads: Iterable[Upload], *, folder: Path, key: X25519PublicKey | None) -> None:
    """Writes a container of each file to the delivery in `folder`; nothing where there is no key.

    A file that was too large to be read is not there to be kept.

    Raises:
        DeliveryError: if one cannot be written; then none is left.
    """
    if key is None:
        return
    place = folder / ORIGINALS
    try:
        place.mkdir(exist_ok=True, mode=0o700)
        for number, upload in enumerate(uploads, 1):
            if upload.content is not None:
                _write_container(upload.content, upload.name, to=key, path=place / f"{number}{ENDING}")
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise DeliveryError("deliver.originals_failed", reason=error.strerror or error) from None


def open_originals(paths: Iterable[Path], *, key: X25519PrivateKey, out: Path) -> Iterator[Path]:
    """Writes the file in each container to `out`, under its own name, for its owner only, and names it.
    Nothing is overwritten, and a file that does not come out whole does not stay.

    Raises:
        ContainerError: at the first container that cannot be opened.
        OSError: if one cannot be read, or written.
    """
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in paths:
        with path.open("rb") as stream:
            name, pieces = decrypt(stream, key=key)
            # Whoever has the public key can make a container, with any name in it.
            yield _write_whole(pieces, out / choose_name(name, taken={own.name for own in out.iterdir()}))


def _write_container(content: bytes, name: str, *, to: X25519PublicKey, path: Path) -> None:
    with unfinished_file(path) as temporary:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            encrypt(content, name=name, to=to, out=out)


def _write_whole(pieces: Iterator[bytes], path: Path) -> Path:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(pieces)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    return path
