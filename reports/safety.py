"""Keeps a spreadsheet from running what somebody typed into a raw file."""

import re

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-][\d.,]+")


def disarm(text: str) -> str:
    """`text` so that a spreadsheet reads it as text: an apostrophe before what would be a formula."""
    runs = text.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs else text
