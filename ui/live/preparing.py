"""Preparing a session: its agenda of cards, in order, and new cards."""

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from live import LiveStore
from live.model import Card, NewCard, Poll, PollKind, Session
from ui.blocks import show_heading
from ui.live.doing import steer
from ui.live.plain import write_plain
from ui.page import Page

_KINDS = ("question", "poll", "break")
_POLLS: tuple[PollKind, ...] = ("likert", "choice", "scale", "ranking")
_LONGEST_TITLE, _LONGEST_BODY = 120, 1000


def show_preparing(page: Page, store: LiveStore, session: Session) -> None:
    """Draws the agenda, each card with its buttons, and the form for a new one."""
    texts, cards = page.texts, store.list_cards(session.id)
    show_heading(texts("live.agenda"))
    st.markdown(texts("live.agenda_about"))
    for card in cards:
        _show_card(page, store, card, cards=cards)
    show_heading(texts("live.new_card"))
    kind = st.segmented_control(
        texts("live.kind"),
        _KINDS,
        default="question",
        format_func=lambda name: texts(f"live.kind_{name}"),
        key="live-kind",
    )
    poll_kind = None
    if kind == "poll":
        poll_kind = st.selectbox(
            texts("live.poll_kind"),
            _POLLS,
            format_func=lambda name: texts(f"live.poll_{name}"),
            key="live-poll-kind",
        )
    with st.form("live-new-card", clear_on_submit=True):
        _draw_fields("live-card", poll_kind=poll_kind, page=page)
        st.form_submit_button(
            texts("live.add"), type="primary", on_click=_add, args=(store, session.id, kind, poll_kind)
        )


def _show_card(page: Page, store: LiveStore, card: Card, *, cards: Sequence[Card]) -> None:
    texts = page.texts
    with st.container(border=True, key=f"live-agenda-{card.id}"):
        kind = texts(f"live.kind_{card.kind}")
        if card.poll is not None:
            kind = f"{kind} · {texts(f'live.poll_{card.poll.kind}')}"
        number = texts("live.card_number", n=card.place + 1)
        st.html(
            f'<p class="kompas-source">{escape(number)} · {escape(kind)}</p>'
            f'<h3 class="kompas-heading">{write_plain(card.title)}</h3>'
            + (f"<p>{write_plain(card.body)}</p>" if card.body else "")
        )
        with st.container(horizontal=True):
            _offer_move(page, store, card, by=-1, possible=card.place > 0)
            _offer_move(page, store, card, by=1, possible=card.place < len(cards) - 1)
            with st.popover(texts("live.edit")):
                _show_editing(page, store, card)
            st.button(
                texts("live.remove"),
                key=f"live-remove-{card.id}",
                on_click=steer,
                args=(store, card.session_id, partial(store.remove_card, card.id)),
            )


def _offer_move(page: Page, store: LiveStore, card: Card, *, by: int, possible: bool) -> None:
    way = "up" if by < 0 else "down"
    st.button(
        page.texts(f"live.move_{way}"),
        key=f"live-{way}-{card.id}",
        disabled=not possible,
        on_click=steer,
        args=(store, card.session_id, partial(store.move_card, card.id, by=-1 if by < 0 else 1)),
    )


def _draw_fields(key: str, *, page: Page, poll_kind: PollKind | None, card: Card | None = None) -> None:
    """The fields of a card; they are read back by `_read_fields`."""
    texts = page.texts
    st.text_input(
        texts("live.card_title"),
        value=card.title if card else "",
        max_chars=_LONGEST_TITLE,
        key=f"{key}-title",
    )
    st.text_area(
        texts("live.card_body"), value=card.body if card else "", max_chars=_LONGEST_BODY, key=f"{key}-body"
    )
    if poll_kind is not None and poll_kind != "scale":
        before = "\n".join(card.poll.options) if card and card.poll else ""
        if not before and poll_kind == "likert":
            before = texts("live.likert_options")
        st.text_area(
            texts("live.options"), value=before, key=f"{key}-options", help=texts("live.options_help")
        )
    if poll_kind == "choice":
        several = bool(card and card.poll and card.poll.several)
        st.checkbox(texts("live.several"), value=several, key=f"{key}-several")
    st.text_area(
        texts("live.private"),
        value=card.private_note if card else "",
        max_chars=_LONGEST_BODY,
        key=f"{key}-private",
    )


def _read_fields(key: str, *, kind: str, poll_kind: PollKind | None, card: Card | None = None) -> NewCard:
    fields = st.session_state
    poll = None
    if poll_kind is not None:
        lines = str(fields.get(f"{key}-options", "")).splitlines()
        poll = Poll(
            kind=poll_kind,
            options=tuple(line.strip() for line in lines if line.strip()),
            several=bool(fields.get(f"{key}-several", False)),
        )
    return NewCard(
        kind=card.kind if card else "poll" if kind == "poll" else "break" if kind == "break" else "question",
        title=fields[f"{key}-title"],
        body=fields[f"{key}-body"],
        private_note=fields[f"{key}-private"],
        figure=card.figure if card else None,
        poll=poll,
    )


def _add(store: LiveStore, session_id: str, kind: str | None, poll_kind: PollKind | None) -> None:
    new = _read_fields("live-card", kind=kind or "question", poll_kind=poll_kind)
    steer(store, session_id, partial(store.add_card, session_id, new))


def _show_editing(page: Page, store: LiveStore, card: Card) -> None:
    key, poll_kind = f"live-edit-{card.id}", card.poll.kind if card.poll else None
    with st.form(key, border=False):
        _draw_fields(key, page=page, poll_kind=poll_kind, card=card)
        st.form_submit_button(page.texts("live.save"), on_click=_edit, args=(store, card, key))


def _edit(store: LiveStore, card: Card, key: str) -> None:
    changed = _read_fields(key, kind=card.kind, poll_kind=card.poll.kind if card.poll else None, card=card)
    steer(store, card.session_id, partial(store.edit_card, card.id, changed))
