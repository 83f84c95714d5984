"""Keeps the address and the session in step.

The address is the truth whenever it holds one of our parameters. Streamlit empties it when the
reader opens another page: then the session's copy is written back, without what was chosen within
the page that is left.
"""

from urllib.parse import urlencode

import streamlit as st

from texts.catalogue import Language
from ui.address import LANGUAGE, OF_A_PAGE, OURS, ROLE, Selection, read_language, write_query

_COPY = "kompas-query"


def restore_query() -> dict[str, str]:
    """Settles the query of this run and returns our part of it."""
    copied: dict[str, str] = st.session_state.get(_COPY, {})
    query = _read_query() or dict(copied)
    query.setdefault(LANGUAGE, read_language(query))
    if ROLE in copied:
        query.setdefault(ROLE, copied[ROLE])
    _write(query)
    return query


def save_selection(selection: Selection) -> None:
    """Puts `selection` in the address. To be called from a widget's callback."""
    query = _read_query()
    kept = {name: query[name] for name in (ROLE, *OF_A_PAGE) if name in query}
    _write({**write_query(selection=selection, language=read_language(query)), **kept})


def save_language(language: Language) -> None:
    """Puts `language` in the address, and leaves the selection as it is."""
    _write({**_read_query(), LANGUAGE: language})


def read_role() -> str | None:
    """The role in the address, or the one chosen before in this visit; any text at all."""
    copied: dict[str, str] = st.session_state.get(_COPY, {})
    return _read_query().get(ROLE, copied.get(ROLE))


def save_role(role: str | None) -> None:
    """Puts the role that is looked as in the address, or leaves it out, with every filter let go.

    Another role may not have the group that was chosen. To be called from a widget's callback.
    """
    query = _read_query()
    _write({LANGUAGE: read_language(query)} | ({} if role is None else {ROLE: role}))


def read_choice(name: str) -> str | None:
    """What the address holds for one of `OF_A_PAGE`; any text at all, as anybody can write an address."""
    return _read_query().get(name)


def address_choice(name: str, value: str | None) -> str:
    """The address of the same page with one of `OF_A_PAGE` set, or left out: `?traject=pi-3&bestand=map`."""
    others = {key: given for key, given in _read_query().items() if key != name}
    return f"?{urlencode(others if value is None else {**others, name: value})}"


def save_choice(name: str, value: str) -> None:
    """Puts one of `OF_A_PAGE` in the address. To be called from a widget's callback."""
    _write({**_read_query(), name: value})


def _read_query() -> dict[str, str]:
    given = st.query_params.to_dict()
    return {name: given[name] for name in (*OURS, *OF_A_PAGE) if name in given}


def _write(query: dict[str, str]) -> None:
    st.session_state[_COPY] = {name: value for name, value in query.items() if name in OURS}
    if _read_query() != query:
        st.query_params.from_dict(query)
