"""Leading a session: who is in, which card is on, what is open and shown, and the notes."""

from functools import partial
from html import escape
from urllib.parse import urlencode

import streamlit as st

from live import LiveStore
from live.model import Card, Session, State
from ui.access.choice import write_choice
from ui.access.identify import identify_viewer
from ui.address import CODE, LANGUAGE, ROLE, SESSION
from ui.live.doing import is_leading, show_said, steer
from ui.live.follow import run_live, show_followed
from ui.live.frame import LivePage
from ui.live.moderating import show_moderating
from ui.live.notes import takes_notes
from ui.live.plain import write_label, write_plain
from ui.live.poll import write_results
from ui.navigation import GUESTS, name_address
from ui.page import Page

_MINUTES = (1, 2, 3, 5, 10)


def show_leading(page: Page, store: LiveStore, session: Session) -> None:
    """Draws the desk, which comes again whenever something happens."""
    live = LivePage(texts=page.texts, dark=page.dark, query=page.query)
    run_live(lambda: _show_desk(live, store, session.id), seat="facilitator")


def _show_desk(live: LivePage, store: LiveStore, session_id: str) -> None:
    # A fragment runs without the page around it: who leads is asked again.
    if not is_leading(store, session_id):
        st.error(live.texts("live.refused_not_yours"))
        return
    state = store.read_state(session_id, seat="facilitator")
    show_said(live.texts)
    if state.session.status != "open":
        _offer_opening(live, store, state)
        show_followed(live, state, seat="facilitator", card=None)
        return
    st.html(_write_way_in(live, state))
    _show_steps(live, store, state)
    _show_now(live, store, state)
    _show_people(live, store, state)


def _offer_opening(live: LivePage, store: LiveStore, state: State) -> None:
    st.markdown(live.texts(f"live.{state.session.status}_about"))
    st.button(
        live.texts("live.open" if state.session.status == "draft" else "live.reopen"),
        key="live-open",
        type="primary",
        on_click=steer,
        args=(store, state.session.id, partial(store.open_session, state.session.id)),
    )


def _write_way_in(live: LivePage, state: State) -> str:
    """Code, address and counts, as HTML."""
    texts, session = live.texts, state.session
    viewer = identify_viewer()
    looking = {ROLE: write_choice(viewer)} if viewer.demo else {}
    beamer = (
        f"{name_address('beamer')}?{urlencode({SESSION: session.id, LANGUAGE: live.language, **looking})}"
    )
    join = f"{name_address(GUESTS)}?{urlencode({CODE: session.code or '', LANGUAGE: live.language})}"
    counts = texts("live.counts", people=texts.number(state.people), here=texts.number(state.people_here))
    return (
        f'<div class="kompas-way-in"><p><span>{escape(texts("live.code"))}</span> '
        f"<strong>{escape(session.code or '')}</strong></p>"
        f'<p><a href="{escape(beamer)}" target="_blank">{escape(texts("live.open_beamer"))}</a> · '
        f'<a href="{escape(join)}" target="_blank">{escape(texts("live.open_phone"))}</a></p>'
        f"<p>{escape(counts)}</p></div>"
    )


def _show_steps(live: LivePage, store: LiveStore, state: State) -> None:
    """The buttons to the card before and after, and a list of all."""
    texts, session_id = live.texts, state.session.id
    cards = store.list_cards(session_id)
    place = -1 if state.card is None else state.card.place
    with st.container(horizontal=True, vertical_alignment="bottom", key="live-steps"):
        for way, to in (("previous", place - 1), ("next", place + 1)):
            possible = 0 <= to < len(cards)
            st.button(
                texts(f"live.{way}"),
                key=f"live-{way}",
                type="primary" if way == "next" else "secondary",
                disabled=not possible,
                on_click=steer,
                args=(
                    store,
                    session_id,
                    partial(store.show_card, session_id, cards[to].id if possible else None),
                ),
            )
        with st.popover(texts("live.go_to")):
            for card in cards:
                st.button(
                    f"{card.place + 1}\\. {write_label(card.title)}",
                    key=f"live-goto-{card.id}",
                    type="tertiary",
                    disabled=card.place == place,
                    on_click=steer,
                    args=(store, session_id, partial(store.show_card, session_id, card.id)),
                )


