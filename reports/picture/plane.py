"""Where a value of a figure lies on the paper, in pixels from the top left."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Described = Mapping[str, Any]
"""A figure, or a part of one, as Plotly describes it."""


@dataclass(frozen=True)
class Plane:
    """The paper, and the plot within its margins. `at_x` and `at_y` place values."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    range_x: tuple[float, float]
    range_y: tuple[float, float]

    def at_x(self, value: float) -> float:
        """Pixels from the left of a value on the horizontal axis."""
        start, end = self.range_x
        return self.left + (value - start) / (end - start) * (self.right - self.left)

    def at_y(self, value: float) -> float:
        """Pixels from the top of a value on the vertical axis."""
        start, end = self.range_y
        return self.bottom - (value - start) / (end - start) * (self.bottom - self.top)

    def place_x(self, value: float, *, ref: str | None) -> float:
        """The same for a value that is perhaps a share of the plot (`paper`, `x domain`)."""
        return self.left + value * (self.right - self.left) if _is_share(ref) else self.at_x(value)

    def place_y(self, value: float, *, ref: str | None) -> float:
        """The same for a value that is perhaps a share of the plot, counted from below."""
        return self.bottom - value * (self.bottom - self.top) if _is_share(ref) else self.at_y(value)


def make_plane(layout: Described, *, width: float) -> Plane:
    """The plane of a layout; one whose axes keep each other's proportion lies in the middle."""
    margin, height = layout["margin"], float(layout["height"])
    left, right = float(margin["l"]), width - margin["r"]
    top, bottom = float(margin["t"]), height - margin["b"]
    range_x, range_y = tuple(layout["xaxis"]["range"]), tuple(layout["yaxis"]["range"])
    ratio = layout["yaxis"].get("scaleratio")
    if ratio:
        wide, high = range_x[1] - range_x[0], (range_y[1] - range_y[0]) * ratio
        scale = min((right - left) / wide, (bottom - top) / high)
        middle, half = (left + right) / 2, wide * scale / 2
        left, right = middle - half, middle + half
        bottom = top + high * scale
    return Plane(width, height, left, right, top, bottom, range_x, range_y)


def _is_share(ref: str | None) -> bool:
    return ref is not None and (ref == "paper" or ref.endswith("domain"))
