"""Over deze cijfers: method, privacy, caution, every measure, glossary, codebook, downloads, release."""

import streamlit as st

from ui.about_parts import PARTS
from ui.frame import open_page
from ui.view_choices import ALL_PARTS, read_part, write_parts

page = open_page("about")
st.html(write_parts(page, names=list(PARTS), room="about"))
chosen = read_part(list(PARTS))
for name, show_part in PARTS.items():
    if chosen in (name, ALL_PARTS):
        show_part(page)
