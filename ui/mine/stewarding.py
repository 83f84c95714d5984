"""What a data steward can do with notes of trajectories: erase them, unread."""

from html import escape

import streamlit as st

from live.notebook import Notebook
from ui.access.identify import identify_viewer
from ui.blocks import show_heading
from ui.labels import label_trajectory
from ui.live.doing import attempt, say
from ui.live.service import find_live
from ui.page import Page
from ui.sure import offer_sure


def show_notebooks(page: Page) -> None:
    """Draws how much is kept of each trajectory, and the way to erase it; nothing where nothing is."""
    counts = find_live().count_notebooks(page.programme.id)
    if not counts:
        return
    texts = page.texts
    show_heading(texts("mine.all_notes"))
    st.markdown(texts("mine.all_notes_about"))
    for trajectory, count in counts.items():
        name = label_trajectory(programme=page.programme, trajectory_id=trajectory, texts=texts)
        with st.container(horizontal=True, vertical_alignment="center", key=f"mine-all-{trajectory}"):
            st.html(f"<p>{escape(texts.count('mine.all_notes_count', count, trajectory=name))}</p>")
            offer_sure(
                texts,
                labels=("mine.erase", "mine.erase_sure", "mine.erase_do"),
                key=f"mine-erase-all-{trajectory}",
                do=_erase,
                args=(Notebook(programme=page.programme.id, trajectory_id=trajectory),),
            )


def _erase(notebook: Notebook) -> None:
    if identify_viewer().role == "steward":
        attempt(lambda: find_live().erase_notebook(notebook), done="mine.erased")
    else:
        say("live.refused_not_yours", wrong=True)
