"""Looks spellings up after folding, and finds the nearest known one for a finding to name."""

import difflib
import re
from collections.abc import Iterable, Mapping

from etl.read.folding import fold_text, shorten
from texts import texts_in

_NEAR = 0.6
_QUOTE_LENGTH = 80
_CODE = re.compile(
    r"""^(?:.{1,2}                                                # a mark
      | [-+]?\d{1,6}(?:[.,]\d{1,3})?                             # a code or number
      | \d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}(?:[ T]\d{1,2}:.{0,12})?  # a date
    )$""",
    re.VERBOSE,
)


def fold_keys(spellings: Mapping[str, str]) -> dict[str, str]:
    """`spellings` with its keys folded; of two that fold to the same the first one counts."""
    folded: dict[str, str] = {}
    for spelling, meaning in spellings.items():
        folded.setdefault(fold_text(spelling), meaning)
    return folded


def find_nearest(text: str, *, known: Iterable[str], cutoff: float = _NEAR) -> str | None:
    """The spelling of `known` that resembles `text` most (difflib ratio), or None if none does."""
    by_fold = {fold_text(spelling): spelling for spelling in known}
    near = difflib.get_close_matches(fold_text(text), by_fold, n=1, cutoff=cutoff)
    return by_fold[near[0]] if near else None


def quote_value(text: str, *, nearest: str | None) -> dict[str, str]:
    """The words by which a finding names a value, as `quoted_nl` and `quoted_en`.

    A value is quoted when it is a short code, a date or nearly a known answer. Anything else might
    be a name, a telephone number or a remark that ended up in the wrong cell, and is not repeated.
    """
    is_safe = bool(_CODE.match(text.strip())) or (nearest is not None and len(text) <= _QUOTE_LENGTH)
    key = "checks.quoted" if is_safe else "checks.unquoted"
    return {f"quoted_{language}": texts_in(language)(key, value=shorten(text)) for language in ("nl", "en")}


def suggest(nearest: str | None) -> dict[str, str]:
    """The words that name the nearest known spelling, as `nearest_nl` and `nearest_en`; "" if none."""
    if nearest is None:
        return {"nearest_nl": "", "nearest_en": ""}
    return {
        f"nearest_{lang}": texts_in(lang)("checks.nearest", nearest=shorten(nearest)) for lang in ("nl", "en")
    }
