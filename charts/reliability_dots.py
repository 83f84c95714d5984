"""α of each scale as a dot with its interval, ω as a mark, from 0 to 1."""

import plotly.graph_objects as go
import polars as pl

from charts.mean_dots import draw_mean_dots
from charts.theme import palette
from texts import Texts

ALPHA, OMEGA = "α", "ω"


def draw_reliability_dots(frame: pl.DataFrame, *, texts: Texts, dark: bool, usable: float) -> go.Figure:
    """Draw one scale a row, in the order of the frame; a dotted line stands at `usable`.

    Args:
        frame: as in `charts.mean_dots`; `value`, `low`, `high` are α and its interval, `reference` is ω.
        texts: the reader's language.
        dark: the theme.
        usable: from where on a scale is usually called fit to compare groups.

    Raises:
        ValueError: without rows, or with columns or statuses that are not these.
    """
    figure = draw_mean_dots(
        frame, texts=texts, dark=dark, scale_low=0, scale_high=1, decimals=2, reference_label=OMEGA
    )
    figure.update_traces(name=ALPHA, selector={"name": texts("charts.this_group")})
    line = {"color": palette(dark=dark).muted, "width": 1.5, "dash": "dot"}
    figure.add_shape(type="line", x0=usable, x1=usable, y0=0, y1=1, yref="paper", layer="below", line=line)
    return figure
