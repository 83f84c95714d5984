"""Bilingual wording and the base of every configuration model."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=60)]
Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Configured(BaseModel):
    """A typed, frozen piece of configuration; a key that nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Wording(Configured):
    """The same words in Dutch (the source of truth) and English."""

    nl: Sentence
    en: Sentence

    def in_language(self, language: str) -> str:
        """The wording in `language` ("nl" or "en")."""
        return self.en if language == "en" else self.nl


class Count(Configured):
    """What one and several of a unit are called, lower case: traject / trajecten."""

    one: Wording
    many: Wording
