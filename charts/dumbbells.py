"""Before and after on the same people: from a hollow dot to an arrow head, with the change's interval."""

from typing import Any

import plotly.graph_objects as go
import polars as pl

from charts.bounds import POINTING, add_plain_legend
from charts.frames import is_shown, require_rows
from charts.rows import RowText, add_legend, legend_px, place_rows, size_marks, start_figure
from charts.scale_axis import AXIS_PX, draw_scale_axis
from charts.theme import Palette, palette
from charts.words import caption, say_n
from texts import Texts
from texts.numbers import is_bound, write_bound, write_value

COLUMNS = ("label", "value_from", "value_to", "change", "low", "high", "n", "status")
_MARK_PX = 22


def draw_dumbbells(
    frame: pl.DataFrame,
    *,
    texts: Texts,
    dark: bool,
    scale_low: float,
    scale_high: float,
    from_label: str,
    to_label: str,
) -> go.Figure:
    """Draw one before–after pair a row, in the order of the frame.

    The end mark points right for an increase and left for a decrease, and is a square where the change
    rounds to nothing; the thin bracket around it is the 95 % interval of the change, laid on the start.

    Args:
        frame: `label` str; `value_from`, `value_to` float, means of the people who answered both times;
            `change`, `low`, `high` float, the mean change and its interval; `n` int, those people; `status`;
            `coded_from`, `coded_to`, `coded` int, if there is any bound among means or changes.
        texts: the reader's language.
        dark: the theme.
        scale_low: the lowest answer that can be given.
        scale_high: the highest.
        from_label: the first moment, for the legend.
        to_label: the second.

    Raises:
        ValueError: without rows, or with columns or statuses that are not these.
    """
    rows = require_rows(frame, COLUMNS)
    words = [_text_of(row, texts=texts) for row in rows]
    placed = place_rows(words, marks_px=size_marks(rows, mark_px=_MARK_PX))
    figure = start_figure(placed, dark=dark, top=legend_px([from_label, to_label]), bottom=AXIS_PX)
    colours = palette(dark=dark)
    pairs = [(row, centre) for row, centre in zip(rows, placed.centres, strict=True) if is_shown(row)]
    draw_scale_axis(
        figure, centres=placed.centres, low=scale_low, high=scale_high, colour=colours.grid, texts=texts
    )
    _add_stems(figure, pairs, colours=colours)
    _add_starts(figure, pairs, label=from_label, colours=colours)
    _add_ends(figure, pairs, label=to_label, colours=colours, texts=texts)
    add_legend(figure)
    return figure


def say_change(row: dict[str, Any], *, texts: Texts) -> str:
    """`+0,4 (+0,2 tot +0,6)`: the change with its interval, if it has one."""
    change = write_bound(texts.signed(row["change"]), row.get("coded"), strict=False, texts=texts)
    if row["low"] is None or row["high"] is None:
        return change
    interval = texts("charts.interval", low=texts.signed(row["low"]), high=texts.signed(row["high"]))
    return f"{change} ({interval})"


def _text_of(row: dict[str, Any], *, texts: Texts) -> RowText:
    if not is_shown(row):
        return RowText(row["label"], caption(row, texts=texts))
    bounded = any(is_bound(row.get(f"coded_{end}")) for end in ("from", "to"))
    ends = " → ".join(say_ends(row, texts=texts)) if bounded else ""
    parts = (ends, say_change(row, texts=texts), say_n(row["n"], texts=texts))
    return RowText(row["label"], caption(row, *parts, texts=texts))


def _symbol_of(row: dict[str, Any]) -> str:
    """Where the end lies: a bound points to where its number is, a number to where it came to."""
    if is_bound(row.get("coded_to")):
        return POINTING[row["coded_to"]]
    if round(row["change"], 1) == 0:
        return "square"
    return "triangle-right" if row["change"] > 0 else "triangle-left"


def say_ends(row: dict[str, Any], *, texts: Texts) -> tuple[str, str]:
    """Both means as they are written: `3,2` and `3,6`; `≤ 1,5` for a bound."""
    before, after = (
        write_value(
            {"value": row[f"value_{end}"], "coded": row.get(f"coded_{end}")}, kind="level", texts=texts
        )
        for end in ("from", "to")
    )
    return before, after


def _add_stems(figure: go.Figure, pairs: list[tuple[dict[str, Any], float]], *, colours: Palette) -> None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row, centre in pairs:
        xs += [row["value_from"], row["value_to"], None]
        ys += [centre, centre, None]
    figure.add_scatter(
        x=xs,
        y=ys,
        mode="lines",
        line={"color": colours.mark, "width": 5},
        showlegend=False,
        hoverinfo="skip",
    )


def _add_starts(
    figure: go.Figure, pairs: list[tuple[dict[str, Any], float]], *, label: str, colours: Palette
) -> None:
    figure.add_scatter(
        x=[row["value_from"] for row, _ in pairs],
        y=[centre for _, centre in pairs],
        mode="markers",
        name=label,
        marker={
            "size": 13,
            "color": colours.background,
            "symbol": [POINTING.get(row.get("coded_from") or 0, "circle") for row, _ in pairs],
            "line": {"color": colours.mark, "width": 3},
        },
        cliponaxis=False,
        hoverinfo="skip",
    )
    plain = {"size": 13, "color": colours.background, "line": {"color": colours.mark, "width": 3}}
    add_plain_legend(figure, drawn=pairs, marker=plain, codes="coded_from")


def _add_ends(
    figure: go.Figure,
    pairs: list[tuple[dict[str, Any], float]],
    *,
    label: str,
    colours: Palette,
    texts: Texts,
) -> None:
    figure.add_scatter(
        x=[row["value_to"] for row, _ in pairs],
        y=[centre for _, centre in pairs],
        mode="markers",
        name=label,
        marker={
            "size": 15,
            "symbol": [_symbol_of(row) for row, _ in pairs],
            **_fill_ends([row for row, _ in pairs], colours=colours),
        },
        error_x=_interval_of_ends([row for row, _ in pairs], colour=colours.accent),
        cliponaxis=False,
        text=[row["label"] for row, _ in pairs],
        customdata=[[*say_ends(row, texts=texts), say_change(row, texts=texts)] for row, _ in pairs],
        hovertemplate="%{text}<br>%{customdata[0]} → %{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    )
    plain = {"size": 15, "color": colours.mark, "symbol": "triangle-right"}
    add_plain_legend(figure, drawn=pairs, marker=plain, codes="coded_to")


def _fill_ends(rows: list[dict[str, Any]], *, colours: Palette) -> dict[str, Any]:
    """Colour and edge of the end marks: full ones, and open ones for bounds."""
    bounds = [is_bound(row.get("coded_to")) for row in rows]
    if not any(bounds):
        return {"color": colours.mark, "line": {"color": colours.background, "width": 1}}
    fills = [colours.background if bound else colours.mark for bound in bounds]
    edges = [colours.mark if bound else colours.background for bound in bounds]
    return {"color": fills, "line": {"color": edges, "width": [2.5 if bound else 1 for bound in bounds]}}


def _interval_of_ends(rows: list[dict[str, Any]], *, colour: str) -> dict[str, Any]:
    """The interval of each change around its end mark; none around a bound, where it would lie wrong."""
    rows = [{**row, "low": None, "high": None} if is_bound(row.get("coded_to")) else row for row in rows]
    above = [0 if row["high"] is None else row["high"] - row["change"] for row in rows]
    below = [0 if row["low"] is None else row["change"] - row["low"] for row in rows]
    return {"array": above, "arrayminus": below, "thickness": 2, "width": 6, "color": colour}
