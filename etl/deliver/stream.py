"""Reads what the app hands over on stdin: for each file a line that names it, then its bytes."""

import json
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import BinaryIO

from pydantic import ValidationError

from etl.deliver.record import DeliveryError
from etl.deliver.safety import MOST_BYTES
from schemas.delivery import Layout

MOST_FILES = 50
MOST_BYTES_TOGETHER = 250 * 1024**2
_HEADER_BYTES = 1024**2
_CHUNK = 1024**2
_NAME_LENGTH = 120


@dataclass(frozen=True)
class Upload:
    """One file, in memory only. `content` is None where it is too large to be read."""

    name: str
    size: int
    sha256: str
    content: bytes | None = field(repr=False)
    layout: Layout | None = None


def read_uploads(stream: BinaryIO) -> Iterator[Upload]:
    """The files of a stream, each under a name of its own.

    Raises:
        DeliveryError: if the stream breaks off, is no such stream, or holds too much.
    """
    names: set[str] = set()
    total = 0
    while line := stream.readline(_HEADER_BYTES):
        name, size, layout = _read_header(line)
        total += size
        if len(names) >= MOST_FILES or total > MOST_BYTES_TOGETHER:
            raise DeliveryError(
                "deliver.fault_too_much", files=str(MOST_FILES), size=str(MOST_BYTES_TOGETHER // 1024**2)
            )
        own = choose_name(name, taken=names)
        names.add(own)
        content, digest = _read_content(stream, size)
        yield Upload(own, size, digest, content, layout)


def _read_header(line: bytes) -> tuple[str, int, Layout | None]:
    try:
        header = json.loads(line)
        name, size = header["name"], header["size"]
        layout = Layout.model_validate(header["layout"]) if header.get("layout") else None
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError):
        # A line that was cut off is no header either.
        key = "deliver.fault_stream" if line.endswith(b"\n") else "deliver.fault_cut_off"
        raise DeliveryError(key) from None
    if not isinstance(name, str) or type(size) is not int or size < 0 or not line.endswith(b"\n"):
        raise DeliveryError("deliver.fault_stream")
    return name, size, layout


def _read_content(stream: BinaryIO, size: int) -> tuple[bytes | None, str]:
    """The bytes of a file (None if they are too many to keep) and their SHA-256."""
    digest, kept, left = sha256(), bytearray(), size
    while left:
        chunk = stream.read(min(left, _CHUNK))
        if not chunk:
            raise DeliveryError("deliver.fault_cut_off")
        digest.update(chunk)
        if size <= MOST_BYTES:
            kept += chunk
        left -= len(chunk)
    return (bytes(kept) if size <= MOST_BYTES else None), digest.hexdigest()


def choose_name(given: str, *, taken: Set[str]) -> str:
    """A name without a path or signs that do not print, that is not among those `taken`."""
    bare = given.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    name = "".join(sign for sign in bare if sign.isprintable()).strip(" .")[-_NAME_LENGTH:] or "-"
    stem, dot, ending = name.rpartition(".")
    others = (f"{stem or ending}~{n}{dot and stem and dot + ending}" for n in count(2))
    return name if name not in taken else next(other for other in others if other not in taken)
