"""A dot for each mean, its interval as a line, on the whole scale."""

from collections.abc import Sequence
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
from charts.words import caption, say_interval, say_n
from texts import Texts
from texts.numbers import write_value

COLUMNS = ("label", "value", "low", "high", "n", "reference", "status")
_MARK_PX = 18


@dataclass(frozen=True)
class Elsewhere:
    """A value of another population: in which row (from 0), the value, and whose it is."""

    row: int
    value: float
    label: str


def draw_mean_dots(
    frame: pl.DataFrame,
    *,
    texts: Texts,
    dark: bool,
    scale_low: float,
    scale_high: float,
    decimals: int = 1,
    reference_label: str | None = None,
    elsewhere: Sequence[Elsewhere] = (),
) -> go.Figure:
    """Draw one dot a row, in the order of the frame.

    Args:
        frame: `label` str; `value`, `low`, `high` float (unit of the scale; interval may be null);
            `n` int, people; `reference` float, the whole programme's mean (null: no line); `status`;
            `coded` int, if there is any bound among the values.
        texts: the reader's language.
        dark: the theme.
        scale_low: the lowest answer that can be given: where the axis starts.
        scale_high: the highest.
        decimals: of the values in the captions.
        reference_label: what the reference line stands for; None leaves it out of the legend.
        elsewhere: values of other populations, each a labelled line through a diamond.

    Raises:
        ValueError: without rows, or with columns or statuses that are not these.
    """
    rows = require_rows(frame, COLUMNS)
    words = [_text_of(row, texts=texts, decimals=decimals) for row in rows]
    placed = place_rows(words, marks_px=size_marks(rows, mark_px=_MARK_PX))
    referred = reference_label is not None and any(row["reference"] is not None for row in rows)
    labels = [*([str(reference_label)] if referred else []), *dict.fromkeys(e.label for e in elsewhere)]
    top = legend_px(labels) if labels else 4
    figure = start_figure(placed, dark=dark, top=top, bottom=AXIS_PX)
    draw_scale_axis(
        figure,
        centres=placed.centres,
        low=scale_low,
        high=scale_high,
        colour=palette(dark=dark).grid,
        texts=texts,
    )
    _add_dots(figure, rows, placed.centres, dark=dark, texts=texts, decimals=decimals)
    if referred:
        pairs = list(zip(rows, placed.centres, strict=True))
        add_references(figure, pairs, label=str(reference_label), dark=dark)
    _add_elsewhere(figure, elsewhere, placed.centres, dark=dark)
    if labels:
        add_legend(figure)
    return figure


def _text_of(row: dict[str, Any], *, texts: Texts, decimals: int) -> RowText:
    if not is_shown(row):
        return RowText(row["label"], caption(row, texts=texts))
    interval = say_interval(row["low"], row["high"], texts=texts, decimals=decimals)
    value = write_value(row, kind="level", texts=texts, decimals=decimals)
    figures = f"{value} ({interval})" if interval else value
    return RowText(row["label"], caption(row, figures, say_n(row["n"], texts=texts), texts=texts))


def _add_dots(
    figure: go.Figure,
    rows: list[dict[str, Any]],
    centres: tuple[float, ...],
    *,
    dark: bool,
    texts: Texts,
    decimals: int,
) -> None:
    drawn = [(row, centre) for row, centre in zip(rows, centres, strict=True) if is_shown(row)]
    add_dots(
        figure,
        drawn,
        say=lambda row: _text_of(row, texts=texts, decimals=decimals).caption,
        dark=dark,
        name=texts("charts.this_group"),
    )
    add_plain_legend(figure, drawn=drawn, marker=mark_values((), colours=palette(dark=dark)))


def _add_elsewhere(
    figure: go.Figure, elsewhere: Sequence[Elsewhere], centres: tuple[float, ...], *, dark: bool
) -> None:
    colours = palette(dark=dark)
    for label in dict.fromkeys(value.label for value in elsewhere):
        own = [value for value in elsewhere if value.label == label]
        for symbol, size in (("line-ns", 32), ("diamond-open", 9)):
            figure.add_scatter(
                x=[value.value for value in own],
                y=[centres[value.row] for value in own],
                mode="markers",
                name=label,
                showlegend=symbol == "line-ns",
                marker={"symbol": symbol, "size": size, "line": {"color": colours.text, "width": 1.5}},
                cliponaxis=False,
                hoverinfo="skip",
            )
