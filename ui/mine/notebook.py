"""Notes and actions of the own trajectory: for its organisers alone."""

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape
from typing import Any, get_args

import streamlit as st

from live import LiveStore
from live.model import ActionStatus, Facilitator, Session
from live.notebook import Notebook, OwnNote
from texts import Texts
from ui.access.identify import identify_viewer
from ui.blocks import show_heading
from ui.live.desk import name_facilitator
from ui.live.doing import show_said
from ui.live.plain import write_plain
from ui.live.service import find_live
from ui.mine.acting import act, may_write, name_notebook
from ui.mine.linking import choose_session, list_known, offer_link, read_chosen, write_link
from ui.page import Page
from ui.sure import offer_sure

_STATUSES: tuple[ActionStatus, ...] = get_args(ActionStatus)
_LONGEST, _LONGEST_WHAT, _LONGEST_WHO = 1000, 500, 120
_FINISHED = ("done", "dropped")
_ACTION_SESSION, _NOTE_SESSION = "mine-action-session", "mine-note-session"


def show_notebook(page: Page) -> None:
    """Draws what is kept of the page's trajectory, and the forms to add to it.

    A steward who looks as an organiser does gets a sentence: notes are no part of what is looked at.
    """
    texts, viewer = page.texts, identify_viewer()
    notebook = name_notebook(page)
    if not may_write(viewer, notebook):
        st.info(texts("mine.notes_preview"))
        return
    if viewer.demo:
        st.info(texts("mine.notes_demo"))
    show_said(texts)
    kept = find_live().list_own(notebook, by=name_facilitator(viewer))
    known = list_known(page)
    actions = [note for note in kept if note.kind == "action"]
    going_on = [action for action in actions if action.status not in _FINISHED]
    show_heading(texts("mine.actions"), level=3)
    if not actions:
        st.markdown(texts("mine.no_actions"))
    for action in [*going_on, *(action for action in actions if action.status in _FINISHED)]:
        _show_action(page, notebook, action, known=known)
    _offer_action(page, notebook, known=known)
    show_heading(texts("mine.notes"), level=3)
    for note in kept:
        if note.kind == "note":
            _show_note(page, notebook, note, known=known)
    _offer_note(page, notebook, known=known)


def _show_action(page: Page, notebook: Notebook, action: OwnNote, *, known: Sequence[Session]) -> None:
    texts = page.texts
    key = f"mine-status-{action.id}"
    due = "" if action.due is None else texts("mine.until", date=texts.date(action.due))
    about = " · ".join(part for part in (write_plain(action.who), escape(due)) if part)
    more = f'<p class="kompas-source">{about}</p>' if about else ""
    with st.container(border=True, key=f"mine-action-{action.id}"):
        st.html(f"<p>{write_plain(action.text)}</p>{more}{write_link(page, action, known=known)}")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                texts("live.action_status"),
                _STATUSES,
                index=_STATUSES.index(action.status or _STATUSES[0]),
                format_func=lambda status: texts(f"live.action_{status}"),
                key=key,
                on_change=_set_status,
                args=(notebook, action.id, key),
                width=240,
            )
            offer_link(page, notebook, action, known=known)
            _offer_erasing(texts, notebook, action)


def _show_note(page: Page, notebook: Notebook, note: OwnNote, *, known: Sequence[Session]) -> None:
    texts = page.texts
    with st.container(border=True, key=f"mine-note-{note.id}"):
        written = escape(texts("mine.written", date=texts.date(note.written_at.astimezone().date())))
        link = write_link(page, note, known=known)
        st.html(f'<p>{write_plain(note.text)}</p><p class="kompas-source">{written}</p>{link}')
        with st.container(horizontal=True):
            offer_link(page, notebook, note, known=known)
            _offer_erasing(texts, notebook, note)


def _offer_erasing(texts: Texts, notebook: Notebook, note: OwnNote) -> None:
    offer_sure(
        texts,
        labels=("mine.erase", "mine.erase_sure", "mine.erase_do"),
        key=f"mine-erase-{note.id}",
        do=act,
        args=(notebook, lambda store, by: store.erase_own(note.id, by=by), "mine.erased"),
    )


def _offer_action(page: Page, notebook: Notebook, *, known: Sequence[Session]) -> None:
    texts = page.texts
    with st.form("mine-action", clear_on_submit=True):
        st.text_input(texts("mine.what"), max_chars=_LONGEST_WHAT, key="mine-action-what")
        with st.container(horizontal=True):
            st.text_input(
                texts("live.who"), max_chars=_LONGEST_WHO, key="mine-action-who", help=texts("live.who_help")
            )
            st.date_input(texts("live.due"), value=None, format="DD/MM/YYYY", key="mine-action-due")
        choose_session(page, known, key=_ACTION_SESSION)
        st.form_submit_button(texts("mine.add_action"), on_click=_add_action, args=(notebook,))


def _offer_note(page: Page, notebook: Notebook, *, known: Sequence[Session]) -> None:
    texts = page.texts
    with st.form("mine-note", clear_on_submit=True):
        st.text_area(
            texts("mine.note"), max_chars=_LONGEST, key="mine-note-text", help=texts("mine.note_help")
        )
        choose_session(page, known, key=_NOTE_SESSION)
        st.form_submit_button(texts("mine.add_note"), on_click=_add_note, args=(notebook,))


def _add_action(notebook: Notebook) -> None:
    state = st.session_state
    told = {name: state[f"mine-action-{name}"] for name in ("what", "who", "due")}
    act(notebook, partial(_plan, notebook, {**told, "session_id": read_chosen(_ACTION_SESSION)}))


def _plan(notebook: Notebook, told: Mapping[str, Any], store: LiveStore, by: Facilitator) -> object:
    return store.plan_own_action(notebook, **told, by=by)


def _add_note(notebook: Notebook) -> None:
    text, session_id = st.session_state["mine-note-text"], read_chosen(_NOTE_SESSION)
    act(notebook, lambda store, by: store.write_own_note(notebook, text=text, session_id=session_id, by=by))


def _set_status(notebook: Notebook, note_id: str, key: str) -> None:
    status = st.session_state[key]
    act(notebook, lambda store, by: store.set_own_status(note_id, status, by=by))
