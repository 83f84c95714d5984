"""Joining: a code, and a name for who wants one."""

from html import escape

import streamlit as st

from live import LiveStore
from live.model import Refusal, Refused
from ui.address import CODE, LANGUAGE, REFUSED
from ui.live.frame import LivePage, write_live_head
from ui.live.link import JOIN, find_push
from ui.live.place import keep_place

_LONGEST_NAME = 40


def show_entry(page: LivePage, store: LiveStore) -> None:
    """Draws the form. Nothing of any session is told before a code fits."""
    texts = page.texts
    about = texts("frame.product")
    st.html(write_live_head(page, title=texts("live.title"), about=about))
    reason = page.query.get(REFUSED)
    if reason in set(Refusal):
        st.error(texts(f"live.refused_{reason}"))
    push = find_push()
    if push is None:
        _show_form_of_streamlit(page, store)
    else:
        st.html(_write_form(page, ahead=push.plotly))
    st.html(f'<p class="kompas-source">{escape(texts("live.join_privacy"))}</p>')


def _write_form(page: LivePage, *, ahead: str) -> str:
    texts = page.texts
    code = escape(page.query.get(CODE, ""))
    title = escape(texts("live.title"))
    return (
        f'<form method="post" action="{JOIN}" class="kompas-join" aria-label="{title}"'
        f' data-ahead="{ahead}">'
        f'<label><span>{escape(texts("live.code"))}</span><input name="code" value="{code}" required'
        ' maxlength="12" autocomplete="off" autocapitalize="characters" spellcheck="false"></label>'
        f'<label><span>{escape(texts("live.name"))}</span><input name="naam" maxlength="{_LONGEST_NAME}"'
        ' autocomplete="off"></label>'
        f'<input type="hidden" name="{LANGUAGE}" value="{page.language}">'
        f'<button type="submit">{escape(texts("live.join"))}</button></form>'
    )


def _show_form_of_streamlit(page: LivePage, store: LiveStore) -> None:
    texts = page.texts
    with st.form("live-join"):
        code = st.text_input(texts("live.code"), value=page.query.get(CODE, ""), max_chars=12)
        name = st.text_input(texts("live.name"), max_chars=_LONGEST_NAME)
        asked = st.form_submit_button(texts("live.join"), type="primary")
    if not asked:
        return
    try:
        joined = store.join(code, name=name, source="visit")
    except Refused as refusal:
        st.error(texts(f"live.refused_{refusal.reason.value}"))
        return
    keep_place(joined.session.id, joined.token)
    st.rerun()
