"""How the catalogue's words come in, so that live knows no catalogue."""

from datetime import date
from typing import Protocol


class Words(Protocol):
    """What `texts.Texts` can do: the text at a key, numbers and days as the language writes them."""

    def __call__(self, key: str, /, **values: object) -> str:
        """The text at `key`, its places filled in."""

    def count(self, key: str, n: int, /, **values: object) -> str:
        """The singular or plural text at `key`."""

    def number(self, value: float, decimals: int = 0) -> str:
        """A number."""

    def date(self, day: date) -> str:
        """A day in words."""
