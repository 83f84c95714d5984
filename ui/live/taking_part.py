"""The page of who takes part: joining, and then the card that everybody is at."""

from html import escape

import streamlit as st

from live import LiveStore
from live.model import Card, State
from ui.address import CODE, LANGUAGE
from ui.html import write_words
from ui.live.doing import show_said
from ui.live.entry import show_entry
from ui.live.follow import run_live, show_followed
from ui.live.frame import LivePage, open_group_store, open_live_page, write_live_head, write_synthetic
from ui.live.link import LEAVE, find_push
from ui.live.look import choose_look
from ui.live.notes import show_notes, takes_notes
from ui.live.place import Place, find_place
from ui.live.plain import write_plain
from ui.live.poll import ask_poll, write_results
from ui.live.service import find_live


def show_taking_part() -> None:
    """Draws the form to join, or the session of who has a place in one."""
    page, store = open_live_page(), find_live()
    place = find_place(store, code=page.query.get(CODE, ""))
    if place is None:
        show_entry(page, store)
        return
    release = open_group_store(place.session.release_id)
    about = "" if release is None else release.info.programme.title.in_language(page.language)
    head = write_live_head(page, title=place.session.title, about=about)
    st.html(head + write_synthetic(page, release))
    run_live(lambda: _show_now(page, store), seat="participant")
    _offer_leaving(page)


def _show_now(page: LivePage, store: LiveStore) -> None:
    place = find_place(store, code=page.query.get(CODE, ""))
    if place is None:
        st.info(page.texts("live.gone"))
        return
    state = store.read_state(place.session.id, seat="participant")
    if state.session.status != "open":
        st.info(page.texts("live.closed"))
        show_followed(page, state, seat="participant", card=None)
        return
    show_said(page.texts)
    look = choose_look(page, store, state)
    card = look.card
    st.html(_write_standing(page, state) + write_card(page, card))
    show_followed(
        page, state, seat="participant", card=card, filters=look.filters, announce=_tell(page, state)
    )
    if card is not None:
        _show_asked(page, store, card, place=place, alone=look.alone)


def _show_asked(page: LivePage, store: LiveStore, card: Card, *, place: Place, alone: bool) -> None:
    texts = page.texts
    if not alone:
        ask_poll(store, card, who=place.participant, texts=texts)
    if card.poll is not None and not card.state.answers_open and not card.state.shown_rounds:
        st.html(f"<p>{escape(texts('live.wait_results'))}</p>")
    results = write_results(store, card, texts=texts)
    if results:
        st.html(results)
    if takes_notes(card):
        show_notes(store, card, who=place.participant, texts=texts)


def write_card(page: LivePage, card: Card | None) -> str:
    """Title and text of a card, as HTML; what stands there before the first."""
    if card is None:
        return f'<h2 class="kompas-heading">{escape(page.texts("live.waiting"))}</h2>'
    body = f'<p class="kompas-answer">{write_plain(card.body)}</p>' if card.body else ""
    return f'<h2 class="kompas-heading">{write_plain(card.title)}</h2>{body}'


def _write_standing(page: LivePage, state: State) -> str:
    texts = page.texts
    where = "" if state.card is None else texts("live.card_of", n=state.card.place + 1, total=state.cards)
    people = texts("live.people_here", n=state.people_here)
    return f'<p class="kompas-source">{write_words(" · ".join(part for part in (where, people) if part))}</p>'


def _tell(page: LivePage, state: State) -> str:
    """What a screen reader says when the card, or what may be done on it, changes."""
    card, texts = state.card, page.texts
    if card is None:
        return texts("live.waiting")
    said = [texts("live.now", title=card.title)]
    if card.state.answers_open:
        said.append(texts("live.now_open"))
    if card.state.results_shown:
        said.append(texts("live.now_shown"))
    return " ".join(said)


def _offer_leaving(page: LivePage) -> None:
    if find_push() is None:
        return
    words = escape(page.texts("live.leave"))
    st.html(
        f'<form method="post" action="{LEAVE}?{LANGUAGE}={page.language}" class="kompas-leave">'
        f'<button type="submit">{words}</button></form>'
    )
