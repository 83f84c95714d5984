"""A group of which the release counts nothing: why, and where there is something to see."""

from typing import NoReturn

import streamlit as st

from ui.blocks import show_nearest
from ui.cells import list_wider
from ui.page import Page


def end_without_facts(page: Page) -> NoReturn:
    """Ends the page: nobody takes part yet, or groups were put together of which only answers are told."""
    if not page.cell.pooled:
        st.info(page.texts("reach.nothing"))
        st.stop()
    st.info(page.texts("reach.pool"))
    around = [name for name in (*page.cell.pooled, *list_wider(page.cell)) if page.store.has_cell(name)]
    show_nearest(page, nearest=tuple(page.store.cell(name) for name in around), key="facts")
    st.stop()
