"""Draws a page in parts that have texts of their own: one at a time, or all below each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from ui.blocks import show_figure
from ui.figure import Figure
from ui.html import write_heading, write_words
from ui.page import Page
from ui.view_choices import ALL_PARTS, choose_part


@dataclass(frozen=True)
class Part:
    """Figures below a heading (`<page>.section_<name>`) and a sentence that says what they compare."""

    name: str
    about: str
    figures: Sequence[Figure]


def show_parts(page: Page, *parts: Part) -> None:
    """Draws the part that the reader chose, or all of them; those without figures are left out."""
    kept = [part for part in parts if part.figures]
    if len(kept) > 1:
        chosen = choose_part(page, names=[part.name for part in kept], room=page.name)
        kept = [part for part in kept if chosen in (part.name, ALL_PARTS)]
    for part in kept:
        with st.container(key=f"section-{part.name}"):
            heading = write_heading(page.texts(f"{page.name}.section_{part.name}"))
            st.html(f"{heading}<p>{write_words(part.about)}</p>")
            for figure in part.figures:
                show_figure(page, figure, heading=3)
