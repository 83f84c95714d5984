"""The look of every chart: one palette in light and dark, one template, one modebar setting.

The colours keep apart for colour-blind readers (blue against orange, steps of lightness within each)
and contrast with the background: 3 to 1 for marks, 4.5 to 1 for text (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from dataclasses import dataclass
from functools import cache

import plotly.graph_objects as go

FONT_FAMILY = '"Source Sans", "Source Sans 3", system-ui, "Segoe UI", "DejaVu Sans", Arial, sans-serif'
FONT_PX = 14
CONFIG: dict[str, object] = {"displayModeBar": False, "responsive": True, "scrollZoom": False}
"""Pass as `config` to `st.plotly_chart`: no modebar, no zoom by scrolling."""


@dataclass(frozen=True)
class Palette:
    """Colours as `#rrggbb`. `negative` and `positive` run mild to strong, `sequence` few to many.

    `bar` is milder than `mark`, so that an interval in the colour of text reads over it.
    """

    background: str
    text: str
    muted: str
    grid: str
    mark: str
    bar: str
    accent: str
    neutral: str
    negative: tuple[str, str, str]
    positive: tuple[str, str, str]
    sequence: tuple[str, ...]


LIGHT = Palette(
    background="#ffffff",
    text="#1c2733",
    muted="#4c5a68",
    grid="#d9dee4",
    mark="#0b5c8a",
    bar="#4f97c7",
    accent="#b4530a",
    neutral="#7d858e",
    negative=("#d0762a", "#b4510f", "#7c2d12"),
    positive=("#3f8fc4", "#2a6ba3", "#173f6b"),
    sequence=("#dbe9f5", "#b3d1ea", "#7fb2da", "#4a8cc2", "#1c5d99"),
)
DARK = Palette(
    background="#12181f",
    text="#eef2f6",
    muted="#b7c3cf",
    grid="#343c47",
    mark="#6cb8e6",
    bar="#3a78a8",
    accent="#f0914a",
    neutral="#8a929c",
    negative=("#b5652b", "#e8853f", "#ffb98a"),
    positive=("#3d7fb3", "#6aaede", "#b5dcf7"),
    sequence=("#1d2f42", "#27496b", "#336796", "#4b8fc9", "#8cc4f0"),
)


def palette(*, dark: bool) -> Palette:
    """The palette of the light or the dark theme."""
    return DARK if dark else LIGHT


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, 1–21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour: str) -> str:
    """Black or white: whichever reads better on `colour` (always at least 4.5 to 1)."""
    return max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, colour))


@cache
def template(dark: bool = False) -> go.layout.Template:
    """The one Plotly template, for the light or the dark theme."""
    colours = palette(dark=dark)
    axis = {
        "showgrid": True,
        "gridcolor": colours.grid,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"color": colours.muted, "size": 12},
        "title": {"font": {"color": colours.muted, "size": 12}},
    }
    layout = go.Layout(
        font={"family": FONT_FAMILY, "size": FONT_PX, "color": colours.text},
        paper_bgcolor=colours.background,
        plot_bgcolor=colours.background,
        colorway=[colours.mark, colours.accent, colours.neutral],
        xaxis=axis,
        yaxis=axis,
        dragmode=False,
        hovermode="closest",
        hoverlabel={"font": {"family": FONT_FAMILY, "size": 13}, "align": "left"},
        legend={"itemclick": False, "itemdoubleclick": False, "font": {"size": 12}},
        showlegend=False,
    )
    return go.layout.Template(layout=layout)


def _luminance(colour: str) -> float:
    shares = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
