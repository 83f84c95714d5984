"""A dot for each mean, share or change with its interval, beside the whole and the range of others."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.bounds import add_plain_legend, mark_values
from charts.dots import add_dots, add_references
from charts.frames import is_shown, require_rows
from charts.rows import RowText, add_legend, legend_px, place_rows, size_marks, start_figure
from charts.scale_axis import AXIS_PX, draw_scale_axis
from charts.theme import palette
from charts.words import caption, say_n
from texts import Texts
from texts.numbers import Kind, write_value

SCHEMA = {
    "label": pl.String,
    "value": pl.Float64,
    "coded": pl.Int64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "reference": pl.Float64,
    "others_low": pl.Float64,
    "others_high": pl.Float64,
    "status": pl.String,
}
_MARK_PX = 20
_BAND_PX = 9


@dataclass(frozen=True)
class Legend:
    """What dot, line and band stand for."""

    own: str
    reference: str
    others: str


def draw_beside_dots(
    frame: pl.DataFrame,
    *,
    texts: Texts,
    dark: bool,
    kind: Kind,
    ends: tuple[float, float],
    legend: Legend,
) -> go.Figure:
    """Draw one dot a row, in the order of the frame, on an axis from the one end to the other.

    Args:
        frame: the columns of `SCHEMA`, of which all but `label` and `status` may be null. `reference`: the
            whole; `others_low` and `others_high`: where others lie, without which no band is drawn.
        texts: the reader's language.
        dark: the theme.
        kind: how values are written.
        ends: of the axis.
        legend: what the marks stand for.

    Raises:
        ValueError: without rows, or with columns or statuses that are not these.
    """
    rows = require_rows(frame, tuple(SCHEMA))
    placed = place_rows(
        [_text_of(row, kind=kind, texts=texts) for row in rows],
        marks_px=size_marks(rows, mark_px=_MARK_PX),
    )
    pairs = list(zip(rows, placed.centres, strict=True))
    banded = [pair for pair in pairs if pair[0]["others_low"] is not None]
    referred = [pair for pair in pairs if pair[0]["reference"] is not None]
    labels = [legend.own, *([legend.reference] if referred else []), *([legend.others] if banded else [])]
    figure = start_figure(placed, dark=dark, top=legend_px(labels), bottom=AXIS_PX)
    _draw_axis(figure, placed.centres, ends=ends, kind=kind, dark=dark, texts=texts)
    if banded:
        _add_bands(figure, banded, label=legend.others, dark=dark)
    _add_dots(figure, pairs, label=legend.own, kind=kind, dark=dark, texts=texts)
    if referred:
        add_references(figure, referred, label=legend.reference, dark=dark)
    add_legend(figure)
    return figure


def write_interval(row: dict[str, Any], *, kind: Kind, texts: Texts) -> str:
    """`3,9 tot 4,2` in the way of `kind`; nothing without an interval."""
    if row["low"] is None or row["high"] is None:
        return ""
    low, high = (write_value({"value": row[end]}, kind=kind, texts=texts) for end in ("low", "high"))
    return texts("charts.interval", low=low, high=high)


def _text_of(row: dict[str, Any], *, kind: Kind, texts: Texts) -> RowText:
    if not is_shown(row):
        return RowText(row["label"], caption(row, texts=texts))
    value, interval = write_value(row, kind=kind, texts=texts), write_interval(row, kind=kind, texts=texts)
    figures = f"{value} ({interval})" if interval else value
    return RowText(row["label"], caption(row, figures, say_n(row["n"], texts=texts), texts=texts))


def _draw_axis(
    figure: go.Figure,
    centres: tuple[float, ...],
    *,
    ends: tuple[float, float],
    kind: Kind,
    dark: bool,
    texts: Texts,
) -> None:
    low, high = ends
    colours = palette(dark=dark)
    draw_scale_axis(figure, centres=centres, low=low, high=high, colour=colours.grid, texts=texts)
    if kind == "level":
        return
    ticks = [low + (high - low) / 4 * step for step in range(5)]
    words = [write_value({"value": tick}, kind=kind, texts=texts) for tick in ticks]
    figure.update_xaxes(tickvals=ticks, ticktext=words)
    if kind == "difference":
        line = {"color": colours.text, "width": 1.5}
        figure.add_shape(type="line", x0=0, x1=0, y0=0, y1=1, yref="paper", layer="below", line=line)


def _add_bands(
    figure: go.Figure, pairs: list[tuple[dict[str, Any], float]], *, label: str, dark: bool
) -> None:
    figure.add_scatter(
        x=[end for row, _ in pairs for end in (row["others_low"], row["others_high"], None)],
        y=[place for _, centre in pairs for place in (centre, centre, None)],
        mode="lines",
        name=label,
        line={"color": palette(dark=dark).neutral, "width": _BAND_PX},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _add_dots(
    figure: go.Figure,
    pairs: list[tuple[dict[str, Any], float]],
    *,
    label: str,
    kind: Kind,
    dark: bool,
    texts: Texts,
) -> None:
    drawn = [(row, centre) for row, centre in pairs if is_shown(row)]
    add_dots(
        figure, drawn, say=lambda row: _text_of(row, kind=kind, texts=texts).caption, dark=dark, name=label
    )
    add_plain_legend(figure, drawn=drawn, marker=mark_values((), colours=palette(dark=dark)))
