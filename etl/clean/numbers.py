"""Reads numbers and yes or no, whatever the decimal sign."""

import re
from collections.abc import Iterable

from etl.read.folding import fold_text

_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "1", "x"})
_NO = frozenset({"nee", "neen", "n", "no", "false", "onwaar", "0"})
_PLAIN = re.compile(r"^-?\d+(?:\.\d+)?$")


def read_number(text: str, *, decimal: str | None = None) -> float | None:
    """The number that `text` writes, or None.

    `decimal` is the decimal sign of the file. Without it a single comma or point is the decimal
    sign, and of the two together the last one.
    """
    tidied = text.strip().replace("\u00a0", "").replace(" ", "").replace("−", "-")
    sign = decimal or ("," if tidied.rfind(",") > tidied.rfind(".") else ".")
    grouping = "." if sign == "," else ","
    # A point in a file with decimal commas is still a decimal sign where it cannot group thousands.
    if sign not in tidied and tidied.count(grouping) == 1 and not re.search(r"[.,]\d{3}$", tidied):
        sign, grouping = grouping, sign
    plain = tidied.replace(grouping, "").replace(sign, ".")
    return float(plain) if _PLAIN.match(plain) else None


def read_numbers(texts: Iterable[str], *, decimal: str | None) -> dict[str, float | None]:
    """The number of each text."""
    return {text: read_number(text, decimal=decimal) for text in texts}


def read_yes_no(text: str) -> bool | None:
    """Whether `text` says yes or no, or None if neither."""
    folded = fold_text(text)
    return True if folded in _YES else False if folded in _NO else None
