"""Keeps the address and the session in step.

The address is the truth whenever it holds one of our parameters. Streamlit empties it when the
reader opens another page: then the session's copy is written back, without what was chosen within
the page that is left.
"""

import streamlit as st

from ui.address import LANGUAGE, OF_A_PAGE, OURS, ROLE, Selection, read_language, write_query

_COPY = "kompas-query"


def restore_query() -> dict[str, str]:
    """Settles the query of this run and returns our part of it."""
    copied: dict[str, str] = st.session_state.get(_COPY, {})
    given = _read_query()
    query = {**given} or dict(copied)
    query.setdefault(LANGUAGE, read_language(query))
    if ROLE in copied:
        query.setdefault(ROLE, copied[ROLE])
    _write(query, before=given)
    return query


def save_selection(selection: Selection) -> None:
    """Puts `selection` in the address. To be called from a widget's callback."""
    query = _read_query()
    kept = {name: query[name] for name in (ROLE, *OF_A_PAGE) if name in query}
    _write({**write_query(selection=selection, language=read_language(query)), **kept}, before=query)


def read_role() -> str | None:
    """The role in the address, or the one chosen before in this visit; any text at all."""
    copied: dict[str, str] = st.session_state.get(_COPY, {})
    return st.query_params.get(ROLE, copied.get(ROLE))


def read_choice(name: str) -> str | None:
    """What the address holds for one of `OF_A_PAGE`; any text at all, as anybody can write an address."""
    return st.query_params.get(name)


def _read_query() -> dict[str, str]:
    """Our part of the query of this run."""
    given = st.query_params.to_dict()
    return {name: given[name] for name in (*OURS, *OF_A_PAGE) if name in given}


def _write(query: dict[str, str], *, before: dict[str, str]) -> None:
    st.session_state[_COPY] = {name: value for name, value in query.items() if name in OURS}
    if before != query:
        st.query_params.from_dict(query)
