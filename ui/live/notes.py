"""Notes in three columns: writing and supporting on the phone, and reading on the beamer."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from live import LiveStore
from live.model import COLUMNS, Card, Column, Note, Participant
from texts import Texts
from ui.live.doing import attempt
from ui.live.plain import write_plain

_LONGEST = 500


def takes_notes(card: Card) -> bool:
    """Whether people write notes on this kind of card."""
    return card.kind in {"figure", "question"}


def show_notes(store: LiveStore, card: Card, *, who: Participant, texts: Texts) -> None:
    """Draws the three columns to one participant: writing while open, the others' once shown."""
    notes = store.list_notes(card.id, seat="participant", participant_id=who.id)
    may_write = card.state.answers_open
    if not may_write and not notes:
        return
    for place, column in zip(st.columns(len(COLUMNS)), COLUMNS, strict=True):
        with place:
            st.html(f'<h3 class="kompas-heading">{escape(texts(f"live.column_{column}"))}</h3>')
            if may_write:
                _show_writing(store, card, column, who=who, texts=texts)
            for note in notes:
                if note.column == column:
                    _show_note(store, card, note, who=who, texts=texts)


def _show_writing(store: LiveStore, card: Card, column: Column, *, who: Participant, texts: Texts) -> None:
    key = f"note-{card.id}-{column}"
    with st.form(key, clear_on_submit=True, border=False):
        st.text_area(
            texts(f"live.write_{column}"),
            max_chars=_LONGEST,
            height=90,
            placeholder=texts("live.write_here"),
            key=f"{key}-text",
        )
        st.form_submit_button(
            texts("live.send"), width="stretch", on_click=_write, args=(store, card.id, column, who.id, key)
        )


def _write(store: LiveStore, card_id: str, column: Column, who: str, key: str) -> None:
    text = st.session_state[f"{key}-text"]
    if text.strip():
        attempt(lambda: store.write_note(who, card_id, column, text))


def _show_note(store: LiveStore, card: Card, note: Note, *, who: Participant, texts: Texts) -> None:
    with st.container(key=f"live-note-{note.id}", gap="small"):
        st.html(write_note(note, texts=texts))
        if note.mine:
            if card.state.answers_open or card.state.shown_rounds:
                _offer_changes(store, note, who=who, texts=texts)
        elif note.status == "shown":
            st.button(
                texts("live.supported" if note.supported else "live.support"),
                key=f"support-{note.id}",
                on_click=attempt,
                args=(partial(store.support, note.id, who.id, not note.supported),),
            )


def _offer_changes(store: LiveStore, note: Note, *, who: Participant, texts: Texts) -> None:
    key = f"edit-{note.id}"
    with st.popover(texts("live.change")):
        st.text_area(texts("live.note"), value=note.text, max_chars=_LONGEST, key=key, height=100)
        st.button(
            texts("live.save"), key=f"save-{note.id}", on_click=_edit, args=(store, note.id, who.id, key)
        )
        st.button(
            texts("live.withdraw"),
            key=f"withdraw-{note.id}",
            on_click=attempt,
            args=(partial(store.withdraw_note, who.id, note.id),),
        )


def _edit(store: LiveStore, note_id: str, who: str, key: str) -> None:
    text = st.session_state[key]
    attempt(lambda: store.edit_note(who, note_id, text))


def write_note(note: Note, *, texts: Texts) -> str:
    """One note as HTML, without its writer."""
    marks = [texts("live.mine")] if note.mine else []
    marks += [texts("live.pinned")] if note.pinned else []
    marks += [texts(f"live.status_{note.status}")] if note.status != "shown" else []
    marks += [texts("live.supports", n=note.support)] if note.support else []
    about = f'<p class="kompas-source">{escape(" · ".join(marks))}</p>' if marks else ""
    pinned = " kompas-pinned" if note.pinned else ""
    return f'<div class="kompas-note{pinned}"><p>{write_plain(note.text)}</p>{about}</div>'


def write_columns(notes: Sequence[Note], *, texts: Texts) -> str:
    """The notes for everybody to read, by column and within it by group, as HTML."""
    if not notes:
        return ""
    columns = "".join(
        f'<section><h3 class="kompas-heading">{escape(texts(f"live.column_{column}"))}</h3>'
        f"{_write_groups([n for n in notes if n.column == column], texts=texts)}</section>"
        for column in COLUMNS
    )
    return f'<div class="kompas-columns">{columns}</div>'


def _write_groups(notes: Sequence[Note], *, texts: Texts) -> str:
    groups: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes:
        groups[note.group or ""].append(note)
    return "".join(
        (f'<h4 class="kompas-group">{write_plain(name)}</h4>' if name else "")
        + "".join(write_note(note, texts=texts) for note in members)
        for name, members in sorted(groups.items(), key=lambda item: not item[0])
    )
