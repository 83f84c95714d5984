"""Words of the catalogue as HTML."""

import re
from html import escape
from typing import Literal

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ADDRESS = re.compile(r"https://[^\s<>()]+[^\s<>().,;:]")


def write_words(text: str) -> str:
    """`text` escaped, with `**bold**` of the catalogue kept and web addresses as links."""
    linked = _ADDRESS.sub(r'<a href="\g<0>" rel="noopener noreferrer">\g<0></a>', escape(text))
    return _BOLD.sub(r"<strong>\1</strong>", linked)


def write_heading(text: str, *, level: Literal[2, 3] = 2) -> str:
    """A heading of this level: cheaper than Streamlit's own where HTML follows it anyway."""
    return f'<h{level} class="kompas-heading">{escape(text)}</h{level}>'


def write_section(title: str, *, about: str, more: str = "") -> str:
    """The start of a section: its heading, a sentence about it, and HTML that follows."""
    return f'<div class="kompas-section">{write_heading(title)}<p>{write_words(about)}</p>{more}</div>'


def write_fold(title: str, content: str) -> str:
    """`content`, which is HTML, folded away below `title`."""
    return f"<details><summary>{escape(title)}</summary>{content}</details>"
