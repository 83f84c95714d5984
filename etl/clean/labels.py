"""Tidies identifiers and labels, and makes an id of a label."""

import hashlib
import re
import unicodedata

from etl.read.folding import fold_text

_WHOLE_FLOAT = re.compile(r"^(-?\d+)[.,]0+$")


def tidy_identifier(text: str) -> str:
    """An identifier as the file spells it, without white space and without a spreadsheet's `.0`."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    whole = _WHOLE_FLOAT.match(plain)
    return whole.group(1) if whole else plain


def tidy_label(text: str) -> str:
    """A label with single, ordinary spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def make_label_id(label: str) -> str:
    """An id for a label: its letters and digits, and a few digits of its hash.

    Labels that fold to the same get the same id; the hash keeps `A & B` and `A B` apart.
    """
    return f"{make_slug(label)}-{hashlib.sha256(fold_text(label).encode()).hexdigest()[:6]}"


def make_slug(label: str) -> str:
    """The letters and digits of a label, lower case and without accents; `x` if it has none."""
    plain = unicodedata.normalize("NFKD", fold_text(label)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "x"
