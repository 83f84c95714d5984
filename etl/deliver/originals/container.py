"""The container of one file: its name and bytes, encrypted to a public key, piece by piece.

    bytes      what
    0..15      KOMPAS-ORIGINAL and the version, 1
    16..23     the first 8 bytes of SHA-256 of the recipient's public key: which private key is needed
    24..55     an X25519 public key that was made for this file alone
    56..       pieces: 65,536 bytes (the last one: fewer, or as many) and the 16 bytes of their mark

The key of the pieces is HKDF-SHA256 (RFC 5869) of the X25519 secret (RFC 7748), with bytes 0..55 and the
recipient's public key as salt. Each piece is ChaCha20-Poly1305 (RFC 8439); its nonce is its number (11 bytes,
big-endian) and 1 for the last piece, else 0: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár
2015), so that a piece that is changed, moved, left out or added is noticed. Decrypted, the pieces are 4 bytes
(big-endian) with the length of a JSON object with the file's `name`, that object, and the file's bytes.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from etl.told_error import ToldError

MAGIC = b"KOMPAS-ORIGINAL\x01"
PIECE_BYTES = 65_536
_MARK_BYTES = 16
_KEY_BYTES = 32
_ID_BYTES = 8
_HEADER_BYTES = len(MAGIC) + _ID_BYTES + _KEY_BYTES
_LENGTH_BYTES = 4
_PURPOSE = b"kompas: files as they were handed in"


class ContainerError(ToldError):
    """A container that cannot be opened: with another key, damaged, or none of ours."""


def name_key(key: X25519PublicKey) -> str:
    """By what a key is known: 16 hexadecimal signs, from which it cannot be found."""
    return _identify(key).hex()


def encrypt(content: bytes, *, name: str, to: X25519PublicKey, out: BinaryIO) -> None:
    """Writes the container of a file to `out`, with one piece at a time in memory."""
    own = X25519PrivateKey.generate()
    header = MAGIC + _identify(to) + own.public_key().public_bytes_raw()
    cipher = _derive_cipher(own.exchange(to), header=header, recipient=to)
    out.write(header)
    for number, (piece, is_last) in enumerate(_mark_last(_cut(content, name=name))):
        out.write(cipher.encrypt(_make_nonce(number, is_last=is_last), piece, None))


def decrypt(stream: BinaryIO, *, key: X25519PrivateKey) -> tuple[str, Iterator[bytes]]:
    """The name of the file in a container, and its bytes piece by piece. What comes is true; that it is
    whole is known at the end only.

    Raises:
        ContainerError: if this is no container, is not for this key, or was changed or cut off; the last
            two also while the pieces are read.
    """
    header = stream.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES or not header.startswith(MAGIC):
        raise ContainerError("deliver.original_foreign")
    recipient = key.public_key()
    wanted = header[len(MAGIC) : len(MAGIC) + _ID_BYTES]
    if wanted != _identify(recipient):
        raise ContainerError("deliver.original_other_key", wanted=wanted.hex(), given=name_key(recipient))
    try:
        sender = X25519PublicKey.from_public_bytes(header[-_KEY_BYTES:])
        cipher = _derive_cipher(key.exchange(sender), header=header, recipient=recipient)
    except ValueError:
        raise ContainerError("deliver.original_damaged") from None
    return _split(_open_pieces(stream, cipher))


def _identify(key: X25519PublicKey) -> bytes:
    return hashlib.sha256(key.public_bytes_raw()).digest()[:_ID_BYTES]


def _derive_cipher(secret: bytes, *, header: bytes, recipient: X25519PublicKey) -> ChaCha20Poly1305:
    salt = header + recipient.public_bytes_raw()
    return ChaCha20Poly1305(HKDF(SHA256(), _KEY_BYTES, salt=salt, info=_PURPOSE).derive(secret))


def _make_nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _cut(content: bytes, *, name: str) -> Iterator[bytes]:
    told = json.dumps({"name": name}, ensure_ascii=False).encode()
    beginning = len(told).to_bytes(_LENGTH_BYTES, "big") + told
    room = PIECE_BYTES - len(beginning)
    yield beginning + content[:room]
    for at in range(room, len(content), PIECE_BYTES):
        yield content[at : at + PIECE_BYTES]


def _mark_last(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each piece, and whether none comes after it."""
    before = next(pieces, b"")
    for piece in pieces:
        yield before, False
        before = piece
    yield before, True


def _open_pieces(stream: BinaryIO, cipher: ChaCha20Poly1305) -> Iterator[bytes]:
    pieces = iter(lambda: stream.read(PIECE_BYTES + _MARK_BYTES), b"")
    for number, (piece, is_last) in enumerate(_mark_last(pieces)):
        try:
            yield cipher.decrypt(_make_nonce(number, is_last=is_last), piece, None)
        except InvalidTag:
            raise ContainerError("deliver.original_damaged") from None


def _split(pieces: Iterator[bytes]) -> tuple[str, Iterator[bytes]]:
    """The name, which stands in the first piece, and the rest."""
    first = next(pieces)
    start = _LENGTH_BYTES + int.from_bytes(first[:_LENGTH_BYTES], "big")
    try:
        name = str(json.loads(first[_LENGTH_BYTES:start])["name"])
    except (ValueError, KeyError, TypeError):
        raise ContainerError("deliver.original_damaged") from None
    return name, _follow(first[start:], pieces)


def _follow(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces
