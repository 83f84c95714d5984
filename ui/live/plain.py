"""What people wrote, as text: in HTML and in labels that Streamlit would read as Markdown."""

import re
from html import escape

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


def write_plain(text: str) -> str:
    """As HTML, with its line breaks."""
    return escape(text).replace("\n", "<br>")


def write_label(text: str) -> str:
    """As a label of a widget: every sign that could be Markdown says itself."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
