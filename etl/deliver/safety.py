"""Looks at a file before anything reads it: what it is, and whether it can do harm."""

import io
import struct
import zipfile
import zlib
from pathlib import PurePath

from etl.read.sniffing import sniff_kind
from etl.told_error import ToldError

MOST_BYTES = 50 * 1024**2
"""The largest file that is read."""
MOST_UNPACKED = 400 * 1024**2
MOST_TIMES_LARGER = 120
_SMALL_PART = 10 * 1024**2
"""A part that unpacks to less than this is no danger, however well it was packed."""
_CHUNK = 1024**2
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_MACROS = (".xlsm", ".xltm", ".xlam", ".xls", ".xlsb")
_PASSWORD_MARK = "EncryptedPackage".encode("utf-16-le")


class DoorError(ToldError):
    """A file that does not come in."""


def require_safe(name: str, content: bytes | None) -> str:
    """The kind of a file that may be read: `xlsx`, `sav` or `text`.

    Raises:
        DoorError: if it is too large, empty, protected, has macros, or unpacks to far more than it is.
    """
    if content is None:
        raise DoorError("deliver.fault_too_large", size=str(MOST_BYTES // 1024**2))
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise DoorError("deliver.fault_empty")
    kind = sniff_kind(content)
    if kind == "ole":
        key = "password" if _PASSWORD_MARK in content else "old_excel"
        raise DoorError(f"deliver.fault_{key}")
    if kind == "xlsx":
        _require_safe_workbook(name, content)
    return kind


def _require_safe_workbook(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        raise DoorError("deliver.fault_broken") from None
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise DoorError("deliver.fault_password")
    has_code = any(part.filename.lower().endswith("vbaproject.bin") for part in parts)
    if has_code or PurePath(name).suffix.lower() in _MACROS:
        raise DoorError("deliver.fault_macros")
    _require_bounded(content, parts)


def _require_bounded(content: bytes, parts: list[zipfile.ZipInfo]) -> None:
    """Unpacks every part piece by piece and throws it away: what a part says of its size is no proof."""
    total = 0
    for part in parts:
        size = _measure(content, part, most=MOST_UNPACKED - total)
        total += size
        if size > _SMALL_PART and size > MOST_TIMES_LARGER * max(part.compress_size, 1):
            raise DoorError("deliver.fault_bomb")


def _measure(content: bytes, part: zipfile.ZipInfo, *, most: int) -> int:
    header = content[part.header_offset : part.header_offset + _LOCAL_HEADER]
    if len(header) < _LOCAL_HEADER:
        raise DoorError("deliver.fault_broken")
    name, extra = struct.unpack("<HH", header[26:30])
    start = part.header_offset + _LOCAL_HEADER + name + extra
    if part.compress_type == zipfile.ZIP_STORED:
        size = part.compress_size
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        # To the end of the file: a part that says it is shorter is read on by other readers.
        size = _inflate(memoryview(content)[start:], most=most)
    else:
        raise DoorError("deliver.fault_broken")
    if size > most:
        raise DoorError("deliver.fault_bomb")
    return size


def _inflate(packed: memoryview, *, most: int) -> int:
    reader, size = zlib.decompressobj(-zlib.MAX_WBITS), 0
    for at in range(0, len(packed), _CHUNK):
        left: bytes | memoryview = packed[at : at + _CHUNK]
        while left and not reader.eof:
            try:
                size += len(reader.decompress(left, _CHUNK))
            except zlib.error:
                raise DoorError("deliver.fault_broken") from None
            if size > most:
                return size
            left = reader.unconsumed_tail
        if reader.eof:
            return size
    return size
