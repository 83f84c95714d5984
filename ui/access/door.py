"""What somebody sees who is not let in: why, and how to log in. Nothing of the programme."""

import streamlit as st

from texts import Texts
from ui.access.admit import end_login
from ui.access.denial import Reason
from ui.access.login import DEFAULT_PROVIDER, list_providers, read_claims
from ui.access.rules import locate_access
from ui.filters import write_languages

_AGAIN: frozenset[Reason] = frozenset({"login", "expired", "ended"})


def show_door(reason: Reason, *, texts: Texts) -> None:
    """Draws why nothing is shown, and the ways on that there are."""
    st.html(write_languages({}, texts=texts))
    st.title(texts(f"access.{reason}_title"), anchor=False)
    st.markdown(texts(f"access.{reason}", file=locate_access()))
    if reason in _AGAIN:
        _offer_login(texts)
    elif reason == "unknown":
        st.button(texts("access.other_login"), key="door-leave", on_click=leave, type="primary")


def leave() -> None:
    """Logs out: ends the login here too, so that no copy of its cookie works any more."""
    end_login(read_claims())
    st.logout()


def _offer_login(texts: Texts) -> None:
    providers = list_providers()
    for provider in providers:
        label = texts("access.login_with", name=provider) if len(providers) > 1 else texts("access.do_login")
        args = () if provider == DEFAULT_PROVIDER else (provider,)
        st.button(label, key=f"door-{provider}", on_click=st.login, args=args, type="primary")
