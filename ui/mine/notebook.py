"""Notes and actions of the own trajectory: for its organisers alone."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import cast, get_args

import streamlit as st

from live import LiveStore
from live.model import ActionStatus, Facilitator
from live.notebook import Notebook, OwnNote
from texts import Texts
from ui.access.identify import identify_viewer
from ui.blocks import show_heading
from ui.live.desk import name_facilitator
from ui.live.doing import attempt, say, show_said
from ui.live.plain import write_plain
from ui.live.service import find_live
from ui.page import Page
from ui.sure import offer_sure

_STATUSES: tuple[ActionStatus, ...] = get_args(ActionStatus)
_LONGEST, _LONGEST_WHAT, _LONGEST_WHO = 1000, 500, 120
_FINISHED = ("done", "dropped")
Do = Callable[[LiveStore, Facilitator], object]


def show_notebook(page: Page) -> None:
    """Draws what is kept of the page's trajectory, and the forms to add to it.

    A steward who looks as an organiser does gets a sentence: notes are no part of what is looked at.
    """
    texts, viewer = page.texts, identify_viewer()
    if viewer.preview or not viewer.owns(page.cell.trajectory_id):
        st.info(texts("mine.notes_preview"))
        return
    if viewer.demo:
        st.info(texts("mine.notes_demo"))
    show_said(texts)
    notebook = Notebook(programme=page.programme.id, trajectory_id=str(page.cell.trajectory_id))
    kept = find_live().list_own(notebook, by=name_facilitator(viewer))
    actions = [note for note in kept if note.kind == "action"]
    going_on = [action for action in actions if action.status not in _FINISHED]
    show_heading(texts("mine.actions"), level=3)
    if not actions:
        st.markdown(texts("mine.no_actions"))
    for action in [*going_on, *(action for action in actions if action.status in _FINISHED)]:
        _show_action(texts, notebook, action)
    _offer_action(texts, notebook)
    show_heading(texts("mine.notes"), level=3)
    for note in kept:
        if note.kind == "note":
            _show_note(texts, notebook, note)
    _offer_note(texts, notebook)


def _show_action(texts: Texts, notebook: Notebook, action: OwnNote) -> None:
    key = f"mine-status-{action.id}"
    due = "" if action.due is None else texts("mine.until", date=texts.date(action.due))
    about = " · ".join(part for part in (write_plain(action.who), escape(due)) if part)
    more = f'<p class="kompas-source">{about}</p>' if about else ""
    with st.container(border=True, key=f"mine-action-{action.id}"):
        st.html(f"<p>{write_plain(action.text)}</p>{more}")
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
            _offer_erasing(texts, notebook, action)


def _show_note(texts: Texts, notebook: Notebook, note: OwnNote) -> None:
    with st.container(border=True, key=f"mine-note-{note.id}"):
        written = texts("mine.written", date=texts.date(note.written_at.astimezone().date()))
        st.html(f'<p>{write_plain(note.text)}</p><p class="kompas-source">{escape(written)}</p>')
        _offer_erasing(texts, notebook, note)


def _offer_erasing(texts: Texts, notebook: Notebook, note: OwnNote) -> None:
    offer_sure(
        texts,
        labels=("mine.erase", "mine.erase_sure", "mine.erase_do"),
        key=f"mine-erase-{note.id}",
        do=_act,
        args=(notebook, lambda store, by: store.erase_own(note.id, by=by), "mine.erased"),
    )


def _offer_action(texts: Texts, notebook: Notebook) -> None:
    with st.form("mine-action", clear_on_submit=True):
        st.text_input(texts("mine.what"), max_chars=_LONGEST_WHAT, key="mine-action-what")
        with st.container(horizontal=True):
            st.text_input(
                texts("live.who"), max_chars=_LONGEST_WHO, key="mine-action-who", help=texts("live.who_help")
            )
            st.date_input(texts("live.due"), value=None, format="DD/MM/YYYY", key="mine-action-due")
        st.form_submit_button(texts("mine.add_action"), on_click=_add_action, args=(notebook,))


def _offer_note(texts: Texts, notebook: Notebook) -> None:
    with st.form("mine-note", clear_on_submit=True):
        st.text_area(
            texts("mine.note"), max_chars=_LONGEST, key="mine-note-text", help=texts("mine.note_help")
        )
        st.form_submit_button(texts("mine.add_note"), on_click=_add_note, args=(notebook,))


def _add_action(notebook: Notebook) -> None:
    state = st.session_state
    plan = partial(
        _plan, notebook, state["mine-action-what"], state["mine-action-who"], state["mine-action-due"]
    )
    _act(notebook, plan)


def _plan(notebook: Notebook, what: str, who: str, due: object, store: LiveStore, by: Facilitator) -> object:
    return store.plan_own_action(notebook, what=what, who=who, due=cast("None", due), by=by)


def _add_note(notebook: Notebook) -> None:
    text = st.session_state["mine-note-text"]
    _act(notebook, lambda store, by: store.write_own_note(notebook, text=text, by=by))


def _set_status(notebook: Notebook, note_id: str, key: str) -> None:
    status = st.session_state[key]
    _act(notebook, lambda store, by: store.set_own_status(note_id, status, by=by))


def _act(notebook: Notebook, do: Do, done: str = "") -> None:
    """Does it as the viewer of this click, who may have lost the role since the page was drawn."""
    viewer = identify_viewer()
    if viewer.preview or not viewer.owns(notebook.trajectory_id):
        say("live.refused_not_yours", wrong=True)
        return
    attempt(lambda: do(find_live(), name_facilitator(viewer)), done=done)
