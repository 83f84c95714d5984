"""`Voeg toe aan reflectie` at a figure block: puts it, with its filters, on the agenda of a session."""

from functools import partial
from html import escape

import streamlit as st

from live.model import Figure as CardFigure
from live.model import NewCard, Session
from ui.access.identify import identify_viewer
from ui.address import COLLECT, write_address
from ui.figure import Figure
from ui.live.cards import read_view
from ui.live.desk import may_lead, name_facilitator
from ui.live.doing import say, show_said, steer
from ui.live.replay import GROUP, find_figure, write_view_query
from ui.live.service import find_live
from ui.navigation import may_open
from ui.page import Page
from ui.state import read_choice

_LONGEST_TITLE = 120


def write_collect_link(page: Page, figure: Figure) -> str:
    """The link that opens the choice of a session, as HTML; nothing for who leads none."""
    if not _may_collect(page):
        return ""
    is_open = read_choice(COLLECT) == figure.key
    address = write_address(page.query, **{COLLECT: None if is_open else figure.key})
    words = page.texts("live.collect_close" if is_open else "live.collect")
    return f' <a href="{escape(address)}">{escape(words)}</a>'


def offer_collecting(page: Page, figure: Figure) -> None:
    """Draws the choice of a session where the address asks for it."""
    if read_choice(COLLECT) != figure.key or not _may_collect(page):
        return
    texts, store = page.texts, find_live()
    own = store.list_sessions(by=name_facilitator(identify_viewer()))
    fitting = [s for s in own if s.release_id == page.store.info.release_id and s.status != "closed"]
    show_said(texts)
    if not fitting:
        st.info(texts("live.collect_none"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"live-collect-{figure.key}"):
        place = st.selectbox(
            texts("live.collect_in"),
            range(len(fitting)),
            format_func=lambda n: fitting[n].title,
            key="live-collect-session",
        )
        st.button(
            texts("live.collect_do"),
            type="primary",
            key="live-collect-do",
            on_click=_collect,
            args=(page, figure, fitting[place]),
        )


def _may_collect(page: Page) -> bool:
    return may_lead(page.store.viewer) and may_open(page.name, role=GROUP.role)


def _collect(page: Page, figure: Figure, session: Session) -> None:
    shown = CardFigure(
        page=page.name,
        key=figure.key,
        query=write_view_query(page),
        release_id=page.store.info.release_id,
    )
    # What a group does not get must not turn up empty in the room.
    if find_figure(read_view(shown, language=page.language, dark=page.dark)) is None:
        say("live.collect_not", wrong=True)
        return
    card = NewCard(kind="figure", title=figure.question[:_LONGEST_TITLE], figure=shown)
    steer(find_live(), session.id, partial(find_live().add_card, session.id, card), "live.collected")
