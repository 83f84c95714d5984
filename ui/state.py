"""Keeps the address and the session in step.

The address is the truth whenever it holds one of our parameters. Streamlit empties it when the
reader opens another page: then the session's copy is written back.
"""

import streamlit as st

from texts.catalogue import Language
from ui.address import LANGUAGE, OURS, Selection, read_language, write_query

_COPY = "kompas-query"


def restore_query() -> dict[str, str]:
    """Settles the query of this run and returns our part of it."""
    query = _read_query() or dict(st.session_state.get(_COPY, {}))
    query.setdefault(LANGUAGE, read_language(query))
    _write(query)
    return query


def save_selection(selection: Selection) -> None:
    """Puts `selection` in the address. To be called from a widget's callback."""
    _write(write_query(selection=selection, language=read_language(_read_query())))


def save_language(language: Language) -> None:
    """Puts `language` in the address, and leaves the selection as it is."""
    _write({**_read_query(), LANGUAGE: language})


def _read_query() -> dict[str, str]:
    return {name: st.query_params[name] for name in OURS if name in st.query_params}


def _write(query: dict[str, str]) -> None:
    st.session_state[_COPY] = query
    if _read_query() != query:
        st.query_params.from_dict(query)
