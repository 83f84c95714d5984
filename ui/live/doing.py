"""What a button of a live session does: with the rules asked again, and a sentence where they say no."""

from collections.abc import Callable

import streamlit as st

from live import LiveStore
from live.model import Refused, UnknownIdError
from texts import Texts
from ui.access.denial import NotAdmittedError
from ui.access.identify import identify_viewer
from ui.live.desk import leads

_SAID = "kompas-live-said"


def attempt(do: Callable[[], object], *, done: str = "") -> None:
    """Does it in a callback; why not, or the text at key `done`, is told by the run that follows."""
    try:
        do()
    except Refused as refusal:
        say(f"live.refused_{refusal.reason.value}", wrong=True)
    except UnknownIdError:
        say("live.gone", wrong=True)
    else:
        if done:
            say(done)


def steer(store: LiveStore, session_id: str, do: Callable[[], object], done: str = "") -> None:
    """As `attempt`, for who leads the session: a click can come long after the page was drawn."""
    if is_leading(store, session_id):
        attempt(do, done=done)
    else:
        say("live.refused_not_yours", wrong=True)


def is_leading(store: LiveStore, session_id: str) -> bool:
    """Whether the viewer of this run leads the session."""
    try:
        return leads(identify_viewer(), store.find_session(session_id))
    except (NotAdmittedError, UnknownIdError):
        return False


def say(key: str, *, wrong: bool = False) -> None:
    """Keeps the text at `key` for the run that follows."""
    st.session_state[_SAID] = (key, wrong)


def show_said(texts: Texts) -> None:
    """Draws what the last button led to, once."""
    key, wrong = st.session_state.pop(_SAID, ("", False))
    if key:
        (st.error if wrong else st.success)(texts(key))
