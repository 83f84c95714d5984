"""Of which reflection session a note or an action is: told, and to be chosen."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from live.model import Session
from live.notebook import Notebook, OwnNote
from ui.access.identify import identify_viewer
from ui.address import LANGUAGE, PART, ROLE, SESSION, write_address
from ui.live.desk import leads, name_facilitator
from ui.live.plain import write_plain
from ui.live.service import find_live
from ui.mine.acting import act
from ui.navigation import name_address
from ui.page import Page

NONE = ""


def list_known(page: Page) -> tuple[Session, ...]:
    """The sessions of the page's trajectory that its viewer may know of, the newest first."""
    by = name_facilitator(identify_viewer())
    found = find_live().list_sessions_of(str(page.cell.trajectory_id), by=by)
    return tuple(session for session in found if session.programme == page.programme.id)


def write_title(page: Page, session: Session) -> str:
    """A session's title as HTML; a link for who leads it."""
    title = f"<strong>{write_plain(session.title)}</strong>"
    if not leads(identify_viewer(), session):
        return title
    kept = {name: page.query[name] for name in (LANGUAGE, ROLE) if name in page.query}
    address = f"{name_address('reflect')}{write_address(kept, **{SESSION: session.id, PART: 'keep'})}"
    return f'<a href="{escape(address)}">{title}</a>'


def write_link(page: Page, note: OwnNote, *, known: Sequence[Session]) -> str:
    """Of which session a note is, as HTML: with title and date, or only that it is erased, or a colleague's.
    Empty for a note of none.
    """
    if not note.linked:
        return ""
    found = next((session for session in known if session.id == note.session_id), None)
    if found is None:
        key = "mine.session_erased" if note.session_id is None else "mine.session_of_colleague"
        told = escape(page.texts(key))
    else:
        date = escape(page.texts.date(found.made_at.astimezone().date()))
        told = f"{escape(page.texts('mine.of_session'))} {write_title(page, found)} · {date}"
    return f'<p class="kompas-source">{told}</p>'


def choose_session(page: Page, known: Sequence[Session], *, key: str) -> None:
    """Draws the choice of a session in a form; nothing where there is none to choose."""
    if known:
        st.selectbox(
            page.texts("mine.session"), _list_options(known), key=key, format_func=_make_names(page, known)
        )


def read_chosen(key: str) -> str | None:
    """The session that was chosen in the form; None for none."""
    return st.session_state.get(key) or None


def offer_link(page: Page, notebook: Notebook, note: OwnNote, *, known: Sequence[Session]) -> None:
    """Draws the way to say of which session a note is, or that it is of none."""
    if not known and not note.linked:
        return
    key, options = f"mine-link-{note.id}", _list_options(known)
    is_listed = not note.linked or note.session_id in options
    with st.popover(page.texts("mine.link")):
        st.selectbox(
            page.texts("mine.session"),
            options,
            index=options.index(note.session_id or NONE) if is_listed else None,
            placeholder=page.texts("mine.session_choose"),
            format_func=_make_names(page, known),
            key=key,
            on_change=_link,
            args=(notebook, note.id, key),
        )


def _link(notebook: Notebook, note_id: str, key: str) -> None:
    session_id = read_chosen(key)
    act(notebook, lambda store, by: store.link_own(note_id, session_id, by=by), "mine.linked")


def _list_options(known: Sequence[Session]) -> list[str]:
    return [NONE, *(session.id for session in known)]


def _make_names(page: Page, known: Sequence[Session]) -> Callable[[str], str]:
    """How each session is called in a list: by title and date."""
    names = {
        session.id: f"{session.title} · {page.texts.date(session.made_at.astimezone().date())}"
        for session in known
    }
    return lambda session_id: names.get(session_id, page.texts("mine.session_none"))
