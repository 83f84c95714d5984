"""`Bewaar deze weergave`: gives this page, with its filters, a name."""

from functools import partial
from html import escape

import streamlit as st

from live.views import NewView
from ui.access.identify import identify_viewer
from ui.address import LANGUAGE, ROLE, SAVE, write_address
from ui.live.desk import name_facilitator
from ui.live.doing import attempt, show_said
from ui.live.service import find_live
from ui.navigation import name_address
from ui.page import Page
from ui.replaying import find_replay
from ui.state import read_choice
from ui.viewer import Viewer
from ui.views.link import make_view

_LONGEST = 120
_NAME = "views-name"


def may_save(viewer: Viewer) -> bool:
    """Whether this viewer keeps views: not who looks as somebody else does."""
    return not viewer.preview and find_replay() is None


def write_save_link(page: Page, *, viewer: Viewer) -> str:
    """The link that opens the form, as HTML; nothing for who keeps no views."""
    if not may_save(viewer):
        return ""
    is_open = read_choice(SAVE) is not None
    address = write_address(page.query, **{SAVE: None if is_open else "ja"})
    words = page.texts("views.save_close" if is_open else "views.save")
    return f'<a class="kompas-save" data-choice="save" href="{escape(address)}">{escape(words)}</a>'


def offer_saving(page: Page, *, viewer: Viewer) -> None:
    """Draws the form where the address asks for it."""
    if read_choice(SAVE) is None or not may_save(viewer):
        return
    texts = page.texts
    kept = {name: page.query[name] for name in (LANGUAGE, ROLE) if name in page.query}
    show_said(texts)
    with st.form("views-save", clear_on_submit=True):
        st.text_input(texts("views.name"), max_chars=_LONGEST, key=_NAME, help=texts("views.name_help"))
        st.form_submit_button(
            texts("views.save_do"), type="primary", on_click=_save, args=(make_view(page), viewer)
        )
        st.html(
            f'<p class="kompas-source">{escape(texts("views.kept"))} '
            f'<a href="{escape(name_address("views") + write_address(kept))}">'
            f"{escape(texts('views.menu'))}</a></p>"
        )


def _save(view: NewView, seen_by: Viewer) -> None:
    name = st.session_state[_NAME]
    viewer = identify_viewer()
    if viewer.scope == seen_by.scope and may_save(viewer):
        attempt(
            partial(find_live().save_view, view, name=name, by=name_facilitator(viewer)), done="views.saved"
        )
