"""The page of who leads: the own sessions, a new one, and one session in three parts."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from html import escape

import streamlit as st
from babel.dates import format_time

from live import LiveStore
from live.model import Draft, Session, UnknownIdError
from live.templates import TEMPLATES, Template, make_cards
from texts import Texts
from ui.access.identify import identify_viewer
from ui.address import PART, SESSION, write_address
from ui.blocks import show_heading
from ui.live.desk import leads, name_facilitator
from ui.live.doing import attempt, show_said
from ui.live.keeping import show_keeping
from ui.live.leading import show_leading
from ui.live.plain import write_plain
from ui.live.preparing import show_preparing
from ui.live.service import find_live
from ui.mine.stewarding import show_notebooks
from ui.page import Page
from ui.picks import write_row
from ui.state import read_choice
from ui.sure import offer_sure

_PARTS = {"prepare": show_preparing, "lead": show_leading, "keep": show_keeping}
_FIRST = "prepare"
_MOST_PEOPLE = 250


def show_sessions(page: Page) -> None:
    """Draws the session in the address, or the list of the viewer's own ones."""
    store = find_live()
    session = _find_own(page, store, read_choice(SESSION))
    show_said(page.texts)
    if session is None:
        _show_list(page, store)
    else:
        _show_session(page, store, session)


def _find_own(page: Page, store: LiveStore, wanted: str | None) -> Session | None:
    if wanted is None:
        return None
    try:
        session = store.find_session(wanted)
    except UnknownIdError:
        st.warning(page.texts("live.gone"))
        return None
    if leads(identify_viewer(), session):
        return session
    st.warning(page.texts("live.refused_not_yours"))
    return None


def _show_session(page: Page, store: LiveStore, session: Session) -> None:
    texts = page.texts
    wanted = read_choice(PART)
    chosen = wanted if wanted in _PARTS else _FIRST
    options = {name: texts(f"live.part_{name}") for name in _PARTS}
    query = {**page.query, SESSION: session.id}
    back = write_address(page.query, **{SESSION: None, PART: None})
    about = _write_release(page, session)
    row = write_row(query, PART, label=texts("live.part"), options=options, chosen=chosen, shown=False)
    st.html(
        f'<div class="kompas-section"><p><a href="{escape(back)}">{escape(texts("live.back"))}</a></p>'
        f'<h2 class="kompas-heading">{write_plain(session.title)}</h2>'
        f'<p class="kompas-source">{escape(about)}</p>{row}</div>'
    )
    _PARTS[chosen](page, store, session)


def _write_release(page: Page, session: Session) -> str:
    """Which release the session shows, and that there is a newer one where that is so."""
    words = page.texts("live.bound", release=session.release_id)
    newer = session.release_id != page.store.info.release_id
    return f"{words} {page.texts('live.newer')}" if newer else words


def _show_list(page: Page, store: LiveStore) -> None:
    texts, viewer = page.texts, identify_viewer()
    st.markdown(texts("live.about"))
    if viewer.demo:
        st.info(texts("live.demo"))
    sessions = [
        s for s in store.list_sessions(by=name_facilitator(viewer)) if s.programme == page.programme.id
    ]
    show_heading(texts("live.own"))
    if sessions:
        st.html(_write_table(page, sessions))
    else:
        st.markdown(texts("live.none"))
    show_heading(texts("live.new"))
    _show_new(page, store, sessions)
    if viewer.role == "steward":
        _show_all(page, store)
        show_notebooks(page)


def _write_table(page: Page, sessions: Sequence[Session]) -> str:
    texts = page.texts
    heads = "".join(
        f"<th scope=col>{escape(texts(f'live.list_{n}'))}</th>" for n in ("title", "status", "made")
    )
    rows = "".join(
        f'<tr><th scope=row><a href="{escape(write_address(page.query, **{SESSION: s.id, PART: None}))}">'
        f"{write_plain(s.title)}</a></th><td>{escape(texts(f'live.session_{s.status}'))}</td>"
        f"<td>{escape(write_moment(s.made_at, texts=texts))}</td></tr>"
        for s in sessions
    )
    caption = escape(texts("live.own"))
    return (
        f'<div class="kompas-table" tabindex="0" role="region" aria-label="{caption}"><table>'
        f"<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def write_moment(moment: datetime, *, texts: Texts) -> str:
    """Day and time in words, on the server's clock."""
    local = moment.astimezone()
    clock = format_time(local, format="HH:mm", locale=texts.language)
    return texts("access.moment", date=texts.date(local.date()), time=clock)


def _show_new(page: Page, store: LiveStore, earlier: Sequence[Session]) -> None:
    texts = page.texts
    with st.form("live-new"):
        st.text_input(texts("live.session_title"), max_chars=120, key="live-new-title")
        st.selectbox(
            texts("live.template"),
            TEMPLATES,
            format_func=lambda name: texts(f"live.template_{name}"),
            key="live-new-template",
        )
        if earlier:
            st.selectbox(
                texts("live.earlier"),
                range(len(earlier)),
                index=None,
                format_func=lambda n: earlier[n].title,
                placeholder=texts("live.earlier_none"),
                key="live-new-earlier",
            )
        st.number_input(
            texts("live.most_people"), min_value=2, max_value=_MOST_PEOPLE, value=60, key="live-new-most"
        )
        st.checkbox(texts("live.moderate"), key="live-new-moderated", help=texts("live.moderate_help"))
        st.form_submit_button(
            texts("live.make"), type="primary", on_click=_make, args=(page, store, tuple(earlier))
        )


def _make(page: Page, store: LiveStore, earlier: tuple[Session, ...]) -> None:
    place = st.session_state.get("live-new-earlier")
    draft = Draft(
        title=st.session_state["live-new-title"],
        template=st.session_state["live-new-template"],
        release_id=page.store.info.release_id,
        programme=page.programme.id,
        moderated=st.session_state["live-new-moderated"],
        max_people=int(st.session_state["live-new-most"]),
        previous_id=None if place is None else earlier[place].id,
    )
    attempt(partial(_create, page, store, draft))


def _create(page: Page, store: LiveStore, draft: Draft) -> None:
    session = store.create_session(draft, by=name_facilitator(identify_viewer()))
    for card in make_cards(_read_template(draft.template), words=page.texts):
        store.add_card(session.id, card)
    st.query_params[SESSION] = session.id


def _show_all(page: Page, store: LiveStore) -> None:
    """Every session of everybody, without what was said: to be erased where need be."""
    texts = page.texts
    show_heading(texts("live.all"))
    st.markdown(texts("live.all_about"))
    for session in store.list_all_sessions():
        with st.container(horizontal=True, vertical_alignment="center", key=f"live-all-{session.id}"):
            made = write_moment(session.made_at, texts=texts)
            st.html(f"<p>{escape(made)} · {escape(texts(f'live.session_{session.status}'))}</p>")
            offer_sure(
                texts,
                labels=("live.erase", "live.erase_sure", "live.erase_yes"),
                key=f"live-erase-{session.id}",
                do=attempt,
                args=(partial(store.erase_session, session.id),),
                kwargs={"done": "live.erased"},
            )


def _read_template(name: str) -> Template:
    return next(template for template in TEMPLATES if template == name)
