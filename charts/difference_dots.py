"""A dot for each difference, its interval as a line, around a zero that is always in sight."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.dots import add_dots, add_references
from charts.frames import is_shown, require_rows
from charts.rows import RowText, add_legend, legend_px, place_rows, size_marks, start_figure
from charts.theme import palette
from charts.words import caption, say_n
from texts import Texts
from texts.numbers import write_value

SCHEMA = {
    "label": pl.String,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "n": pl.Int64,
    "reference": pl.Float64,
    "status": pl.String,
}
COLUMNS = tuple(SCHEMA)
_MARK_PX = 18
_AXIS_PX = 46
_STEPS = (0.25, 0.5, 1, 2, 5, 10)


def draw_difference_dots(
    frame: pl.DataFrame,
    *,
    texts: Texts,
    dark: bool,
    ends: tuple[str, str],
    reference_label: str | None = None,
) -> go.Figure:
    """Draw one dot a row, in the order of the frame, on an axis as wide to the left as to the right.

    Args:
        frame: `label` str; `value`, `low`, `high` float, a difference and its interval (may be null);
            `n` int, people; `reference` float, another difference to lay beside it (null: none); `status`;
            `coded` int, if there is any bound among the values.
        texts: the reader's language.
        dark: the theme.
        ends: what lies to the left and to the right of zero, in a few words.
        reference_label: what the reference stands for; None leaves it out of the legend.

    Raises:
        ValueError: without rows, or with columns or statuses that are not these.
    """
    rows = require_rows(frame, COLUMNS)
    words = [_text_of(row, texts=texts) for row in rows]
    placed = place_rows(words, marks_px=size_marks(rows, mark_px=_MARK_PX))
    referred = reference_label is not None and any(row["reference"] is not None for row in rows)
    top = legend_px([str(reference_label)]) if referred else 4
    figure = start_figure(placed, dark=dark, top=top, bottom=_AXIS_PX)
    drawn = [(row, centre) for row, centre in zip(rows, placed.centres, strict=True) if is_shown(row)]
    _draw_axis(figure, rows=[row for row, _ in drawn], height=placed.height, dark=dark, texts=texts)
    _name_ends(figure, ends=ends, dark=dark)
    add_dots(figure, drawn, say=lambda row: _text_of(row, texts=texts).caption, dark=dark)
    if referred:
        add_references(figure, drawn, label=str(reference_label), dark=dark)
        add_legend(figure)
    return figure


def _text_of(row: dict[str, Any], *, texts: Texts) -> RowText:
    if not is_shown(row):
        return RowText(row["label"], caption(row, texts=texts))
    return RowText(
        row["label"], caption(row, _say_value(row, texts=texts), say_n(row["n"], texts=texts), texts=texts)
    )


def _say_value(row: dict[str, Any], *, texts: Texts) -> str:
    value = write_value(row, kind="difference", texts=texts, decimals=2)
    if row["low"] is None or row["high"] is None:
        return value
    low, high = texts.signed(row["low"], 2), texts.signed(row["high"], 2)
    return f"{value} ({texts('charts.interval', low=low, high=high)})"


def _draw_axis(
    figure: go.Figure, *, rows: list[dict[str, Any]], height: float, dark: bool, texts: Texts
) -> None:
    """Zero in the middle, at least half a unit to both sides, so that little never looks like much."""
    colours = palette(dark=dark)
    names = ("value", "low", "high", "reference")
    widest = max((abs(row[name]) for row in rows for name in names if row[name] is not None), default=0)
    step = next((step for step in _STEPS if widest <= 2 * step), _STEPS[-1])
    reach = max(widest, 2 * step)
    ticks = [-2 * step, -step, 0, step, 2 * step]
    labels = [texts.signed(tick, 2).rstrip("0").rstrip(",.") if tick else "0" for tick in ticks]
    figure.update_xaxes(range=[-reach * 1.04, reach * 1.04], tickvals=ticks, ticktext=labels)
    line = {"color": colours.text, "width": 2}
    figure.add_shape(type="line", x0=0, x1=0, y0=0, y1=height, layer="below", line=line)


def _name_ends(figure: go.Figure, *, ends: tuple[str, str], dark: bool) -> None:
    sides: tuple[tuple[str, float, str], ...] = ((f"← {ends[0]}", 0, "left"), (f"{ends[1]} →", 1, "right"))
    for text, x, anchor in sides:
        figure.add_annotation(
            text=text,
            x=x,
            xref="paper",
            xanchor=anchor,
            y=0,
            yref="paper",
            yanchor="top",
            yshift=-24,
            showarrow=False,
            font={"color": palette(dark=dark).muted, "size": 13},
        )
