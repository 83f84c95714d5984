"""Puts the texts that Streamlit builds in, English only, into the reader's language."""

from ui.shim.widgets import translate_widgets

__all__ = ["translate_widgets"]
