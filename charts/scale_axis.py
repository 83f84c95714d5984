"""The axis of an answer scale: a track a row from the lowest to the highest answer, ticks at its points."""

import plotly.graph_objects as go

from texts import Texts

AXIS_PX = 28
"""The bottom margin that the axis needs."""
_MOST_STEPS = 10


def draw_scale_axis(
    figure: go.Figure,
    *,
    centres: tuple[float, ...],
    low: float,
    high: float,
    colour: str,
    texts: Texts,
) -> None:
    """Show the whole scale, `low` to `high`, so that a small difference never looks large."""
    for centre in centres:
        figure.add_shape(
            type="line",
            x0=low,
            x1=high,
            y0=centre,
            y1=centre,
            layer="below",
            line={"color": colour, "width": 2},
        )
    ticks = _ticks_of(low, high)
    pad = (high - low) * 0.03
    words = [texts.number(tick, 0 if tick in (low, high) or high - low > 1 else 2) for tick in ticks]
    figure.update_xaxes(range=[low - pad, high + pad], tickvals=ticks, ticktext=words)


def _ticks_of(low: float, high: float) -> list[float]:
    steps = round(high - low) if 1 < high - low <= _MOST_STEPS else 4
    return [low + (high - low) / steps * step for step in range(steps + 1)]
