"""The PNG of a chart, made in the reader's own browser (see docs/decisions.md)."""

import re
from functools import cache
from importlib.util import find_spec

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from charts.theme import palette
from ui.audit.notes import note_picture
from ui.figure import Figure
from ui.page import Page

_PACKAGE = "kompas_picture"


def offer_picture(page: Page, figure: Figure, *, notes: tuple[str, ...], file_name: str) -> None:
    """Draws the button that saves the chart as a picture, with its question, finding and `notes`.

    Draws nothing where the component's folder is not on the path: under `streamlit run` and in
    tests without a browser.
    """
    if find_spec(_PACKAGE) is None:
        return
    colours = palette(dark=page.dark)
    data = {
        "label": page.texts("frame.download_png"),
        "figure": name_class(f"figure-{figure.key}"),
        "file": file_name,
        "title": figure.question,
        "answer": figure.answer,
        "notes": notes,
        "background": colours.background,
        "ink": colours.text,
    }
    _component()(
        data=data,
        key=f"png-{figure.key}",
        width="content",
        on_saved_change=lambda: note_picture(page, figure=figure.key),
    )


def name_class(key: str) -> str:
    """The CSS class that Streamlit gives to a container with this key."""
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("kompas-picture.picture", js="picture.js", css="picture.css")
