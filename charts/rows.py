"""The layout that the bar, dot and flow charts share: a label above each mark, in pixels.

Labels stand above their mark instead of in a margin, so that one figure reads on a phone of 390 px and
on a beamer. The vertical axis counts pixels from the top: what is placed at 40 stands 40 px down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from charts.theme import palette, template

LABEL_CHARS = 44
LINE_PX = 18
ROW_GAP_PX = 14
LABEL_GAP_PX = 6


@dataclass(frozen=True)
class RowText:
    """What stands above a mark: its label, and the figures in words."""

    label: str
    caption: str = ""


@dataclass(frozen=True)
class Rows:
    """Placed rows: the top of each label and the centre of each mark, in px from the top."""

    texts: tuple[str, ...]
    tops: tuple[float, ...]
    centres: tuple[float, ...]
    height: float


def place_rows(texts: Sequence[RowText], *, mark_px: float) -> Rows:
    """Stack the rows, each as high as its wrapped label plus its mark of `mark_px`."""
    blocks = [_lines_of(text) for text in texts]
    tops: list[float] = []
    centres: list[float] = []
    at = 0.0
    for lines in blocks:
        tops.append(at)
        below_label = at + len(lines) * LINE_PX + LABEL_GAP_PX
        centres.append(below_label + mark_px / 2)
        at = below_label + mark_px + ROW_GAP_PX
    return Rows(tuple("<br>".join(lines) for lines in blocks), tuple(tops), tuple(centres), at)


def start_figure(rows: Rows, *, dark: bool, top: int = 4, bottom: int = 8, right: int = 8) -> go.Figure:
    """A figure as high as its rows, with their labels, ready for marks. Margins in px."""
    figure = go.Figure()
    figure.update_layout(
        template=template(dark),
        height=round(rows.height + top + bottom),
        margin={"l": 8, "r": right, "t": top, "b": bottom, "autoexpand": False},
    )
    figure.update_yaxes(range=[rows.height, 0], visible=False)
    for text, at in zip(rows.texts, rows.tops, strict=True):
        add_label(figure, text, at=at, colour=palette(dark=dark).text)
    return figure


def add_label(figure: go.Figure, text: str, *, at: float, colour: str) -> None:
    """Write `text` at the left, `at` px from the top."""
    figure.add_annotation(
        text=text,
        x=0,
        xref="paper",
        xanchor="left",
        y=at,
        yref="y",
        yanchor="top",
        align="left",
        showarrow=False,
        font={"color": colour, "size": 14},
        borderpad=0,
    )


def add_legend(figure: go.Figure) -> None:
    """Put the legend above the rows, in the top margin."""
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "traceorder": "normal",
        },
    )


def wrap_text(text: str, *, chars: int = LABEL_CHARS) -> list[str]:
    """`text` in lines of at most `chars`, safe to put in a figure; a long word is never cut."""
    lines = wrap(text, chars, break_long_words=False, break_on_hyphens=False)
    return [escape(line, quote=False) for line in lines]


def _lines_of(text: RowText) -> list[str]:
    bold = [f"<b>{line}</b>" for line in wrap_text(text.label)]
    captions = wrap_text(text.caption)
    if len(bold) == 1 and len(captions) == 1 and len(text.label) + len(text.caption) < LABEL_CHARS - 4:
        return [f"{bold[0]}&nbsp;&nbsp; {captions[0]}"]
    return bold + captions
