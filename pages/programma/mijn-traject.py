"""Mijn traject: the own trajectory beside the whole, what stands out, what changed, and its notes."""

import streamlit as st

from ui.frame import open_page
from ui.mine.own import keep_own, write_own
from ui.mine.screen import make_parts
from ui.parts import show_parts

opened = open_page("mine", filters=False)
page = keep_own(opened)
if page is None:
    st.info(opened.texts("mine.nothing"))
    st.stop()
st.html(write_own(page))
show_parts(page, *make_parts(page))
