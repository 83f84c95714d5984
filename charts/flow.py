"""The flow of people through the programme: a bar a step, the lost share drawn as an empty end."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.frames import is_shown, require_rows
from charts.rows import RowText, place_rows, size_marks, start_figure
from charts.theme import palette
from charts.words import caption
from texts import Texts
from texts.numbers import write_bound

COLUMNS = ("label", "count", "share", "status")
_MARK_PX = 24


def draw_flow(frame: pl.DataFrame, *, texts: Texts, dark: bool) -> go.Figure:
    """Draw one bar a step, in the order of the frame, as wide as its number of people.

    Bars instead of a Sankey: their lengths compare at a glance and their labels fit on a phone.

    Args:
        frame: `label` str, the step; `count` float, people; `share` float 0–1 of the first step (null:
            not said); `status`: a withheld step keeps its place with the reason in words; `coded` int, if
            there is any bound among the shares.
        texts: the reader's language.
        dark: the theme.

    Raises:
        ValueError: without rows, or with columns or statuses that are not these.
    """
    rows = require_rows(frame, COLUMNS)
    words = [_text_of(row, texts=texts) for row in rows]
    placed = place_rows(words, marks_px=size_marks(rows, mark_px=_MARK_PX))
    figure = start_figure(placed, dark=dark)
    drawn = [(row, centre) for row, centre in zip(rows, placed.centres, strict=True) if is_shown(row)]
    widest = max((row["count"] for row, _ in drawn), default=1.0)
    _add_bars(figure, drawn, widest=widest, dark=dark, texts=texts)
    figure.update_layout(barmode="stack")
    figure.update_xaxes(range=[0, widest * 1.005], showticklabels=False, showgrid=False)
    return figure


def _text_of(row: dict[str, Any], *, texts: Texts) -> RowText:
    if not is_shown(row):
        return RowText(row["label"], caption(row, texts=texts))
    share = "" if row["share"] is None else _write_share(row, texts=texts)
    return RowText(row["label"], caption(row, texts.number(row["count"]), share, texts=texts))


def _write_share(row: dict[str, Any], *, texts: Texts) -> str:
    return write_bound(texts.percent(row["share"]), row.get("coded"), strict=True, texts=texts)


def _add_bars(
    figure: go.Figure, drawn: list[tuple[dict[str, Any], float]], *, widest: float, dark: bool, texts: Texts
) -> None:
    colours = palette(dark=dark)
    centres = [centre for _, centre in drawn]
    figure.add_bar(
        orientation="h",
        x=[row["count"] for row, _ in drawn],
        y=centres,
        width=_MARK_PX,
        marker={"color": colours.mark},
        text=[row["label"] for row, _ in drawn],
        textposition="none",
        customdata=[_text_of(row, texts=texts).caption for row, _ in drawn],
        hovertemplate="%{text}<br>%{customdata}<extra></extra>",
    )
    figure.add_bar(
        orientation="h",
        x=[widest - row["count"] for row, _ in drawn],
        y=centres,
        width=_MARK_PX,
        marker={"color": colours.background, "line": {"color": colours.muted, "width": 1}},
        hoverinfo="skip",
    )
