"""The house style: linked from the page under `server.py`, sent along at each run under `streamlit run`."""

from pathlib import Path
from threading import Event

import streamlit as st

STYLE = Path(__file__).with_name("style.css")
_in_page = Event()


def note_style_in_page() -> None:
    """Says that the page links to the style: no run needs to send it."""
    _in_page.set()


def wear_style() -> None:
    """Sends the style along, unless the page has it."""
    if not _in_page.is_set():
        st.html(STYLE)
