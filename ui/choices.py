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
    )
