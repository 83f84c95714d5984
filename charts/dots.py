"""Dots with their interval as a line, and the upright marks beside them: what every chart of dots draws."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from charts.bounds import Drawn, mark_values
from charts.theme import palette


def add_dots(
    figure: go.Figure,
    drawn: Drawn,
    *,
    say: Callable[[Any], str],
    dark: bool,
    name: str | None = None,
) -> None:
    """A dot for each row with its interval, if it has one; what it says on hovering comes from `say`.

    Without `name` the legend does not tell of them.
    """
    colours, rows = palette(dark=dark), [row for row, _ in drawn]
    figure.add_scatter(
        x=[row["value"] for row in rows],
        y=[centre for _, centre in drawn],
        mode="markers",
        name=name,
        showlegend=None if name else False,
        marker=mark_values(drawn, colours=colours),
        error_x={
            "array": [_or(row["high"], row["value"]) - row["value"] for row in rows],
            "arrayminus": [row["value"] - _or(row["low"], row["value"]) for row in rows],
            "thickness": 3,
            "width": 5,
            "color": colours.mark,
        },
        cliponaxis=False,
        text=[row["label"] for row in rows],
        customdata=[say(row) for row in rows],
        hovertemplate="%{text}<br>%{customdata}<extra></extra>",
    )


def add_references(figure: go.Figure, pairs: Drawn, *, label: str, dark: bool) -> None:
    """An upright mark at the `reference` of each row that has one, shown or not."""
    marked = [(row["reference"], centre) for row, centre in pairs if row["reference"] is not None]
    figure.add_scatter(
        x=[value for value, _ in marked],
        y=[centre for _, centre in marked],
        mode="markers",
        name=label,
        showlegend=True,
        marker={"symbol": "line-ns", "size": 24, "line": {"color": palette(dark=dark).accent, "width": 3}},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _or(bound: float | None, value: float) -> float:
    return value if bound is None else bound
