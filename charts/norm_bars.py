"""A bar a yardstick, each on an axis of its own, with the norm as a band behind it."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.frames import require_rows
from charts.rows import RowText, add_legend, legend_px, place_rows, start_figure
from charts.theme import palette
from texts import Texts

SCHEMA = {
    "label": pl.String,
    "caption": pl.String,
    "value": pl.Float64,
    "norm_low": pl.Float64,
    "norm_high": pl.Float64,
    "axis_low": pl.Float64,
    "axis_high": pl.Float64,
    "reference": pl.Float64,
}
COLUMNS = tuple(SCHEMA)
_BAR_PX = 14
_BAND_PX = 26
_LEAST_BAND = 0.012
"""The least width of a band, as a share of its axis: an exact norm stays visible."""


def draw_norm_bars(
    frame: pl.DataFrame, *, texts: Texts, dark: bool, reference_label: str | None = None
) -> go.Figure:
    """Draw one bar a row, in the order of the frame, as a share of the row's own axis.

    Args:
        frame: `label`, `caption` str, what stands above the bar; `value` float (null: no bar);
            `norm_low`, `norm_high` float, the ends of the norm (both null: no norm; one null: open);
            `axis_low`, `axis_high` float; `reference` float, the whole programme (null: none). All
            numbers of a row are in the same unit.
        texts: the reader's language.
        dark: the theme.
        reference_label: what the reference mark stands for; None leaves it out.

    Raises:
        ValueError: without rows, or with columns that are not these.
    """
    rows = require_rows(frame, COLUMNS)
    marks = [_BAND_PX if _has_marks(row) else 0 for row in rows]
    placed = place_rows([RowText(row["label"], row["caption"]) for row in rows], marks_px=marks)
    labels = [texts("charts.norm"), *([reference_label] if reference_label else [])]
    figure = start_figure(placed, dark=dark, top=legend_px(labels))
    drawn = [(row, centre) for row, centre in zip(rows, placed.centres, strict=True) if _has_marks(row)]
    _add_bands(figure, drawn, name=labels[0], dark=dark)
    _add_bars(figure, drawn, texts=texts, dark=dark)
    if reference_label is not None:
        _add_references(figure, drawn, name=reference_label, dark=dark)
    add_legend(figure)
    figure.update_layout(barmode="overlay")
    figure.update_xaxes(range=[0, 1.01], showticklabels=False, showgrid=False)
    return figure


def _has_marks(row: dict[str, Any]) -> bool:
    return any(row[name] is not None for name in ("value", "norm_low", "norm_high"))


def _place(value: float, row: dict[str, Any]) -> float:
    """Where a value lies on the row's own axis, 0–1."""
    width = row["axis_high"] - row["axis_low"]
    return float(min(max((value - row["axis_low"]) / width, 0.0), 1.0))


def _bound(row: dict[str, Any]) -> tuple[float, float]:
    """The norm on the row's own axis; an open end runs to the end of the axis."""
    low = 0.0 if row["norm_low"] is None else _place(row["norm_low"], row)
    high = 1.0 if row["norm_high"] is None else _place(row["norm_high"], row)
    slack = max(0.0, _LEAST_BAND - (high - low)) / 2
    return max(low - slack, 0.0), min(high + slack, 1.0)


def _add_bands(
    figure: go.Figure, drawn: list[tuple[dict[str, Any], float]], *, name: str, dark: bool
) -> None:
    normed = [(row, c) for row, c in drawn if (row["norm_low"], row["norm_high"]) != (None, None)]
    colours = palette(dark=dark)
    bounds = [_bound(row) for row, _ in normed]
    figure.add_bar(
        orientation="h",
        base=[low for low, _ in bounds],
        x=[high - low for low, high in bounds],
        y=[centre for _, centre in normed],
        width=_BAND_PX,
        name=name,
        marker={
            "color": colours.grid,
            "line": {"color": colours.accent, "width": 1.5},
        },
        hoverinfo="skip",
    )


def _add_bars(
    figure: go.Figure, drawn: list[tuple[dict[str, Any], float]], *, texts: Texts, dark: bool
) -> None:
    known = [(row, centre) for row, centre in drawn if row["value"] is not None]
    colours = palette(dark=dark)
    figure.add_bar(
        orientation="h",
        x=[_place(row["value"], row) for row, _ in known],
        y=[centre for _, centre in known],
        width=_BAR_PX,
        name=texts("charts.practice"),
        marker={"color": colours.mark, "cornerradius": 2},
        text=[row["label"] for row, _ in known],
        textposition="none",
        customdata=[row["caption"] for row, _ in known],
        hovertemplate="%{text}<br>%{customdata}<extra></extra>",
    )


def _add_references(
    figure: go.Figure, drawn: list[tuple[dict[str, Any], float]], *, name: str, dark: bool
) -> None:
    known = [(row, centre) for row, centre in drawn if row["reference"] is not None]
    colours = palette(dark=dark)
    for colour, width in ((colours.background, 5), (colours.text, 2)):
        figure.add_scatter(
            x=[_place(row["reference"], row) for row, _ in known],
            y=[centre for _, centre in known],
            mode="markers",
            name=name,
            showlegend=colour == colours.text,
            marker={"symbol": "line-ns", "size": _BAND_PX - 4, "line": {"color": colour, "width": width}},
            cliponaxis=False,
            hoverinfo="skip",
        )
