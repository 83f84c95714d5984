"""The container of a file that is kept: whole or refused, and for one key only."""

import io
import tracemalloc

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from etl.deliver.originals.container import (
    MAGIC,
    PIECE_BYTES,
    ContainerError,
    decrypt,
    encrypt,
    name_key,
)

KEY = X25519PrivateKey.from_private_bytes(bytes(range(32)))
NAME = "bevraging An Peeters.csv"


def pack(content: bytes, *, name: str = NAME) -> bytes:
    out = io.BytesIO()
    encrypt(content, name=name, to=KEY.public_key(), out=out)
    return out.getvalue()


def unpack(container: bytes, *, key: X25519PrivateKey = KEY) -> tuple[str, bytes]:
    name, pieces = decrypt(io.BytesIO(container), key=key)
    return name, b"".join(pieces)


def find_fault(container: bytes, *, key: X25519PrivateKey = KEY) -> str:
    with pytest.raises(ContainerError) as caught:
        unpack(container, key=key)
    return caught.value.key.removeprefix("deliver.original_")


FIRST_ROOM = PIECE_BYTES - 4 - len('{"name": "x"}')


@pytest.mark.parametrize(
    "size", [0, 1, FIRST_ROOM - 1, FIRST_ROOM, FIRST_ROOM + 1, FIRST_ROOM + PIECE_BYTES, 3 * PIECE_BYTES]
)
def test_container_when_opened_then_gives_the_same_name_and_bytes(size: int) -> None:
    content = bytes(n % 251 for n in range(size))

    assert unpack(pack(content, name="x")) == ("x", content)
    assert unpack(pack(content)) == (NAME, content)


def test_container_when_made_twice_then_nothing_of_the_two_is_the_same() -> None:
    one, two = pack(b"a" * 100), pack(b"a" * 100)
    header = len(MAGIC) + 8

    assert one[:header] == two[:header]
    assert one[header : header + 32] != two[header : header + 32]
    assert one[header + 32 :] != two[header + 32 :]


def test_container_when_read_as_bytes_then_holds_neither_name_nor_content() -> None:
    container = pack(b"An Peeters,an@school.be\n" * 50)

    assert b"Peeters" not in container
    # The control: with the key it does.
    assert b"Peeters" in unpack(container)[1]


def test_container_when_any_byte_is_changed_then_it_is_refused() -> None:
    container = pack(b"L2,An Peeters,5\n" * 4)
    opened = []
    for place in range(len(container)):
        for bit in (0x01, 0x80):
            changed = bytearray(container)
            changed[place] ^= bit
            try:
                unpack(bytes(changed))
            except ContainerError:
                continue
            opened.append(place)

    # The highest bit of an X25519 public key is no part of the point; it is part of the header all the same.
    assert opened == []


def test_container_when_cut_off_anywhere_then_it_is_refused() -> None:
    container = pack(b"L2,An Peeters,5\n" * 4)

    for length in range(len(container)):
        assert find_fault(container[:length]) in ("foreign", "damaged")


@pytest.mark.parametrize("extra", [b"\0", b"x" * 16, b"x" * (PIECE_BYTES + 16)])
def test_container_when_something_is_added_then_it_is_refused(extra: bytes) -> None:
    assert find_fault(pack(b"abc") + extra) == "damaged"


def test_container_when_pieces_are_left_out_moved_or_repeated_then_it_is_refused() -> None:
    container, header, size = pack(b"x" * (3 * PIECE_BYTES)), len(MAGIC) + 40, PIECE_BYTES + 16
    head, body = container[:header], container[header:]
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    assert len(pieces) == 4
    orders = [(0, 1, 2), (0, 2, 3), (1, 2, 3), (0, 2, 1, 3), (0, 1, 1, 2, 3), (3,), ()]

    for order in orders:
        assert find_fault(head + b"".join(pieces[n] for n in order)) == "damaged"
    assert unpack(head + b"".join(pieces))[0] == NAME


def test_container_when_pieces_of_two_files_are_mixed_then_it_is_refused() -> None:
    one, two = pack(b"a" * 100), pack(b"b" * 100)
    header = len(MAGIC) + 40

    assert find_fault(one[:header] + two[header:]) == "damaged"


def test_container_when_the_key_is_another_then_both_keys_are_named() -> None:
    other = X25519PrivateKey.generate()
    with pytest.raises(ContainerError) as caught:
        unpack(pack(b"abc"), key=other)

    assert caught.value.key == "deliver.original_other_key"
    assert caught.value.values == {
        "wanted": name_key(KEY.public_key()),
        "given": name_key(other.public_key()),
    }


def test_container_when_the_key_is_another_that_poses_as_the_right_one_then_it_is_refused() -> None:
    other = X25519PrivateKey.generate()
    container = bytearray(pack(b"abc"))
    container[len(MAGIC) : len(MAGIC) + 8] = bytes.fromhex(name_key(other.public_key()))

    assert find_fault(bytes(container), key=other) == "damaged"


@pytest.mark.parametrize("content", [b"", b"Nummer,Naam\n", b"KOMPAS-ORIGINAL\x02" + b"x" * 100])
def test_container_when_it_is_none_then_says_so(content: bytes) -> None:
    assert find_fault(content) == "foreign"


def test_container_when_the_sender_is_no_point_then_it_is_refused() -> None:
    header = len(MAGIC) + 8
    container = pack(b"abc")

    assert find_fault(container[:header] + bytes(32) + container[header + 32 :]) == "damaged"


def test_container_when_the_file_is_large_then_no_second_copy_is_held() -> None:
    class Nowhere(io.RawIOBase):
        written = 0

        def write(self, data: object) -> int:
            self.written += len(data)  # type: ignore[arg-type]
            return len(data)  # type: ignore[arg-type]

    content, out = bytes(200 * 1024**2), Nowhere()
    tracemalloc.start()
    encrypt(content, name=NAME, to=KEY.public_key(), out=out)  # type: ignore[arg-type]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert out.written > len(content)
    assert most < 1024**2


def test_container_when_compared_with_its_description_then_another_reader_opens_it() -> None:
    """The format, read by hand from what the module says of it."""
    container = pack(b"abc", name="é.csv")
    secret = KEY.exchange(X25519PublicKey.from_public_bytes(container[24:56]))
    salt = container[:56] + KEY.public_key().public_bytes_raw()
    key = HKDF(SHA256(), 32, salt=salt, info=b"kompas: files as they were handed in").derive(secret)
    text = ChaCha20Poly1305(key).decrypt(bytes(11) + b"\x01", container[56:], None)

    assert text == b"\x00\x00\x00\x12" + '{"name": "é.csv"}'.encode() + b"abc"
