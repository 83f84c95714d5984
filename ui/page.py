"""What every page gets from the frame."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from schemas.programme import Programme
from texts import Texts
from texts.catalogue import Language
from ui.access.identify import Visitor, identify_visitor
from ui.address import Selection
from ui.cells import TOTAL_CELL, Cell
from ui.labels import label_cell
from ui.store import Store


@dataclass(frozen=True)
class Page:
    """One page in one run: its name, release, texts, selection, theme and what was made for it before.

    `query` is that of its own links (`ui.address.settle_query`).
    """

    name: str
    store: Store
    texts: Texts
    cell: Cell
    selection: Selection
    dark: bool
    query: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    memory: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def visitor(self) -> Visitor:
        """Who looks in this run: asked once, as each file on a page wants to know."""
        return identify_visitor()

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.texts.language

    @property
    def programme(self) -> Programme:
        """The programme of the release."""
        return self.store.info.programme

    @property
    def cell_label(self) -> str:
        """What the chosen cell is called."""
        return label_cell(programme=self.programme, cell=self.cell, texts=self.texts)

    @property
    def whole(self) -> "Page":
        """The same page about the whole programme, whatever the reader chose."""
        selection = Selection()
        memory = self.store.places.find(self.language, self.dark, self.name, selection.cell_id)
        return replace(self, cell=TOTAL_CELL, selection=selection, memory=memory)

    def describe_source(self, *, n: int | None) -> str:
        """`n = 344 · Traject 3 · uitgave 2026…`: what stands under a figure and in its files."""
        release = self.texts("frame.release_short", release=self.store.info.release_id)
        people = None if n is None else self.texts("frame.n", n=self.texts.number(n))
        return " · ".join(part for part in (people, self.cell_label, release) if part)
