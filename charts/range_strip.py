"""A band where most groups are expected, around their mean: no group is a point in it."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.frames import is_shown, require_rows
from charts.rows import RowText, add_legend, legend_px, place_rows, size_marks, start_figure
from charts.scale_axis import AXIS_PX, draw_scale_axis
from charts.theme import palette
from charts.words import caption, say_n
from texts import Texts

SCHEMA = {
    "label": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "status": pl.String,
}
COLUMNS = tuple(SCHEMA)
_MARK_PX = 34


def draw_range_strip(
    frame: pl.DataFrame,
    *,
    texts: Texts,
    dark: bool,
    scale_low: float,
    scale_high: float,
    names: tuple[str, str],
) -> go.Figure:
    """Draw one band a row, in the order of the frame.

    Args:
        frame: `label` str; `value` float, the mean; `low` and `high` float, the ends of the band; `n` int,
            people; `status`.
        texts: the reader's language.
        dark: the theme.
        scale_low: where the axis starts.
        scale_high: where it ends.
        names: what the band and the mean are called, for the legend.

    Raises:
        ValueError: without rows, or with columns or statuses that are not these.
    """
    rows = require_rows(frame, COLUMNS)
    words = [RowText(r["label"], caption(r, say_n(r["n"], texts=texts), texts=texts)) for r in rows]
    placed = place_rows(words, marks_px=size_marks(rows, mark_px=_MARK_PX))
    figure = start_figure(placed, dark=dark, top=legend_px(names), bottom=AXIS_PX)
    grid = palette(dark=dark).grid
    draw_scale_axis(figure, centres=placed.centres, low=scale_low, high=scale_high, colour=grid, texts=texts)
    drawn = [(row, centre) for row, centre in zip(rows, placed.centres, strict=True) if is_shown(row)]
    _add_bands(figure, drawn, name=names[0], dark=dark)
    _add_means(figure, drawn, name=names[1], dark=dark, texts=texts)
    add_legend(figure)
    return figure


def _add_bands(
    figure: go.Figure, drawn: list[tuple[dict[str, Any], float]], *, name: str, dark: bool
) -> None:
    figure.add_bar(
        orientation="h",
        x=[row["high"] - row["low"] for row, _ in drawn],
        base=[row["low"] for row, _ in drawn],
        y=[centre for _, centre in drawn],
        width=_MARK_PX,
        name=name,
        marker={"color": palette(dark=dark).bar, "cornerradius": 4},
        hoverinfo="skip",
    )


def _add_means(
    figure: go.Figure,
    drawn: list[tuple[dict[str, Any], float]],
    *,
    name: str,
    dark: bool,
    texts: Texts,
) -> None:
    figure.add_scatter(
        x=[row["value"] for row, _ in drawn],
        y=[centre for _, centre in drawn],
        mode="markers",
        name=name,
        marker={"symbol": "line-ns", "size": 34, "line": {"color": palette(dark=dark).text, "width": 4}},
        cliponaxis=False,
        text=[row["label"] for row, _ in drawn],
        customdata=[[texts.number(row[bound], 1) for bound in ("value", "low", "high")] for row, _ in drawn],
        hovertemplate="%{text}<br>%{customdata[0]} (%{customdata[1]} – %{customdata[2]})<extra></extra>",
    )
