"""A figure of a session as it is drawn: question, finding, chart, and what is below."""

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from charts.theme import CONFIG
from ui.blocks import write_foot
from ui.drawn import Drawn
from ui.live.replay import Shown


def draw_shown(shown: Shown) -> go.Figure | None:
    """Its chart; None where the table stands in its place."""
    return None if shown.figure.draw is None else Drawn(shown.figure.draw())


def write_below(shown: Shown) -> str:
    """Table, explanation, group, n, release and caution, as HTML: words of the release, none of people."""
    # Whoever has no login cannot go where the methods are told.
    return write_foot(shown.page, replace(shown.figure, methods=()))


def describe_shown(shown: Shown) -> dict[str, Any]:
    """What the component needs, ready for JSON."""
    chart = draw_shown(shown)
    return {
        "question": shown.figure.question,
        "answer": shown.figure.answer,
        "figure": None if chart is None else chart.to_plotly_json(),
        "config": CONFIG,
        "below": write_below(shown),
    }
