"""Keeps people out of the log: addresses, codes, tokens and the names of who is logged in.

Everything that is logged by anybody in this process becomes a record; it is cleaned as it is made, so that no
handler, no format and no library sees more.
"""

import re
from collections import OrderedDict
from threading import Lock

GONE = "…"
_FIELDS = (
    "code|state|nonce|password|secret|client_secret|cookie_secret|token|access_token|id_token|refresh_token|"
    "email|name|given_name|family_name|middle_name|nickname|preferred_username|upn|unique_name|sub|phone_number"
)
_GROUP = "[0-9a-f]{1,4}"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), to)
    for pattern, to in (
        # What a URL asks, whatever it is: `?email=…&code=…`.
        (r"([?&][\w.\[\]%-]+=)[^&\s\"'<>]+", rf"\1{GONE}"),
        # A field of a token or of what a provider says about a person: `'email': 'jan@…'`.
        (rf"""(["'](?:{_FIELDS})["']\s*[:=]\s*)(["'])(?:\\.|(?!\2)[^\\])*(?:\2|\\?$)""", rf"\1\2{GONE}\2"),
        (r"\b(bearer|basic)\s+[\w.~+/=-]{8,}", rf"\1 {GONE}"),
        (r"\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?", GONE),
        (r"\b(_streamlit_\w+=)[^;,\s\"']+", rf"\1{GONE}"),
        # Backwards from the @ (or its %40), so that no text can make it slow.
        (r"[\w.+%'-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63})+", GONE),
        (r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])", GONE),
        (
            rf"(?<![\w:.])(?:{_GROUP}(?::{_GROUP}){{7}}|(?:{_GROUP}:){{1,7}}:(?:{_GROUP}(?::{_GROUP})*)?"
            rf"|::{_GROUP}(?::{_GROUP})*)(?![\w:])",
            GONE,
        ),
    )
)
_MOST_NAMES = 1000
_SHORTEST = 3


class _Names:
    """The names of the latest people who were here."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, re.Pattern[str]] = OrderedDict()
        self._lock = Lock()

    def add(self, name: str) -> None:
        with self._lock:
            if name not in self._known:
                self._known[name] = _match_name(name)
            self._known.move_to_end(name)
            if len(self._known) > _MOST_NAMES:
                self._known.popitem(last=False)

    def remove_from(self, text: str) -> str:
        with self._lock:
            patterns = tuple(self._known.values())
        for pattern in patterns:
            text = pattern.sub(GONE, text)
        return text


_names = _Names()


def conceal_name(name: str) -> None:
    """Keep this person's name out of the log from now on: the whole name, and each part with a capital."""
    if len(name) >= _SHORTEST and any(letter.isupper() for letter in name):
        _names.add(name)


def redact(text: str) -> str:
    """`text` without addresses, codes, tokens and concealed names; `…` stands where they stood."""
    for pattern, to in _RULES:
        text = pattern.sub(to, text)
    return _names.remove_from(text)


def _match_name(name: str) -> re.Pattern[str]:
    parts = [part for part in re.split(r"\W+", name) if len(part) >= _SHORTEST and part[0].isupper()]
    whole = r"\s+".join(map(re.escape, name.split()))
    either = "|".join([f"(?i:{whole})", *map(re.escape, parts)])
    return re.compile(rf"\b(?:{either})\b")