def _show_now(live: LivePage, store: LiveStore, state: State) -> None:
    """The card that is on: what people see, the private note, and what the facilitator can do."""
    card, texts = state.card, live.texts
    if card is None:
        st.markdown(texts("live.no_card"))
        show_followed(live, state, seat="facilitator", card=None)
        return
    with st.container(border=True, key="live-now"):
        body = f"<p>{write_plain(card.body)}</p>" if card.body else ""
        st.html(f'<h3 class="kompas-heading">{card.place + 1}. {write_plain(card.title)}</h3>{body}')
        if card.private_note:
            head = escape(texts("live.private"))
            note = write_plain(card.private_note)
            st.html(f'<aside class="kompas-private"><strong>{head}</strong><br>{note}</aside>')
        _show_controls(live, store, state, card)
        show_followed(live, state, seat="facilitator", card=card)
        results = write_results(store, card, texts=texts)
        if results:
            st.html(results)
    if takes_notes(card):
        show_moderating(store, card, state=state, texts=texts)


def _show_controls(live: LivePage, store: LiveStore, state: State, card: Card) -> None:
    texts, now = live.texts, card.state
    if card.kind == "break":
        _offer_clock(live, store, card)
        return
    with st.container(horizontal=True, key="live-controls"):
        _offer(
            live,
            store,
            card,
            "close_answers" if now.answers_open else "open_answers",
            partial(store.set_answers_open, card.id, not now.answers_open),
            primary=not now.answers_open,
        )
        _offer(
            live,
            store,
            card,
            "hide_results" if now.results_shown else "show_results",
            partial(store.set_results_shown, card.id, not now.results_shown),
            primary=now.answers_open,
        )
        if card.poll is not None and now.round == 1:
            _offer(live, store, card, "second_round", partial(store.start_round, card.id, 2))
    if card.poll is not None:
        st.html(f"<p>{escape(texts('live.round', n=now.round))} · {_count_answered(live, state)}</p>")
    else:
        st.html(f"<p>{_count_answered(live, state)}</p>")
    _offer_clock(live, store, card)


def _count_answered(live: LivePage, state: State) -> str:
    answered, people = state.answered or 0, state.people
    return escape(
        live.texts("live.answered_of", answered=live.texts.number(answered), people=live.texts.number(people))
    )


def _offer(
    live: LivePage, store: LiveStore, card: Card, name: str, do: partial[Card], *, primary: bool = False
) -> None:
    st.button(
        live.texts(f"live.{name}"),
        key=f"live-{name}",
        type="primary" if primary else "secondary",
        on_click=steer,
        args=(store, card.session_id, do),
    )


def _offer_clock(live: LivePage, store: LiveStore, card: Card) -> None:
    texts = live.texts
    with st.container(horizontal=True, vertical_alignment="bottom", key="live-clock"):
        minutes = st.selectbox(
            texts("live.clock"),
            _MINUTES,
            index=1,
            format_func=lambda n: texts("live.minutes", n=n),
            key="live-min",
            width=160,
        )
        _offer(live, store, card, "start_clock", partial(store.set_timer, card.id, 60 * int(minutes)))
        if card.state.timer_ends_at is not None:
            _offer(live, store, card, "stop_clock", partial(store.set_timer, card.id, None))


def _show_people(live: LivePage, store: LiveStore, state: State) -> None:
    """Who is in, by the name that they chose, with the way to take somebody out."""
    texts = live.texts
    people = store.list_participants(state.session.id)
    names = [person.name or texts("live.nameless", n=n) for n, person in enumerate(people, start=1)]
    with st.expander(texts("live.people", n=len(people))):
        if not people:
            st.markdown(texts("live.nobody_yet"))
            return
        st.html("<ul>" + "".join(f"<li>{write_plain(name)}</li>" for name in names) + "</ul>")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            one = st.selectbox(
                texts("live.take_out_who"), range(len(people)), format_func=lambda n: names[n], key="live-who"
            )
            st.button(
                texts("live.take_out"),
                key="live-take-out",
                on_click=steer,
                args=(store, state.session.id, partial(store.remove_participant, people[one].id)),
            )
