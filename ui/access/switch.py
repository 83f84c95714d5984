"""The choice of a role in the frame: of the demo, and of a steward who looks as somebody else does."""

from html import escape

import streamlit as st

from schemas.programme import Programme
from texts import Texts
from ui.access.choice import WORDS, list_viewers, may_choose, write_choice
from ui.access.door import leave
from ui.address import LANGUAGE, ROLE, write_address
from ui.html import write_words
from ui.labels import label_role
from ui.page import Page
from ui.picks import write_form, write_list
from ui.viewer import Viewer


def write_switch(page: Page, *, viewer: Viewer) -> str:
    """The choice for the demo and for a steward, as HTML; nothing for others.

    Another role may not have the group that was chosen, so each choice lets go of the filters.
    """
    if not (viewer.preview or may_choose(viewer)):
        return ""
    offered = list_viewers(tuple(trajectory.id for trajectory in page.programme.trajectories))
    words = {write_choice(v): label_role(v, programme=page.programme, texts=page.texts) for v in offered}
    chosen = write_choice(viewer) if write_choice(viewer) in words else WORDS["ministry"]
    leads = {choice: write_address({LANGUAGE: page.language}, **{ROLE: choice}) for choice in words}
    label = page.texts("access.look_as")
    roles = write_list(ROLE, label=label, options=words, chosen=chosen, elsewhere=leads)
    return write_form(page, {ROLE: roles}, label=label)


def write_standing(viewer: Viewer, *, programme: Programme, texts: Texts) -> str:
    """Who is logged in and in which own role, as HTML; nothing in the demo."""
    if viewer.demo:
        return ""
    own = Viewer(role="steward") if viewer.preview else viewer
    role = label_role(own, programme=programme, texts=texts)
    return "<br>" + write_words(texts("access.standing", role=role, name=viewer.name))


def write_preview(page: Page, *, viewer: Viewer) -> str:
    """That a steward looks as somebody else does, and the way back, as HTML; nothing otherwise."""
    if not viewer.preview:
        return ""
    role = label_role(viewer, programme=page.programme, texts=page.texts)
    words = write_words(page.texts("access.preview", role=role))
    own = write_address({LANGUAGE: page.language}, **{ROLE: WORDS["steward"]})
    back = f'<a href="{escape(own)}">{escape(page.texts("access.preview_end"))}</a>'
    return f'<p class="kompas-banner">{words} {back}</p>'


def show_leave(viewer: Viewer, *, texts: Texts) -> None:
    """Draws the way out for who is logged in."""
    if not viewer.demo:
        st.button(texts("access.leave"), key="frame-leave", on_click=leave)
