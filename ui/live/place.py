"""The place that somebody has in a session: by the cookie of the join route, or within this visit."""

from dataclasses import dataclass

import streamlit as st

from live import LiveStore
from live.codes import normalise_code
from live.model import Participant, Session
from ui.live.link import COOKIE, read_ticket, write_ticket

_WITHIN_VISIT = "kompas-live-ticket"


@dataclass(frozen=True)
class Place:
    """Who takes part, and in what."""

    participant: Participant
    session: Session


def find_place(store: LiveStore, *, code: str) -> Place | None:
    """The place of this visitor; None without one, or if the address has the code of another session."""
    given = st.context.cookies.get(COOKIE)
    for ticket in (st.session_state.get(_WITHIN_VISIT), given):
        place = _read(store, ticket)
        if place is not None and _fits(place.session, code):
            return place
    return None


def keep_place(session_id: str, token: str) -> None:
    """Remembers a place for this visit, where no route can set a cookie."""
    st.session_state[_WITHIN_VISIT] = write_ticket(session_id, token)


def _read(store: LiveStore, ticket: object) -> Place | None:
    session_id, token = read_ticket(ticket if isinstance(ticket, str) else None)
    found = store.find_place(session_id, token) if token else None
    return None if found is None else Place(*found)


def _fits(session: Session, code: str) -> bool:
    """Whether a code in the address, if any, is that of this session; a closed one has none any more."""
    return not code or session.code is None or normalise_code(code) == session.code
