"""The notes of a card at the facilitator's desk: letting through, hiding, pinning, grouping."""

from functools import partial
from html import escape

import streamlit as st

from live import LiveStore
from live.model import COLUMNS, Card, Note, State
from texts import Texts
from ui.live.doing import steer
from ui.live.notes import write_note

_LONGEST_GROUP = 120
_SHORT = 60


def show_moderating(store: LiveStore, card: Card, *, state: State, texts: Texts) -> None:
    """Draws every note of the card, without its writer, and what can be done with it."""
    notes = store.list_notes(card.id, seat="facilitator")
    with st.container(horizontal=True, vertical_alignment="center", key="live-moderation"):
        st.button(
            texts("live.moderation_off" if state.session.moderated else "live.moderation_on"),
            key="live-moderate",
            help=texts("live.moderate_help"),
            on_click=steer,
            args=(
                store,
                card.session_id,
                partial(store.set_moderated, card.session_id, not state.session.moderated),
            ),
        )
        if state.waiting_notes:
            st.html(f"<p>{escape(texts('live.waiting_notes', n=state.waiting_notes))}</p>")
    if not notes:
        st.markdown(texts("live.no_notes"))
        return
    for place, column in zip(st.columns(len(COLUMNS)), COLUMNS, strict=True):
        with place:
            st.html(f'<h3 class="kompas-heading">{escape(texts(f"live.column_{column}"))}</h3>')
            for note in notes:
                if note.column == column:
                    _show_note(store, card, note, texts=texts)
    _offer_grouping(store, card, notes, texts=texts)


def _show_note(store: LiveStore, card: Card, note: Note, *, texts: Texts) -> None:
    with st.container(key=f"live-note-{note.id}", gap="small"):
        group = f'<p class="kompas-group">{escape(note.group)}</p>' if note.group else ""
        st.html(group + write_note(note, texts=texts))
        with st.container(horizontal=True, gap="small"):
            if note.status != "shown":
                _offer(store, card, note, "approve", partial(store.approve_note, note.id), texts=texts)
            if note.status != "hidden":
                _offer(store, card, note, "hide", partial(store.hide_note, note.id), texts=texts)
            pin = "unpin" if note.pinned else "pin"
            _offer(store, card, note, pin, partial(store.pin_note, note.id, not note.pinned), texts=texts)


def _offer(store: LiveStore, card: Card, note: Note, name: str, do: partial[None], *, texts: Texts) -> None:
    st.button(
        texts(f"live.{name}"), key=f"live-{name}-{note.id}", on_click=steer, args=(store, card.session_id, do)
    )


def _offer_grouping(store: LiveStore, card: Card, notes: tuple[Note, ...], *, texts: Texts) -> None:
    names = {note.id: note.text if len(note.text) <= _SHORT else f"{note.text[:_SHORT]}…" for note in notes}
    with st.form(f"live-group-{card.id}", clear_on_submit=True):
        st.multiselect(
            texts("live.group_which"),
            tuple(names),
            format_func=lambda note_id: names.get(note_id, ""),
            placeholder=texts("live.choose"),
            key="live-group-which",
        )
        st.text_input(
            texts("live.group_name"),
            max_chars=_LONGEST_GROUP,
            key="live-group-name",
            help=texts("live.group_help"),
        )
        st.form_submit_button(texts("live.group"), on_click=_group, args=(store, card.session_id))


def _group(store: LiveStore, session_id: str) -> None:
    chosen, name = st.session_state["live-group-which"], st.session_state["live-group-name"].strip()
    steer(store, session_id, partial(store.group_notes, tuple(chosen), name or None))
