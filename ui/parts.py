"""Draws a page in parts that have texts of their own: one at a time, or all below each other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from schemas.release import TOTAL
from ui.blocks import show_figure
from ui.figure import Figure
from ui.html import write_section
from ui.page import Page
from ui.view_choices import ALL_PARTS, read_part, write_parts


@dataclass(frozen=True)
class Part:
    """Figures below a heading (`<page>.section_<name>`) and a sentence that says what they compare.

    `more` is HTML that follows the sentence. `show` draws what the reader can choose, and what follows
    from it, above the figures. `whole`: it is about the whole programme, whatever group is chosen on
    the page, and says so.
    """

    name: str
    about: str
    figures: Sequence[Figure | None] = ()
    more: str = ""
    show: Callable[[Page], None] | None = None
    whole: bool = False


def show_parts(page: Page, *parts: Part) -> None:
    """Draws the part that the reader chose, or all of them; those with nothing to show are left out."""
    kept = [part for part in parts if any(part.figures) or part.more or part.show]
    row = ""
    if len(kept) > 1:
        names = [part.name for part in kept]
        chosen, row = read_part(names), write_parts(page, names=names, room=page.name)
        kept = [part for part in kept if chosen in (part.name, ALL_PARTS)]
    for part in kept:
        _show_part(page, part, before=row)
        row = ""


def _show_part(page: Page, part: Part, *, before: str) -> None:
    heading, about = page.texts(f"{page.name}.section_{part.name}"), part.about
    if part.whole and page.cell.kind != TOTAL:
        page, about = page.whole, f"{about} {page.texts('results.whole_section')}"
    st.html(f"{before}{write_section(heading, about=about, more=part.more)}")
    if part.show is not None:
        part.show(page)
    for figure in part.figures:
        if figure is not None:
            show_figure(page, figure, heading=3)
