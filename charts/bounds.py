"""How a chart marks a number that is told as a bound: an open triangle that points to where it lies."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from charts.theme import Palette
from texts.numbers import is_bound

Drawn = Sequence[tuple[Mapping[str, Any], float]]
"""Rows that are shown, each with the height at which it is drawn."""
POINTING = {-1: "triangle-left", 1: "triangle-right"}


def mark_values(drawn: Drawn, *, colours: Palette, symbol: str = "circle", size: int = 14) -> dict[str, Any]:
    """The marker of a trace of values: `symbol` in full, an open triangle for a bound.

    A bound's interval is not known, and a full mark would say that the number is.
    """
    codes = [row.get("coded") for row, _ in drawn]
    if not any(map(is_bound, codes)):
        line: dict[str, Any] = {"color": colours.background, "width": 1.5}
        return {"size": size, "color": colours.mark, "symbol": symbol, "line": line}
    bounds = [is_bound(code) for code in codes]
    return {
        "size": size,
        "symbol": [POINTING.get(code or 0, symbol) for code in codes],
        "color": [colours.background if bound else colours.mark for bound in bounds],
        "line": {
            "color": [colours.mark if bound else colours.background for bound in bounds],
            "width": [2.5 if bound else 1.5 for bound in bounds],
        },
    }


def add_plain_legend(
    figure: go.Figure, *, drawn: Drawn, marker: dict[str, Any], codes: str = "coded"
) -> None:
    """Lets the legend show `marker` for the last trace: the mark of a bound would stand there otherwise."""
    if not any(is_bound(row.get(codes)) for row, _ in drawn):
        return
    trace = figure.data[-1]
    trace.update(showlegend=False)
    figure.add_scatter(x=[None], y=[None], mode="markers", name=trace.name, marker=marker, hoverinfo="skip")


def keep_bounds(drawn: Drawn) -> Drawn:
    """Those of the rows that are bounds."""
    return [(row, centre) for row, centre in drawn if is_bound(row.get("coded"))]
