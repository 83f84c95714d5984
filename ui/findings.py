"""What was read, and what the checks found: in words and tables, with the workbook to correct it in."""

from html import escape

import streamlit as st

from ui.choices import choose_value
from ui.counts import write_counts
from ui.downloads import offer_document
from ui.html import write_fold, write_words
from ui.page import Page
from ui.present.quality import (
    filter_findings,
    list_options,
    list_totals,
    tabulate_findings,
    tabulate_sources,
)
from ui.remember import remembered
from ui.tables import write_table

FILTERS = ("severity", "check", "file")


@remembered
def write_rows(page: Page) -> str:
    """Rows read, loaded and refused, the law that they obey, and each file folded away; as HTML."""
    texts, sources = page.texts, tabulate_sources(page)
    law = f'<p class="kompas-source">{write_words(texts("quality.rows_law"))}</p>'
    name = texts("quality.sources")
    table = "" if sources.is_empty() else write_table(sources, caption=name, texts=texts)
    fold = f'<div class="kompas-folds">{write_fold(name, table)}</div>' if table else ""
    return f"{write_counts(list_totals(page), texts=texts)}{law}{fold}"


def praise_clean(page: Page) -> None:
    """Draws that nothing was found, where that is so."""
    if not page.store.count_findings():
        st.success(page.texts("quality.nothing_found"))


def tell_findings(page: Page) -> str:
    """For whom single findings are not meant: that they are there, and who has them."""
    hidden = page.store.count_findings() and not page.store.viewer.sees_findings
    return page.texts("quality.only_counts") if hidden else ""


def show_findings(page: Page) -> None:
    """Draws the filters, the findings that pass them, and the workbook."""
    texts = page.texts
    with st.container(horizontal=True):
        chosen = {
            name: choose_value(
                texts(f"quality.filter_{name}"),
                options=list_options(page.store.quality(), name, texts=texts),
                key=f"quality-{name}",
            )
            for name in FILTERS
        }
    st.html(_write_findings(page, chosen))
    for name in page.store.documents():
        offer_document(page, name, label=texts("quality.workbook"))


def _write_findings(page: Page, chosen: dict[str, str]) -> str:
    texts, found = page.texts, filter_findings(page.store.quality(), chosen)
    table = tabulate_findings(found, texts=texts)
    shown = texts.count("quality.findings_shown", found.height, shown=texts.number(table.height))
    name = texts("quality.section_findings")
    written = "" if table.is_empty() else write_table(table, caption=name, texts=texts)
    what = escape(texts("quality.workbook_what"))
    return f'<p class="kompas-source">{escape(shown)}</p>{written}<p>{what}</p>'
