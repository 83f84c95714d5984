"""Reads the catalogues and fills in texts, numbers and dates the way a language writes them."""

import datetime
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
_LOCALES = {"nl": "nl_BE", "en": "en_GB"}
_FOLDER = Path(__file__).parent


class UnknownTextError(KeyError):
    """A key that no catalogue has: a fault of ours, never of the reader."""


@dataclass(frozen=True)
class Texts:
    """The texts of one language."""

    language: Language
    messages: dict[str, tuple[str, ...]]

    def __call__(self, key: str, /, **values: object) -> str:
        """The text at `key`, with `{name}` places filled in from `values`.

        Raises:
            UnknownTextError: if the catalogue has no such key.
        """
        return self._forms(key)[0].format(**values)

    def count(self, key: str, n: int, /, **values: object) -> str:
        """The singular or plural text at `key`; `{n}` is `n` as the language writes it."""
        forms = self._forms(key)
        return forms[0 if n == 1 else -1].format(n=self.number(n), **values)

    def has(self, key: str) -> bool:
        """Whether the catalogue has a text at `key`."""
        return key in self.messages

    def number(self, value: float, decimals: int = 0) -> str:
        """`4.25` with one decimal → "4,3" in Dutch. A minus sign is a real one (−)."""
        return _write_number(round(value, decimals) + 0.0, decimals, _LOCALES[self.language])

    def signed(self, value: float, decimals: int = 1) -> str:
        """A difference with its sign: "+0,4", "−0,1", "0,0"."""
        text = self.number(value, decimals)
        return f"+{text}" if round(value, decimals) > 0 else text

    def percent(self, share: float) -> str:
        """`0.724` → "72 %" in Dutch, "72%" in English."""
        text = format_percent(round(share, 2), format="#,##0%", locale=_LOCALES[self.language])
        return text.replace("%", "\u00a0%") if self.language == "nl" else text

    def date(self, day: datetime.date) -> str:
        """A day in words: 30 juni 2023."""
        return format_date(day, format="d MMMM y", locale=_LOCALES[self.language])

    def month(self, day: datetime.date) -> str:
        """A month in short: mrt 2022."""
        return format_date(day, format="MMM y", locale=_LOCALES[self.language])

    def _forms(self, key: str) -> tuple[str, ...]:
        try:
            return self.messages[key]
        except KeyError:
            raise UnknownTextError(f"{self.language}: {key}") from None


@lru_cache(maxsize=16384)
def _write_number(value: float, decimals: int, locale: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale=locale).replace("-", "−")


@cache
def texts_in(language: Language) -> Texts:
    """The texts of `language`, read once."""
    messages: dict[str, tuple[str, ...]] = {}
    for path in sorted((_FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    key, forms = _key_and_forms(message.id, message.string)
                    messages[key] = forms
    return Texts(language=language, messages=messages)


def _key_and_forms(
    message_id: str | tuple[str, ...] | list[str], string: str | tuple[str, ...] | list[str] | None
) -> tuple[str, tuple[str, ...]]:
    key = message_id if isinstance(message_id, str) else message_id[0]
    return key, (string,) if isinstance(string, str) else tuple(string or ())
