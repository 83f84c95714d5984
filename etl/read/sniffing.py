"""Finds out what a file is: its kind by its first bytes, and of text the encoding and delimiter."""

import csv
import io
import re
from collections.abc import Sequence

from etl.read.table import UnreadableFileError

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 40
_SAMPLE_CHARACTERS = 200_000
_MAGIC = ((b"PK\x03\x04", "xlsx"), (b"$FL2", "sav"), (b"$FL3", "sav"), (b"\xd0\xcf\x11\xe0", "ole"))
# A picture or program read as text is full of control characters; a text has hardly any.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_SHARE = 0.005
# In Western text as UTF-16 about half of the bytes are zero.
_ZERO_SHARE = 0.25
_FALLBACK = "cp1252"
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def sniff_kind(content: bytes) -> str:
    """`xlsx`, `sav`, `ole` (an old or password-protected Office file) or `text`."""
    return next((kind for magic, kind in _MAGIC if content.startswith(magic)), "text")


def decode_text(content: bytes, *, encoding: str | None) -> str:
    """The text of `content`, in `encoding` or else the one detected.

    Detected are UTF-8 and UTF-16 by their mark, UTF-16 without a mark by its zero bytes, UTF-8 by
    being valid, and else Windows-1252.

    Raises:
        UnreadableFileError: if the bytes are no text in that encoding: `file_mixed_encoding` with the
            first line that is not, where the encoding was given or marked.
    """
    name = encoding or sniff_encoding(content)
    if not name.lower().startswith("utf-16") and _is_binary(content.decode("latin-1")):
        raise UnreadableFileError("file_wrong_type", found="binary")
    try:
        text = content.decode(name)
    except UnicodeDecodeError as fault:
        raise _name_fault(fault, is_certain=encoding is not None or name != _FALLBACK) from None
    except (UnicodeError, LookupError):
        raise UnreadableFileError("file_unreadable") from None
    return text.removeprefix("\ufeff")


def _name_fault(fault: UnicodeDecodeError, *, is_certain: bool) -> UnreadableFileError:
    if not is_certain:
        return UnreadableFileError("file_unreadable")
    line = fault.object[: fault.start].count(b"\n") + 1
    return UnreadableFileError("file_mixed_encoding", line=line, encoding=fault.encoding)


def _is_binary(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text)


def sniff_encoding(content: bytes) -> str:
    """The Python name of the encoding of `content`."""
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return name
    top = content[:400]
    if top.count(0) > _ZERO_SHARE * len(top):
        return "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _FALLBACK
    return "utf-8"


def sniff_delimiter(text: str) -> str:
    """The delimiter that cuts the first records of `text` into most columns, the most evenly."""
    return max(DELIMITERS, key=lambda delimiter: _score(_sample(text, delimiter)))


def _sample(text: str, delimiter: str) -> list[int]:
    reader = csv.reader(io.StringIO(text[:_SAMPLE_CHARACTERS], newline=""), delimiter=delimiter)
    widths = []
    for record in reader:
        if record:
            widths.append(len(record))
        if len(widths) == _SAMPLE_RECORDS:
            break
    return widths


def _score(widths: Sequence[int]) -> tuple[float, int]:
    """Even widths first: commas inside sentences cut unevenly. One column is no evidence at all."""
    if not widths or max(widths) == 1:
        return (0.0, 0)
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return (0.0, 0) if usual == 1 else (widths.count(usual) / len(widths), usual)
