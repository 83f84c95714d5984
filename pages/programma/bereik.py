"""Bereik: who applied, who takes part, how that compares with all schools, and who answered when."""

import streamlit as st

from ui.blocks import show_figure, show_heading, show_pair
from ui.choices import choose_one
from ui.counts import show_counts
from ui.frame import open_page
from ui.labels import start_upper
from ui.present.coverage import present_coverage, present_map
from ui.present.facts import MEASURES, count_of, list_counts, list_divisions, name_division, name_many
from ui.present.flow import present_flow
from ui.present.reach import present_division, present_status

page = open_page("reach")
texts = page.texts
divisions = {d: start_upper(name_division(d, page=page)) for d in list_divisions(page)}
measures = {m: start_upper(name_many(count_of(m, programme=page.programme), texts=texts)) for m in MEASURES}

show_heading(texts("reach.facts"))
if not divisions:
    st.info(texts("reach.nothing"))
    st.stop()
show_counts(list_counts(page), texts=texts)
with st.container(horizontal=True):
    division = choose_one(texts("reach.by"), options=divisions, key="reach-by")
    measure = choose_one(texts("reach.count"), options=measures, key="reach-count")
split = present_division(page, division=division, measure=measure)
if split is not None:
    show_figure(page, split)
show_pair(page, (present_map(page), present_coverage(page)), key="where")
show_pair(page, (present_status(page), present_flow(page)), key="who")
