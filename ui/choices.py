"""Choices within one page, such as what to divide by. They last as long as the session."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

Choice = TypeVar("Choice", bound=str)


def choose_one(label: str, *, options: Mapping[Choice, str], key: str) -> Choice:
    """Draws the options (id → label) as one row of buttons and returns the chosen id."""
    return st.segmented_control(
        label,
        tuple(options),
        key=key,
        required=True,
        default=next(iter(options)),
        format_func=lambda choice: options[choice],
        persist_state="session",
        wrap=True,
    )


def choose_value(label: str, *, options: Mapping[str, str], key: str) -> str:
    """Draws the options (id → label) as a list to pick one from and returns the chosen id."""
    if st.session_state.get(key) not in options:
        st.session_state.pop(key, None)
    return st.selectbox(
        label, tuple(options), key=key, format_func=lambda v: options[v], persist_state="session"
    )
