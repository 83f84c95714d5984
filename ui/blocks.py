"""The figure block: question, finding, chart | table, downloads, explanation, n and release."""

from collections.abc import Callable, Sequence
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from charts.theme import CONFIG
from ui.cells import Cell
from ui.downloads import offer_downloads
from ui.figure import Figure
from ui.filters import choose_cell
from ui.labels import label_cell
from ui.page import Page
from ui.tables import write_table

__all__ = ["Figure", "show_figure", "show_heading", "show_nearest", "show_pair", "show_withheld"]


def show_figure(page: Page, figure: Figure, *, heading: Literal[2, 3] = 2) -> None:
    """Draws the whole block of `figure`; `heading` is its level under the page's title."""
    with st.container(border=True, key=f"figure-{figure.key}"):
        show_heading(figure.question, level=heading)
        st.markdown(figure.answer)
        chart, table = st.tabs([page.texts("frame.chart"), page.texts("frame.table")])
        with chart:
            _show_chart(page, figure)
        with table:
            st.html(write_table(figure.table, caption=figure.question, texts=page.texts))
        _show_foot(page, figure)


def show_pair(page: Page, figures: Sequence[Figure | None], *, key: str) -> None:
    """Draws those figures that there are, beside each other where the screen has room."""
    with st.container(key=f"pair-{key}"):
        for figure in figures:
            if figure is not None:
                show_figure(page, figure)


def show_heading(text: str, *, level: Literal[2, 3] = 2) -> None:
    """Draws a heading of this level, without the link that Streamlit adds."""
    (st.header if level == 2 else st.subheader)(text, anchor=False)


def show_withheld(page: Page, status: str, nearest: tuple[Cell, ...], *, key: str = "withheld") -> None:
    """Draws the fixed sentence of `status`, and a button for each of the `nearest` shown cells.

    `key` tells blocks on one page apart.
    """
    with st.container(border=True, key=f"status-{key}"):
        st.markdown(page.texts(f"frame.status_{status}"))
        show_nearest(page, nearest=nearest, key=key)


def show_nearest(page: Page, *, nearest: tuple[Cell, ...], key: str) -> None:
    """Draws a button for each cell of `nearest` that sets the filters to it."""
    if not nearest:
        return
    st.caption(page.texts("frame.nearest"))
    with st.container(horizontal=True):
        for cell in nearest:
            label = label_cell(programme=page.programme, cell=cell, texts=page.texts)
            st.button(label, key=f"nearest-{key}-{cell.cell_id}", on_click=choose_cell, args=(cell,))


def _show_chart(page: Page, figure: Figure) -> None:
    st.plotly_chart(
        _draw_once(
            page.store.info.release_id,
            page.store.viewer.scope,
            page.language,
            page.dark,
            page.cell.cell_id,
            f"{page.name}-{figure.key}",
            _draw=figure.draw,
        ),
        theme=None,
        config=CONFIG,
        key=f"chart-{figure.key}",
        alt=figure.answer,
    )


def _show_foot(page: Page, figure: Figure) -> None:
    with st.container(key=f"foot-{figure.key}"):
        with st.container(horizontal=True):
            with st.popover(page.texts("frame.how_to_read"), type="tertiary", key=f"read-{figure.key}"):
                st.markdown(figure.how_to_read)
            offer_downloads(page, figure)
        st.caption(page.describe_source(n=figure.n))
        st.caption(figure.caution)


@st.cache_resource(max_entries=512, show_spinner=False)
def _draw_once(
    release_id: str,  # noqa: ARG001
    scope: str,  # noqa: ARG001
    language: str,  # noqa: ARG001
    dark: bool,  # noqa: ARG001
    cell_id: str,  # noqa: ARG001
    key: str,  # noqa: ARG001
    *,
    _draw: Callable[[], go.Figure],
) -> go.Figure:
    return _draw()
