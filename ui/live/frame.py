"""The frame of the pages without a menu: that of who takes part, and the beamer."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from texts import Texts, texts_in
from texts.catalogue import Language
from ui.access.login import uses_login
from ui.address import OF_A_PAGE, read_language
from ui.filters import write_languages
from ui.release import NoReleaseError
from ui.service import open_release
from ui.state import restore_query
from ui.store import Store
from ui.viewer import Viewer


@dataclass(frozen=True)
class LivePage:
    """One page of a session in one run."""

    texts: Texts
    dark: bool
    query: Mapping[str, str]

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.texts.language


def open_live_page() -> LivePage:
    """The language, theme and address of this run. Draws nothing, and lets nobody in."""
    query = restore_query()
    return LivePage(texts=texts_in(read_language(query)), dark=st.context.theme.type == "dark", query=query)


def open_group_store(release_id: str) -> Store | None:
    """The session's release as a reflection group sees it; None if it is not here any more.

    Raises:
        NotAdmittedError: if the data are real and nobody logs in on this server.
    """
    try:
        return open_release(release_id, Viewer(role="reflection", demo=not uses_login()))
    except NoReleaseError:
        return None


def write_live_head(page: LivePage, *, title: str, about: str = "", large: bool = False) -> str:
    """Title and language, as HTML; `about` is a line of our own above the title, `title` may be people's."""
    kept = {name: value for name, value in page.query.items() if name in OF_A_PAGE}
    languages = "" if large else write_languages(kept, texts=page.texts)
    name = "kompas-frame kompas-live-frame" + (" kompas-large" if large else "")
    return (
        f'<div class="{name}"><div class="kompas-head"><p>{escape(about)}</p>{languages}</div>'
        f'<h1 class="kompas-title">{escape(title)}</h1></div>'
    )


def write_synthetic(page: LivePage, store: Store | None) -> str:
    """That the figures are made up, as HTML; nothing for real ones."""
    if store is None or not store.info.synthetic:
        return ""
    return f'<p class="kompas-banner">{escape(page.texts("frame.synthetic_plain"))}</p>'
