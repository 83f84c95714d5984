"""An instrument as configuration: items, wording, answer labels, scales and waves.

One `codebook/<instrument>.toml` = one `Instrument`.
"""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.wording import Configured, Slug, Wording

KirkpatrickLevel = Literal["context", "reaction", "learning", "behaviour"]
ItemKind = Literal["likert", "number", "choice", "multiple"]


class Answer(Configured):
    """One answer: its code, label and other spellings that exports use for it."""

    code: int
    label: Wording
    also: tuple[str, ...] = ()


class AnswerSet(Configured):
    """The answers an item can have, in the order of the codes. `number` items need no labels."""

    id: Slug
    answers: tuple[Answer, ...] = ()
    low: int
    high: int
    missing: tuple[str, ...] = ()


class Scale(Configured):
    """Items that measure one thing. Score = mean of the items, if at least half are answered."""

    id: Slug
    label: Wording
    meaning: Wording
    level: KirkpatrickLevel
    guskey: int | None = Field(default=None, ge=1, le=5)
    kernprofiel: str | None = None
    perceived: bool = False
    """True for learning that leaders report of themselves: never drawn as change."""


class Item(Configured):
    """One question. `columns` gives its name in an export, by source id, where neither the item id
    nor the wording is the heading. `reverse` items are turned (low + high − x) before scoring.
    """

    id: Slug
    wording: Wording
    kind: ItemKind = "likert"
    answers: Slug
    waves: tuple[Slug, ...]
    scale: Slug | None = None
    label: Wording | None = None
    level: KirkpatrickLevel | None = None
    guskey: int | None = Field(default=None, ge=1, le=5)
    reverse: bool = False
    perceived: bool = False
    retrospective_of: Slug | None = None
    nps: bool = False
    columns: dict[str, str] = {}


class Instrument(Configured):
    """A questionnaire. Items keep their order; an item without a scale stands alone."""

    id: Slug
    title: Wording
    answer_sets: tuple[AnswerSet, ...]
    scales: tuple[Scale, ...] = ()
    items: tuple[Item, ...]

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        sets = {s.id for s in self.answer_sets}
        scales = {s.id for s in self.scales}
        for item in self.items:
            if item.answers not in sets:
                raise ValueError(f"items.{item.id}.answers|answer_sets|{item.answers}")
            if item.scale is not None and item.scale not in scales:
                raise ValueError(f"items.{item.id}.scale|scales|{item.scale}")
            if item.scale is None and item.level is None:
                raise ValueError(f"items.{item.id}.level|level|None")
        return self

    def answer_set(self, item: Item) -> AnswerSet:
        """The answers of `item`."""
        return next(s for s in self.answer_sets if s.id == item.answers)

    def scale_of(self, item: Item) -> Scale | None:
        """The scale that `item` belongs to, or None."""
        return next((s for s in self.scales if s.id == item.scale), None)
