"""Reflection sessions about the own trajectory, with the actions that are still open, to be taken over."""

from functools import partial
from html import escape

import streamlit as st

from live import LiveStore
from live.model import Action, Facilitator, Session
from live.notebook import Notebook
from texts import Texts
from ui.access.identify import identify_viewer
from ui.live.desk import may_lead, name_facilitator
from ui.live.doing import show_said
from ui.live.plain import write_plain
from ui.live.service import find_live
from ui.mine.acting import act, may_write, name_notebook
from ui.mine.linking import list_known, write_title
from ui.page import Page

_FINISHED = ("done", "dropped")


def show_sessions_of(page: Page) -> None:
    """Draws the sessions; a colleague's is named, and only its own facilitator gets the way to it. An open
    action can be taken over into the own actions, once.
    """
    texts, viewer = page.texts, identify_viewer()
    notebook = name_notebook(page)
    if not may_lead(viewer) or not may_write(viewer, notebook):
        st.info(texts("mine.notes_preview"))
        return
    show_said(texts)
    known = list_known(page)
    if not known:
        st.markdown(texts("mine.no_sessions"))
        return
    kept = find_live().list_own(notebook, by=name_facilitator(viewer))
    taken = {note.action_id for note in kept}
    there = {session.id for session in known}
    for session in known:
        with st.container(border=True, key=f"mine-session-{session.id}"):
            _show_session(page, session)
            actions = [a for a in find_live().list_actions(session.id) if a.status not in _FINISHED]
            if not actions:
                st.html(f"<p>{escape(texts('mine.no_open_actions'))}</p>")
            for action in actions:
                can_take = action.session_id in there
                _show_action(texts, notebook, session, action, taken=action.id in taken, can_take=can_take)


def _show_session(page: Page, session: Session) -> None:
    made = page.texts.date(session.made_at.astimezone().date())
    about = escape(f"{made} · {page.texts(f'live.session_{session.status}')}")
    title = write_title(page, session)
    st.html(f'<div class="kompas-session"><p>{title}</p><p class="kompas-source">{about}</p></div>')


def _show_action(
    texts: Texts, notebook: Notebook, session: Session, action: Action, *, taken: bool, can_take: bool
) -> None:
    if taken or not can_take:
        more = f'<p class="kompas-source">{escape(texts("mine.taken"))}</p>' if taken else ""
        st.html(f'<div class="kompas-session"><p>{_write_action(texts, action)}</p>{more}</div>')
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"mine-{session.id}-{action.id}"):
        told = f'<div class="kompas-session"><p>{_write_action(texts, action)}</p></div>'
        st.html(told, width="content")
        st.button(
            texts("mine.take_over"),
            key=f"mine-take-{session.id}-{action.id}",
            on_click=act,
            args=(notebook, partial(_take_over, notebook, action.id), "mine.taken_over"),
        )


def _take_over(notebook: Notebook, action_id: str, store: LiveStore, by: Facilitator) -> object:
    return store.take_over(notebook, action_id, by=by)


def _write_action(texts: Texts, action: Action) -> str:
    due = "" if action.due is None else escape(texts("mine.until", date=texts.date(action.due)))
    status = escape(texts(f"live.action_{action.status}"))
    return " · ".join(p for p in (write_plain(action.what), write_plain(action.who), due, status) if p)
