"""The choice of what to count and what to divide it by, and the figure of what was chosen."""

import streamlit as st

from ui.blocks import show_figure
from ui.choices import choose_one
from ui.labels import start_upper
from ui.page import Page
from ui.present.facts import MEASURES, count_of, list_divisions, name_division, name_many
from ui.present.reach import present_division


def show_division(page: Page) -> None:
    """Draws the two choices side by side, and the counts of what was chosen."""
    texts, programme = page.texts, page.programme
    divisions = {d: start_upper(name_division(d, page=page)) for d in list_divisions(page)}
    measures = {m: start_upper(name_many(count_of(m, programme=programme), texts=texts)) for m in MEASURES}
    with st.container(horizontal=True):
        division = choose_one(texts("reach.by"), options=divisions, key="reach-by")
        measure = choose_one(texts("reach.count"), options=measures, key="reach-count")
    figure = present_division(page, division=division, measure=measure)
    if figure is not None:
        show_figure(page, figure, heading=3)
