"""How trajectories are set up: norm and practice side by side, and all trajectories beside each norm."""

import streamlit as st

from ui.blocks import show_figure, show_heading
from ui.frame import open_page
from ui.narrow import keep_trajectory
from ui.outcomes import show_table
from ui.present.design import present_design
from ui.present.design_matrix import tabulate_trajectories
from ui.present.design_words import list_words, write_design
from ui.present.forms_of_work import present_mix

page = keep_trajectory(open_page("design"))
if not list_words(page):
    st.info(page.texts("design.nothing"))
    st.stop()
figure, matrix, mix = present_design(page), tabulate_trajectories(page), present_mix(page)
if figure is not None:
    show_figure(page, figure)
if page.selection.trajectory is None and not matrix.is_empty():
    with st.container(key="whole-table"):
        show_table(page, matrix, heading=page.texts("design.matrix_question"))
    partnerships = page.programme.units.partnership.many.in_language(page.language)
    st.caption(page.texts("design.matrix_how", partnerships=partnerships))
with st.container(border=True):
    show_heading(page.texts("design.words"))
    st.html(write_design(page))
if mix is not None:
    show_figure(page, mix)
