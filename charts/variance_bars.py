"""One bar of 100 % a row that splits the differences between answers over the levels they come from."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.frames import is_shown, require_rows
from charts.rows import RowText, add_legend, legend_px, place_rows, size_marks, start_figure
from charts.theme import Palette, palette, text_on
from charts.words import caption, say_n
from texts import Texts

SHARES = ("share_trajectory", "share_partnership", "share_leader")
SCHEMA = {"label": pl.String, **dict.fromkeys(SHARES, pl.Float64), "n": pl.Int64, "status": pl.String}
COLUMNS = tuple(SCHEMA)
_MARK_PX = 26
_NARROWEST_TOLD = 0.08
"""The share from which its percentage fits inside its part of the bar on a phone."""


def draw_variance_bars(
    frame: pl.DataFrame, *, texts: Texts, dark: bool, names: tuple[str, str, str]
) -> go.Figure:
    """Draw one bar a row, in the order of the frame.

    Args:
        frame: `label` str; the three shares 0–1 float, together 1 (a level that the model lacks: null); `n`
            int, people; `status`.
        texts: the reader's language.
        dark: the theme.
        names: what the levels are called, for the legend: trajectories, partnerships, leaders.

    Raises:
        ValueError: without rows, or with columns or statuses that are not these.
    """
    rows = require_rows(frame, COLUMNS)
    words = [RowText(r["label"], caption(r, say_n(r["n"], texts=texts), texts=texts)) for r in rows]
    placed = place_rows(words, marks_px=size_marks(rows, mark_px=_MARK_PX))
    figure = start_figure(placed, dark=dark, bottom=legend_px(names))
    drawn = [(row, centre) for row, centre in zip(rows, placed.centres, strict=True) if is_shown(row)]
    colours = palette(dark=dark)
    used = [(s, n) for s, n in zip(SHARES, names, strict=True) if any(row[s] is not None for row, _ in drawn)]
    for share, name in used:
        colour = _colour_of(share, colours=colours)
        _add_share(figure, drawn, share=share, name=name, colour=colour, colours=colours, texts=texts)
    figure.update_layout(barmode="stack")
    figure.update_xaxes(range=[0, 1], showticklabels=False, showgrid=False)
    add_legend(figure, below=True)
    return figure


def _colour_of(share: str, *, colours: Palette) -> str:
    own = {"share_trajectory": colours.accent, "share_partnership": colours.mark}
    return own.get(share, colours.bar)


def _add_share(
    figure: go.Figure,
    drawn: list[tuple[dict[str, Any], float]],
    *,
    share: str,
    name: str,
    colour: str,
    colours: Palette,
    texts: Texts,
) -> None:
    values = [row[share] or 0.0 for row, _ in drawn]
    figure.add_bar(
        orientation="h",
        x=values,
        y=[centre for _, centre in drawn],
        width=_MARK_PX,
        name=name,
        marker={"color": colour, "line": {"color": colours.background, "width": 1.5}},
        text=[texts.percent(value) if value >= _NARROWEST_TOLD else "" for value in values],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": text_on(colour), "size": 13},
        hovertext=[f"{row['label']}<br>{name}: {texts.percent(row[share] or 0.0)}" for row, _ in drawn],
        hovertemplate="%{hovertext}<extra></extra>",
    )
