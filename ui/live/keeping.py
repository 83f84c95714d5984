"""Keeping what came out of a session: conclusions, actions, the record; closing and erasing."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import cast, get_args

import streamlit as st

from live import LiveStore
from live.document import write_markdown
from live.model import Action, ActionStatus, Session
from live.records import Record
from live.workbook import XLSX, write_workbook
from reports.typeset import PDF
from ui.access.identify import keep_watch
from ui.audit.notes import note_download
from ui.blocks import show_heading
from ui.live.doing import steer
from ui.live.paper import write_paper
from ui.live.plain import write_label, write_plain
from ui.page import Page

_STATUSES: tuple[ActionStatus, ...] = get_args(ActionStatus)
_FIGURE = "record"
"""What the audit log calls it."""
_LONGEST, _LONGEST_WHAT, _LONGEST_WHO = 1000, 500, 120


def show_keeping(page: Page, store: LiveStore, session: Session) -> None:
    """Draws conclusions, actions, the record, and the end of the session."""
    _show_conclusions(page, store, session)
    _show_actions(page, store, session)
    _show_record(page, store, session)
    _show_end(page, store, session)


def _show_conclusions(page: Page, store: LiveStore, session: Session) -> None:
    texts = page.texts
    show_heading(texts("live.conclusions"))
    for conclusion in store.list_conclusions(session.id):
        with st.container(horizontal=True, vertical_alignment="center", key=f"live-keep-{conclusion.id}"):
            st.html(f"<p>{write_plain(conclusion.text)}</p>")
            st.button(
                texts("live.remove"),
                key=f"live-remove-{conclusion.id}",
                on_click=steer,
                args=(store, session.id, partial(store.remove_conclusion, conclusion.id)),
            )
    with st.form("live-conclusion", clear_on_submit=True):
        st.text_area(texts("live.conclusion"), max_chars=_LONGEST, key="live-conclusion-text")
        st.form_submit_button(texts("live.add"), on_click=_add_conclusion, args=(store, session.id))


def _add_conclusion(store: LiveStore, session_id: str) -> None:
    text = st.session_state["live-conclusion-text"]
    steer(store, session_id, partial(store.add_conclusion, session_id, text))


def _show_actions(page: Page, store: LiveStore, session: Session) -> None:
    texts = page.texts
    show_heading(texts("live.actions"))
    for action in store.list_actions(session.id):
        _show_action(page, store, session, action)
    with st.form("live-action", clear_on_submit=True):
        st.text_input(texts("live.what"), max_chars=_LONGEST_WHAT, key="live-action-what")
        with st.container(horizontal=True):
            st.text_input(
                texts("live.who"), max_chars=_LONGEST_WHO, key="live-action-who", help=texts("live.who_help")
            )
            st.date_input(texts("live.due"), value=None, format="DD/MM/YYYY", key="live-action-due")
        st.form_submit_button(texts("live.add"), on_click=_add_action, args=(store, session.id))


def _show_action(page: Page, store: LiveStore, session: Session, action: Action) -> None:
    texts = page.texts
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"live-keep-{action.id}"):
        about = [texts("live.carried")] if action.carried else []
        about += [action.who] if action.who else []
        about += [texts.date(action.due)] if action.due else []
        st.html(
            f'<p>{write_plain(action.what)}<br><span class="kompas-source">'
            f"{write_plain(' · '.join(about))}</span></p>"
        )
        key = f"live-status-{action.id}"
        st.selectbox(
            texts("live.action_status"),
            _STATUSES,
            index=_STATUSES.index(action.status),
            format_func=lambda status: texts(f"live.action_{status}"),
            key=key,
            on_change=_set_status,
            args=(store, session.id, action.id, key),
        )
        if not action.carried:
            st.button(
                texts("live.remove"),
                key=f"live-remove-{action.id}",
                on_click=steer,
                args=(store, session.id, partial(store.remove_action, action.id)),
            )


def _set_status(store: LiveStore, session_id: str, action_id: str, key: str) -> None:
    status = cast(ActionStatus, st.session_state[key])
    known = {action.id for action in store.list_actions(session_id)}
    if action_id in known:
        steer(store, session_id, partial(store.set_action_status, action_id, status))


def _add_action(store: LiveStore, session_id: str) -> None:
    fields = st.session_state
    do = partial(
        store.add_action,
        session_id,
        what=fields["live-action-what"],
        who=fields["live-action-who"],
        due=fields["live-action-due"],
    )
    steer(store, session_id, do)


def _show_record(page: Page, store: LiveStore, session: Session) -> None:
    texts = page.texts
    show_heading(texts("live.record"))
    st.markdown(texts("live.record_about"))
    agreed = st.checkbox(texts("live.agreed"), key="live-agreed")
    files: tuple[tuple[str, str, str, Callable[[Record], bytes]], ...] = (
        ("live.record_pdf", "pdf", PDF, partial(write_paper, page=page)),
        ("live.record_md", "md", "text/markdown", lambda record: write_markdown(record, texts).encode()),
        ("live.record_xlsx", "xlsx", XLSX, lambda record: write_workbook(record, texts)),
    )
    with st.container(horizontal=True):
        for label, ending, media_type, write in files:
            make = partial(_make_file, store, session.id, agreed, write)
            st.download_button(
                texts(label),
                data=keep_watch(
                    note_download(page, figure=_FIGURE, ending=ending, write=make),
                    visitor=page.visitor,
                    scope=page.store.viewer.scope,
                ),
                file_name=f"kompas-{texts('live.record_file')}-{session.made_at:%Y-%m-%d}.{ending}",
                mime=media_type,
                key=f"live-record-{ending}",
                on_click="ignore",
            )


def _make_file(store: LiveStore, session_id: str, agreed: bool, write: Callable[[Record], bytes]) -> bytes:
    return write(store.make_record(session_id, agreed=agreed))


def _show_end(page: Page, store: LiveStore, session: Session) -> None:
    texts = page.texts
    show_heading(texts("live.end"))
    if session.status == "open":
        st.markdown(texts("live.close_about"))
        st.button(
            texts("live.close"),
            key="live-close",
            on_click=steer,
            args=(store, session.id, partial(store.close_session, session.id)),
        )
    days = texts.number(store.limits.retention_days)
    st.html(f"<p>{escape(texts('live.erase_about', days=days))}</p>")
    with st.popover(texts("live.erase")):
        st.markdown(texts("live.erase_sure"))
        st.markdown(f"**{write_label(session.title)}**")
        st.button(
            texts("live.erase_yes"),
            key="live-erase",
            type="primary",
            on_click=steer,
            args=(store, session.id, partial(store.erase_session, session.id), "live.erased"),
        )
