"""Elements of an SVG: lines, bars, marks and words. Everything that comes in as text is escaped."""

import math
import re
from html import escape, unescape
from typing import Literal

FONT = "'Source Sans Pro'"
Anchor = Literal["start", "middle", "end"]
_BOLD = re.compile(r"<b>(.*?)</b>")
_CHAR = 0.5
_LINE = 1.28


def number(value: float) -> str:
    """A coordinate to a hundredth of a pixel."""
    return f"{round(value, 2) + 0.0:g}"


def line(start: tuple[float, float], end: tuple[float, float], *, colour: str, width: float) -> str:
    """A straight line."""
    places = zip(("x1", "y1", "x2", "y2"), (*start, *end), strict=True)
    ends = " ".join(f'{name}="{number(value)}"' for name, value in places)
    return f'<line {ends} stroke="{escape(colour)}" stroke-width="{number(width)}"/>'


def path(points: list[list[tuple[float, float]]], *, stroke: str, width: float, fill: str = "none") -> str:
    """Lines through points; closed where there is a fill."""
    end = "" if fill == "none" else "Z"
    runs = (" L".join(f"{number(x)} {number(y)}" for x, y in run) for run in points if run)
    drawn = " ".join(f"M{run}{end}" for run in runs)
    look = f'stroke="{escape(stroke)}" stroke-width="{number(width)}" stroke-linejoin="round"'
    return f'<path d="{drawn}" fill="{escape(fill)}" {look}/>'


def bar(box: tuple[float, float, float, float], *, fill: str, stroke: str, width: float) -> str:
    """A rectangle: left, top, width, height."""
    places = zip(("x", "y", "width", "height"), box, strict=True)
    sides = " ".join(f'{name}="{number(value)}"' for name, value in places)
    return f'<rect {sides} fill="{escape(fill)}" stroke="{escape(stroke)}" stroke-width="{number(width)}"/>'


def hatch(box: tuple[float, float, float, float], *, shape: str, colour: str) -> str:
    """Strokes or dots over a bar, so that no side of it is told by colour alone."""
    left, top, wide, high = box
    if shape == ".":
        dots = [
            (left + 5 + 8 * i, top + 5 + 8 * j) for i in range(int(wide // 8)) for j in range(int(high // 8))
        ]
        return "".join(
            f'<circle cx="{number(x)}" cy="{number(y)}" r="1" fill="{escape(colour)}"/>' for x, y in dots
        )
    strokes = []
    for step in range(6, int(wide + high), 9):
        start = (left + min(step, wide), top + max(step - wide, 0))
        end = (left + max(step - high, 0), top + min(step, high))
        strokes.append(line(start, end, colour=colour, width=0.9))
    return "".join(strokes)


def mark(symbol: str, *, at: tuple[float, float], size: float, fill: str, edge: tuple[str, float]) -> str:
    """A mark around a place; `edge` is colour and width of its line."""
    (x, y), half = at, size / 2
    colour, width = edge
    if symbol == "line-ns":
        return line((x, y - half), (x, y + half), colour=colour, width=width)
    if symbol.endswith("-open"):
        fill, symbol = "none", symbol.removesuffix("-open")
    corners = _corners(symbol, half)
    if corners is None:
        look = f'fill="{escape(fill)}" stroke="{escape(colour)}" stroke-width="{number(width)}"'
        return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(half)}" {look}/>'
    drawn = [[(x + dx, y + dy) for dx, dy in corners]]
    return path(drawn, stroke=colour, width=width, fill=fill) if fill != "none" else _outline(drawn, edge)


def words(
    text: str,
    *,
    at: tuple[float, float],
    size: float,
    colour: str,
    anchor: Anchor = "start",
    behind: str | None = None,
) -> str:
    """Lines of text from `at` (left, middle or right; top) down; `<br>` and `<b>` are the only markup.

    `behind` is the colour of the paper under it.
    """
    x, top = at
    drawn = []
    for place, text_line in enumerate(text.split("<br>")):
        baseline = top + (place + 1) * size * _LINE - size * 0.3
        spans = "".join(_write_spans(text_line))
        if behind:
            wide = measure(text_line, size=size) + 6
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            box = (left, baseline - size * 0.9, wide, size * 1.15)
            drawn.append(bar(box, fill=behind, stroke="none", width=0))
        look = f'font-family="{FONT}" font-size="{number(size)}" fill="{escape(colour)}"'
        place_ = f'x="{number(x)}" y="{number(baseline)}" text-anchor="{anchor}"'
        drawn.append(f'<text {place_} {look} xml:space="preserve">{spans}</text>')
    return "".join(drawn)


def measure(text: str, *, size: float) -> float:
    """About how wide one line of text is, in pixels."""
    return len(unescape(re.sub(r"<[^>]+>", "", text))) * size * _CHAR


def height_of(text: str, *, size: float) -> float:
    """How high the lines of a text are, in pixels."""
    return (text.count("<br>") + 1) * size * _LINE


def _write_spans(text: str) -> list[str]:
    parts = _BOLD.split(text)
    plain = [escape(unescape(re.sub(r"<[^>]+>", "", part)), quote=False) for part in parts]
    weights = ("400", "600")
    return [f'<tspan font-weight="{weights[i % 2]}">{part}</tspan>' for i, part in enumerate(plain) if part]


def _outline(drawn: list[list[tuple[float, float]]], edge: tuple[str, float]) -> str:
    closed = [[*run, run[0]] for run in drawn]
    return path(closed, stroke=edge[0], width=edge[1])


def _corners(symbol: str, half: float) -> list[tuple[float, float]] | None:
    """The corners of a symbol around its place; None for a circle."""
    tall = half * math.sqrt(3) / 2
    return {
        "square": [(-half, -half), (half, -half), (half, half), (-half, half)],
        "diamond": [(0, -half), (half, 0), (0, half), (-half, 0)],
        "triangle-right": [(-tall, -half), (half, 0), (-tall, half)],
        "triangle-left": [(tall, -half), (-half, 0), (tall, half)],
    }.get(symbol)
