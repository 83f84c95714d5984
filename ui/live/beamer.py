"""The screen on the wall: the code until people are in, then the card, its figure and what came out."""

from html import escape
from urllib.parse import urlencode, urlsplit

import segno
import streamlit as st

from live import LiveStore
from live.model import State, UnknownIdError
from ui.access.denial import NotAdmittedError
from ui.access.identify import identify_viewer
from ui.address import CODE, SESSION
from ui.live.desk import may_lead
from ui.live.doing import is_leading
from ui.live.follow import run_live, show_followed
from ui.live.frame import LivePage, open_group_store, open_live_page, write_live_head, write_synthetic
from ui.live.notes import takes_notes, write_columns
from ui.live.poll import write_results
from ui.live.service import find_live
from ui.live.taking_part import write_card
from ui.navigation import GUESTS, name_address

_SECURE = ("https", "http")


def show_beamer() -> None:
    """Draws the session in the address, for who leads it."""
    page, store = open_live_page(), find_live()
    session_id = page.query.get(SESSION, "")
    if not may_lead(identify_viewer()):
        _refuse(page, page.texts("access.not_your_page"))
        return
    if not is_leading(store, session_id):
        _refuse(page, page.texts(_tell_why(store, session_id)))
        return
    session = store.find_session(session_id)
    release = open_group_store(session.release_id)
    st.html(write_live_head(page, title=session.title, large=True) + write_synthetic(page, release))
    with st.container(key="live-beamer"):
        run_live(lambda: _show_now(page, store, session_id), seat="beamer")


def _tell_why(store: LiveStore, session_id: str) -> str:
    """The key of the sentence for who does not lead this session, or has erased it."""
    if not session_id:
        return "live.choose_session"
    try:
        store.find_session(session_id)
    except UnknownIdError:
        return "live.gone"
    return "live.refused_not_yours"


def _refuse(page: LivePage, why: str) -> None:
    st.html(write_live_head(page, title=page.texts("beamer.title")))
    st.info(why)


def _show_now(page: LivePage, store: LiveStore, session_id: str) -> None:
    if not _may_still(store, session_id):
        st.info(page.texts("live.gone"))
        return
    state = store.read_state(session_id, seat="beamer")
    card = state.card
    if state.session.status != "open":
        st.html(f'<h2 class="kompas-heading">{escape(page.texts(f"live.room_{state.session.status}"))}</h2>')
        show_followed(page, state, seat="beamer", card=None)
        return
    st.html(_write_way_in(page, state, large=card is None))
    if card is not None:
        st.html(write_card(page, card))
    show_followed(page, state, seat="beamer", card=card)
    if card is None:
        return
    results = write_results(store, card, texts=page.texts)
    notes = (
        write_columns(store.list_notes(card.id, seat="beamer"), texts=page.texts) if takes_notes(card) else ""
    )
    if card.state.answers_open and not card.state.results_shown:
        st.html(f'<p class="kompas-asked">{escape(page.texts("live.room_open"))}</p>')
    if results or notes:
        st.html(results + notes)


def _may_still(store: LiveStore, session_id: str) -> bool:
    try:
        return may_lead(identify_viewer()) and is_leading(store, session_id)
    except NotAdmittedError:
        return False


def _write_way_in(page: LivePage, state: State, *, large: bool) -> str:
    """Code, address and QR code: large before the first card, and small beside the others."""
    texts, code = page.texts, state.session.code or ""
    address = find_address(code)
    picture = write_qr(address, title=texts("live.qr", code=code))
    people = texts("live.people_here", n=state.people_here)
    plain = address.partition("?")[0].partition("://")[2]
    size = "kompas-way-in kompas-huge" if large else "kompas-way-in kompas-corner"
    return (
        f'<div class="{size}"><div class="kompas-qr">{picture}</div><div>'
        f"<p>{escape(texts('live.go_to_address'))} <strong>{escape(plain)}</strong></p>"
        f"<p><span>{escape(texts('live.code'))}</span> "
        f'<strong class="kompas-code">{escape(code)}</strong></p><p>{escape(people)}</p></div></div>'
    )


def find_address(code: str) -> str:
    """Where people go with this code: the name by which the beamer's own page was asked for."""
    here = urlsplit(st.context.url or "")
    scheme = here.scheme if here.scheme in _SECURE else "http"
    return f"{scheme}://{here.netloc}/{name_address(GUESTS)}?{urlencode({CODE: code})}"


def write_qr(address: str, *, title: str) -> str:
    """The QR code as a picture with its words, dark on white whatever the theme: cameras read that best.

    A picture and not a drawing within the page: `st.html` leaves out SVG.
    """
    code = segno.make_qr(address, error="m")
    drawn = code.svg_data_uri(scale=8, border=3, dark="#000", light="#fff")
    return f'<img src="{escape(drawn)}" alt="{escape(title)}">'
