"""A row of full counts: big number, what it counts."""

from html import escape

import streamlit as st

from texts import Texts


def show_counts(counts: tuple[tuple[int, str], ...], *, texts: Texts) -> None:
    """Draws each number above its word, as a description list that reads as "492 schoolleiders"."""
    items = "".join(
        f"<div><dt>{escape(word)}</dt><dd>{escape(texts.number(number))}</dd></div>"
        for number, word in counts
    )
    st.html(f'<dl class="kompas-counts">{items}</dl>')
