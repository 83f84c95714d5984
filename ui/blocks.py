"""The figure block: question, finding, chart, table, explanation, n, release, caution and downloads."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

from charts.theme import CONFIG
from ui.address import FILES, write_address
from ui.cells import Cell
from ui.downloads import offer_downloads
from ui.drawn import Drawn
from ui.figure import Figure
from ui.figure_link import write_figure_link
from ui.filters import choose_cell
from ui.html import write_fold, write_heading, write_words
from ui.labels import label_cell
from ui.live.collecting import offer_collecting, write_collect_link
from ui.page import Page
from ui.present.methods import write_method_link
from ui.replaying import find_replay
from ui.state import read_choice
from ui.tables import write_table

__all__ = ["Figure", "show_figure", "show_heading", "show_nearest", "show_pair", "show_withheld"]


def show_figure(page: Page, figure: Figure, *, heading: Literal[2, 3] = 2) -> None:
    """Draws the whole block of `figure`; `heading` is its level under the page's title."""
    replay = find_replay()
    if replay is not None:
        replay.shown.append((page, figure))
        return
    made = _make_block(page, figure=figure, heading=heading)
    with st.container(border=True, key=f"figure-{figure.key}"):
        st.html(made.head)
        if made.chart is not None:
            st.plotly_chart(
                made.chart, theme=None, config=CONFIG, key=f"chart-{figure.key}", alt=figure.answer
            )
        is_open = read_choice(FILES) == figure.key
        st.html(made.foot + _write_files_link(page, figure, is_open=is_open))
        if is_open:
            offer_downloads(page, figure)
        offer_collecting(page, figure)


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


@dataclass(frozen=True)
class _Block:
    """What a figure shows, ready to send. Few and ready-made parts: each costs a run its time."""

    head: str
    chart: go.Figure | None
    foot: str


def _make_block(page: Page, *, figure: Figure, heading: Literal[2, 3]) -> _Block:
    """The block of `figure`, made once; the page's memory is bounded and that of its release and cell."""
    key = ("block", figure.key, heading)
    if key not in page.memory:
        page.memory[key] = _Block(
            head=_write_head(figure, heading=heading),
            chart=None if figure.draw is None else Drawn(figure.draw()),
            foot=write_foot(page, figure),
        )
    block: _Block = page.memory[key]
    return block


def _write_head(figure: Figure, *, heading: Literal[2, 3]) -> str:
    question = write_heading(figure.question, level=heading)
    return f'{question}<p class="kompas-answer">{write_words(figure.answer)}</p>'


def write_foot(page: Page, figure: Figure) -> str:
    """What stands below the chart, as HTML: table, explanation, group, n, release and caution."""
    texts = page.texts
    table = write_table(figure.table, caption=figure.question, texts=texts)
    explained = f"<p>{write_words(figure.how_to_read)}</p>{_write_methods(page, figure)}"
    reading = write_fold(texts("frame.how_to_read"), explained)
    folded = (reading,) if figure.draw is None else (write_fold(texts("frame.table"), table), reading)
    source = write_words(page.describe_source(n=figure.n))
    return (
        f'{table if figure.draw is None else ""}<div class="kompas-folds">{"".join(folded)}</div>'
        f'<p class="kompas-source">{source}<br>{write_words(figure.caution)}</p>'
    )


def _write_methods(page: Page, figure: Figure) -> str:
    links = ", ".join(write_method_link(page, name) for name in figure.methods)
    return f"<p>{escape(page.texts('methods.link'))} {links}</p>" if links else ""


def _write_files_link(page: Page, figure: Figure, *, is_open: bool) -> str:
    """The link that opens the downloads of `figure`, or closes them: cheaper than a widget a figure."""
    address = write_address(page.query, **{FILES: None if is_open else figure.key})
    words = page.texts("frame.download_close" if is_open else "frame.download")
    collect = write_collect_link(page, figure)
    numbers = write_figure_link(page, figure) if is_open else ""
    return f'<p class="kompas-files"><a href="{escape(address)}">{escape(words)}</a>{numbers}{collect}</p>'
