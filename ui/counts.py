"""A row of full counts: big number, what it counts."""

from html import escape

from texts import Texts


def write_counts(counts: tuple[tuple[int, str], ...], *, texts: Texts) -> str:
    """Each number above its word, as a description list in HTML that reads as "492 schoolleiders"."""
    items = "".join(
        f"<div><dt>{escape(word)}</dt><dd>{escape(texts.number(number))}</dd></div>"
        for number, word in counts
    )
    return f'<dl class="kompas-counts">{items}</dl>'
