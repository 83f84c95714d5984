"""Pages about trajectories: of the filters only the trajectory counts there."""

from dataclasses import replace

import streamlit as st

from schemas.release import cell_id
from ui.address import Selection
from ui.page import Page


def keep_trajectory(page: Page) -> Page:
    """The same page for the chosen trajectory alone; says so where more was chosen."""
    selection = Selection(trajectory=page.selection.trajectory)
    if selection == page.selection:
        return page
    st.info(page.texts("design.only_trajectory"))
    cell = page.store.cell(cell_id(trajectory=selection.trajectory))
    memory = page.store.places.find(page.language, page.dark, page.name, selection.cell_id)
    return replace(page, selection=selection, cell=cell, memory=memory)
