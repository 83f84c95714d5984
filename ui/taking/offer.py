"""The place where a reader takes the chosen group along: a report, a workbook, slides."""

from functools import partial

import streamlit as st

from ui.blocks import show_heading
from ui.downloads import offer_file, write_once
from ui.page import Page
from ui.taking.files import KINDS
from ui.taking.gather import gather_report

OFFERED = ("pdf", "xlsx", "pptx")
FIGURE = "report"
"""What the audit log calls it."""


def offer_report(page: Page) -> None:
    """Draws what there is to take along of the page's group; a file is made when it is asked for."""
    texts = page.texts
    show_heading(texts("reports.take_along"))
    st.caption(texts("reports.take_along_what"))
    group = page.cell.cell_id.replace("=", "-").replace("|", "-")
    with st.container(horizontal=True, key="take-along"):
        for ending in OFFERED:
            name = f"kompas-{group}-{page.store.info.release_id}"
            offer_file(
                page,
                label=texts(f"reports.take_{ending}"),
                figure=FIGURE,
                name=name,
                ending=ending,
                media_type=KINDS[ending].media_type,
                write=write_once(page, f"{name}.{ending}", partial(_make, page, ending)),
            )


def _make(page: Page, ending: str) -> bytes:
    return KINDS[ending].write(gather_report(page), page.texts)
