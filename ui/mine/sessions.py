"""Reflection sessions about the own trajectory, with the actions that are still open."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from live.model import Action, Session
from ui.access.identify import identify_viewer
from ui.address import LANGUAGE, PART, ROLE, SESSION, write_address
from ui.live.desk import leads, may_lead, name_facilitator
from ui.live.plain import write_plain
from ui.live.service import find_live
from ui.navigation import name_address
from ui.page import Page

_FINISHED = ("done", "dropped")


def show_sessions_of(page: Page) -> None:
    """Draws the sessions; a colleague's is named, and only its own facilitator gets the way to it."""
    texts, viewer = page.texts, identify_viewer()
    if not may_lead(viewer):
        st.info(texts("mine.notes_preview"))
        return
    found = [
        session
        for session in find_live().list_sessions_of(str(page.cell.trajectory_id), by=name_facilitator(viewer))
        if session.programme == page.programme.id
    ]
    if not found:
        st.markdown(texts("mine.no_sessions"))
        return
    items = "".join(_write_session(page, session, own=leads(viewer, session)) for session in found)
    st.html(f'<ul class="kompas-sessions">{items}</ul>')


def _write_session(page: Page, session: Session, *, own: bool) -> str:
    texts = page.texts
    title = f"<strong>{write_plain(session.title)}</strong>"
    if own:
        kept = {name: page.query[name] for name in (LANGUAGE, ROLE) if name in page.query}
        address = f"{name_address('reflect')}{write_address(kept, **{SESSION: session.id, PART: 'keep'})}"
        title = f'<a href="{escape(address)}">{title}</a>'
    made = texts.date(session.made_at.astimezone().date())
    status = texts(f"live.session_{session.status}")
    actions = [a for a in find_live().list_actions(session.id) if a.status not in _FINISHED]
    about = escape(f"{made} · {status}")
    return f'<li>{title}<p class="kompas-source">{about}</p>{_write_actions(page, actions)}</li>'


def _write_actions(page: Page, actions: Sequence[Action]) -> str:
    if not actions:
        return f"<p>{escape(page.texts('mine.no_open_actions'))}</p>"
    return f"<ul>{''.join(f'<li>{_write_action(page, action)}</li>' for action in actions)}</ul>"


def _write_action(page: Page, action: Action) -> str:
    texts = page.texts
    due = "" if action.due is None else escape(texts("mine.until", date=texts.date(action.due)))
    status = escape(texts(f"live.action_{action.status}"))
    return " · ".join(p for p in (write_plain(action.what), write_plain(action.who), due, status) if p)
