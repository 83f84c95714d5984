"""Horizontal bars of shares, counts, mean counts or hours, in the order that the programme gives them."""

from typing import Any, Literal

import plotly.graph_objects as go
import polars as pl

from charts.bounds import Drawn, keep_bounds, mark_values
from charts.frames import is_shown, require_rows
from charts.rows import RowText, add_legend, legend_px, place_rows, size_marks, start_figure
from charts.theme import Palette, palette
from charts.words import caption, say_interval, say_n, say_share_interval
from texts import Texts
from texts.numbers import is_bound, write_bound

SCHEMA = {
    "label": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "note": pl.String,
    "reference": pl.Float64,
    "status": pl.String,
}
COLUMNS = tuple(SCHEMA)
Unit = Literal["share", "count", "mean_count", "hours"]
_MARK_PX = 20
_REFERENCE_PX = 28


def draw_share_bars(
    frame: pl.DataFrame,
    *,
    texts: Texts,
    dark: bool,
    unit: Unit = "share",
    reference_label: str | None = None,
) -> go.Figure:
    """Draw one bar a row from zero, in the order of the frame. Shares are drawn on 0–100 %.

    Args:
        frame: `label` str; `value` float (a share 0–1, a count, a mean count or hours, as
            `unit` says); `low`, `high`
            float, its interval (null: none, as for programme facts); `n` int, people behind it (null for
            counts); `note` str, more words for the caption (null: none); `reference` float in the same
            unit, a yardstick or the whole programme (null: none); `status`; `coded` int, if there is any
            bound among the values: a bar below its bound is open, and a triangle points to where it ends;
            `coded_reference` likewise: a reference that is a bound is not drawn.
        texts: the reader's language.
        dark: the theme.
        unit: what `value` counts.
        reference_label: what the reference mark stands for; None leaves it out.

    Raises:
        ValueError: without rows, or with columns or statuses that are not these.
    """
    rows = require_rows(frame, COLUMNS)
    words = [_text_of(row, texts=texts, unit=unit) for row in rows]
    placed = place_rows(words, marks_px=size_marks(rows, mark_px=_MARK_PX))
    referred = reference_label is not None and any(map(_has_reference, rows))
    top = legend_px([str(reference_label)]) if referred else 4
    figure = start_figure(placed, dark=dark, top=top)
    _add_bars(figure, rows, placed.centres, texts=texts, unit=unit, dark=dark)
    if referred:
        _add_references(figure, rows, placed.centres, label=str(reference_label), dark=dark)
        add_legend(figure)
    figure.update_xaxes(range=[0, _top_of(rows, unit=unit)], showticklabels=False, showgrid=False)
    return figure


def say_value(row: dict[str, Any], *, texts: Texts, unit: Unit) -> str:
    """A share as percent, hours and mean counts with one decimal, a count whole; a bound as such."""
    number = _say_number(row["value"], texts=texts, unit=unit)
    return write_bound(number, row.get("coded"), strict=unit == "share", texts=texts)


def _say_number(value: float, *, texts: Texts, unit: Unit) -> str:
    if unit == "share":
        return texts.percent(value)
    if unit == "hours":
        return texts("charts.hours", value=texts.number(value, 1))
    return texts.number(value, 1 if unit == "mean_count" else 0)


def _text_of(row: dict[str, Any], *, texts: Texts, unit: Unit) -> RowText:
    if not is_shown(row):
        return RowText(row["label"], caption(row, texts=texts))
    if unit == "share":
        interval = say_share_interval(row["low"], row["high"], texts=texts)
    else:
        interval = say_interval(row["low"], row["high"], texts=texts)
    value = say_value(row, texts=texts, unit=unit)
    figures = f"{value} ({interval})" if interval else value
    parts = (figures, row["note"] or "", say_n(row["n"], texts=texts))
    return RowText(row["label"], caption(row, *parts, texts=texts))


def _add_bars(
    figure: go.Figure,
    rows: list[dict[str, Any]],
    centres: tuple[float, ...],
    *,
    texts: Texts,
    unit: Unit,
    dark: bool,
) -> None:
    drawn = [(row, centre) for row, centre in zip(rows, centres, strict=True) if is_shown(row)]
    colours = palette(dark=dark)
    figure.add_bar(
        orientation="h",
        x=[row["value"] for row, _ in drawn],
        y=[centre for _, centre in drawn],
        width=_MARK_PX,
        name=texts("charts.this_group"),
        marker=_fill_bars(drawn, colours=colours),
        error_x=_intervals_of([row for row, _ in drawn], colour=colours.text),
        text=[row["label"] for row, _ in drawn],
        textposition="none",
        customdata=[_text_of(row, texts=texts, unit=unit).caption for row, _ in drawn],
        hovertemplate="%{text}<br>%{customdata}<extra></extra>",
    )
    _add_bounds(figure, keep_bounds(drawn), colours=colours)


def _fill_bars(drawn: Drawn, *, colours: Palette) -> dict[str, Any]:
    """Full bars; open ones for what is less than its bound, since nobody may know how much less."""
    if not any(row.get("coded") == -1 for row, _ in drawn):
        return {"color": colours.bar, "cornerradius": 2}
    below = [row.get("coded") == -1 for row, _ in drawn]
    line = {"color": colours.bar, "width": [1.5 if is_open else 0 for is_open in below]}
    fills = [colours.background if is_open else colours.bar for is_open in below]
    return {"color": fills, "cornerradius": 2, "line": line}


def _add_bounds(figure: go.Figure, bounds: Drawn, *, colours: Palette) -> None:
    if not bounds:
        return
    figure.add_scatter(
        x=[row["value"] for row, _ in bounds],
        y=[centre for _, centre in bounds],
        mode="markers",
        showlegend=False,
        marker=mark_values(bounds, colours=colours, size=12),
        cliponaxis=False,
        hoverinfo="skip",
    )


def _intervals_of(rows: list[dict[str, Any]], *, colour: str) -> dict[str, Any]:
    above = [0 if row["high"] is None else row["high"] - row["value"] for row in rows]
    below = [0 if row["low"] is None else row["value"] - row["low"] for row in rows]
    has_any = any(above) or any(below)
    return {
        "array": above,
        "arrayminus": below,
        "thickness": 2,
        "width": 5,
        "color": colour,
        "visible": has_any,
    }


def _add_references(
    figure: go.Figure, rows: list[dict[str, Any]], centres: tuple[float, ...], *, label: str, dark: bool
) -> None:
    drawn = [(row, c) for row, c in zip(rows, centres, strict=True) if _has_reference(row)]
    colours = palette(dark=dark)
    # An edge in the colour of the background sets the mark off from the bar that it may lie on.
    for colour, width in ((colours.background, 5), (colours.accent, 3)):
        figure.add_scatter(
            x=[row["reference"] for row, _ in drawn],
            y=[centre for _, centre in drawn],
            mode="markers",
            name=label,
            showlegend=colour == colours.accent,
            marker={"symbol": "line-ns", "size": _REFERENCE_PX, "line": {"color": colour, "width": width}},
            cliponaxis=False,
            hoverinfo="skip",
        )


def _has_reference(row: dict[str, Any]) -> bool:
    """A reference that is told as a bound has no place of its own: the table says it."""
    return row["reference"] is not None and not is_bound(row.get("coded_reference"))


def _top_of(rows: list[dict[str, Any]], *, unit: Unit) -> float:
    if unit == "share":
        return 1.0
    values = [row[name] for row in rows for name in ("value", "high", "reference") if row[name] is not None]
    return max([*values, 1.0]) * 1.02
