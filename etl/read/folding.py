"""Folding: the one rule by which two spellings count as the same."""

import re
import unicodedata

_WHOLE_FLOAT = re.compile(r"^(-?\d+)[.,]0+$")


def fold_text(text: str) -> str:
    """`text` after Unicode NFKC (a no-break space becomes a space), white-space and case folding."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def fold_identifier(text: str) -> str:
    """`text` folded as an identifier: no spaces at all, and `1042.0` (from a spreadsheet) is `1042`."""
    folded = fold_text(text).replace(" ", "")
    whole = _WHOLE_FLOAT.match(folded)
    return whole.group(1) if whole else folded


def shorten(text: str, *, length: int = 60) -> str:
    """`text` on one line, cut off with … at `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
