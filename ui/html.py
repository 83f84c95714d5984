"""Words of the catalogue as HTML."""

import re
from html import escape

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ADDRESS = re.compile(r"https://[^\s<>()]+[^\s<>().,;:]")


def write_words(text: str) -> str:
    """`text` escaped, with `**bold**` of the catalogue kept and web addresses as links."""
    linked = _ADDRESS.sub(r'<a href="\g<0>" rel="noopener noreferrer">\g<0></a>', escape(text))
    return _BOLD.sub(r"<strong>\1</strong>", linked)
