"""The layout that the bar, dot and flow charts share: a label above each mark, in pixels.

Labels stand above their mark instead of in a margin, so that one figure reads on a phone of 390 px and
on a beamer. The vertical axis counts pixels from the top: what is placed at 40 stands 40 px down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from charts.frames import is_shown
from charts.theme import palette, template

LABEL_CHARS = 44
LINE_PX = 18
ROW_GAP_PX = 14
LABEL_GAP_PX = 6
_PHONE_PX = 320
_LEGEND_LINE_PX = 20
_LEGEND_CHAR_PX = 5.4
_LEGEND_SYMBOL_PX = 40


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


def place_rows(texts: Sequence[RowText], *, marks_px: Sequence[float]) -> Rows:
    """Stack the rows, each as high as its wrapped label plus its mark; a mark of 0 px takes no room."""
    blocks = [_lines_of(text) for text in texts]
    tops: list[float] = []
    centres: list[float] = []
    at = 0.0
    for lines, mark_px in zip(blocks, marks_px, strict=True):
        tops.append(at)
        below_label = at + len(lines) * LINE_PX + (LABEL_GAP_PX if mark_px else 0)
        centres.append(below_label + mark_px / 2)
        at = below_label + mark_px + ROW_GAP_PX
    return Rows(tuple("<br>".join(lines) for lines in blocks), tuple(tops), tuple(centres), at)


def size_marks(rows: Sequence[dict[str, Any]], *, mark_px: float) -> list[float]:
    """The height of each row's mark: none where there is neither a figure nor a reference to draw."""
    return [mark_px if is_shown(row) or row.get("reference") is not None else 0 for row in rows]


def start_figure(rows: Rows, *, dark: bool, top: int = 4, bottom: int = 8, right: int = 8) -> go.Figure:
    """A figure as high as its rows, with their labels, ready for marks. Margins in px."""
    # All labels at once: each that is added apart has Plotly check all those before it again.
    labels = [_describe_label(text, at=at, dark=dark) for text, at in zip(rows.texts, rows.tops, strict=True)]
    return go.Figure(
        layout={
            "template": template(dark),
            "height": round(rows.height + top + bottom),
            "margin": {"l": 8, "r": right, "t": top, "b": bottom, "autoexpand": False},
            "yaxis": {"range": [rows.height, 0], "visible": False},
            "annotations": labels,
        }
    )


def add_label(figure: go.Figure, text: str, *, at: float, dark: bool, muted: bool = False) -> None:
    """Write `text` at the left, `at` px from the top, over the grid lines."""
    figure.add_annotation(_describe_label(text, at=at, dark=dark, muted=muted))


def _describe_label(text: str, *, at: float, dark: bool, muted: bool = False) -> dict[str, Any]:
    colours = palette(dark=dark)
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": at,
        "yref": "y",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "font": {"color": colours.muted if muted else colours.text, "size": 14},
        "bgcolor": colours.background,
        "borderpad": 0,
    }


def add_legend(figure: go.Figure, *, below: bool = False) -> None:
    """Put the legend right above the rows, in the top margin (`legend_px` high), or right below them.

    Below is for legends of many entries: these take one line on a wide screen and several on a phone, and
    room left over stands at the end of the figure instead of above it.
    """
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 0 if below else 1,
            "yref": "paper",
            "yanchor": "top" if below else "bottom",
            "traceorder": "normal",
        },
    )


def legend_px(labels: Sequence[str]) -> int:
    """The margin that a legend needs on a phone, where Plotly gives every entry the longest's width."""
    widest = max(len(label) for label in labels) * _LEGEND_CHAR_PX + _LEGEND_SYMBOL_PX
    a_line = max(1, int(_PHONE_PX // widest))
    return _LEGEND_LINE_PX * -(-len(labels) // a_line) + 16


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
