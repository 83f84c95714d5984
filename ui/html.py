"""Words of the catalogue as HTML."""

import re
from html import escape

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def write_words(text: str) -> str:
    """`text` escaped, with `**bold**` of the catalogue kept."""
    return _BOLD.sub(r"<strong>\1</strong>", escape(text))
