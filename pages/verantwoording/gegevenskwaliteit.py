"""Gegevenskwaliteit: what was read, what the checks found, who answered, what was left open."""

import streamlit as st

from ui.blocks import show_figure, show_heading, show_pair
from ui.choices import choose_value
from ui.counts import show_counts
from ui.downloads import offer_document
from ui.frame import open_page
from ui.present.missing import present_missing
from ui.present.quality import (
    filter_findings,
    list_options,
    list_totals,
    present_checks,
    tabulate_findings,
    tabulate_sources,
)
from ui.present.response import present_response
from ui.tables import write_table

FILTERS = ("severity", "check", "file")

page = open_page("quality")
texts = page.texts
st.markdown(texts("quality.lead"))
show_heading(texts("quality.rows"))
show_counts(list_totals(page), texts=texts)
st.caption(texts("quality.rows_law"))
sources = tabulate_sources(page)
if not sources.is_empty():
    with st.expander(texts("quality.sources")):
        st.html(write_table(sources, caption=texts("quality.sources"), texts=texts))

checks = present_checks(page)
if checks is None:
    st.success(texts("quality.nothing_found"))
else:
    show_figure(page, checks)
    show_heading(texts("quality.findings"))
    with st.container(horizontal=True):
        chosen = {
            name: choose_value(
                texts(f"quality.filter_{name}"), options=list_options(page, name), key=f"quality-{name}"
            )
            for name in FILTERS
        }
    found = filter_findings(page, **chosen)
    table = tabulate_findings(found, texts=texts)
    st.caption(texts.count("quality.findings_shown", found.height, shown=texts.number(table.height)))
    if not table.is_empty():
        st.html(write_table(table, caption=texts("quality.findings"), texts=texts))
    st.markdown(texts("quality.workbook_what"))
    for name in page.store.documents():
        offer_document(page, name, label=texts("quality.workbook"))

show_pair(page, (present_response(page), present_missing(page)), key="answers")
