"""The traces of a figure as SVG: bars, lines, marks with intervals, words."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from reports.picture.plane import Described, Plane
from reports.picture.shapes import bar, hatch, line, mark, path, words

_PAPER = "#ffffff"
_SMALLEST = 0.01


def draw_traces(described: Described, *, plane: Plane) -> str:
    """All traces, in their order.

    Raises:
        ValueError: for a kind of trace that none of our charts uses.
    """
    ends: dict[Any, float] = defaultdict(float)
    stacked = described["layout"].get("barmode") in {"relative", "stack"}
    drawn = []
    for trace in described["data"]:
        if trace["type"] == "bar":
            drawn.append(_draw_bars(trace, plane=plane, ends=ends if stacked else None))
        elif trace["type"] == "scatter":
            drawn.append(_draw_scatter(trace, plane=plane))
        else:
            raise ValueError(f"no way to draw a {trace['type']}")
    return "".join(drawn)


def pick(value: Any, place: int, default: Any) -> Any:
    """The value of one mark: of a list its own, else that of all."""
    if value is None:
        return default
    is_list = not isinstance(value, str) and isinstance(value, Iterable)
    return list(value)[place] if is_list else value


def _draw_bars(trace: Described, *, plane: Plane, ends: dict[Any, float] | None) -> str:
    drawn = []
    upright = trace.get("orientation") != "h"
    lengths, centres = (trace["y"], trace["x"]) if upright else (trace["x"], trace["y"])
    for place, (length, centre) in enumerate(zip(lengths, centres, strict=True)):
        base = float(pick(trace.get("base"), place, 0.0))
        if ends is not None:
            base = ends[(centre, length < 0)]
            ends[(centre, length < 0)] = base + length
        thick = float(pick(trace.get("width"), place, 0.8))
        box = _box((base, base + length), (centre - thick / 2, centre + thick / 2), upright, plane)
        if box[2] > _SMALLEST:
            drawn.append(_draw_bar(trace, place, box))
    return "".join(drawn) + _draw_intervals(trace, plane=plane)


def _box(
    along: tuple[float, float], across: tuple[float, float], upright: bool, plane: Plane
) -> tuple[float, float, float, float]:
    xs, ys = (across, along) if upright else (along, across)
    left, right = sorted(plane.at_x(x) for x in xs)
    top, bottom = sorted(plane.at_y(y) for y in ys)
    return left, top, right - left, bottom - top


def _draw_bar(trace: Described, place: int, box: tuple[float, float, float, float]) -> str:
    marker = trace["marker"]
    edge = marker.get("line", {})
    fill = pick(marker.get("color"), place, _PAPER)
    drawn = bar(
        box,
        fill=fill,
        stroke=pick(edge.get("color"), place, "none"),
        width=pick(edge.get("width"), place, 0),
    )
    pattern = marker.get("pattern", {})
    shape = pick(pattern.get("shape"), place, "")
    if shape:
        drawn += hatch(box, shape=shape, colour=pick(pattern.get("fgcolor"), place, _PAPER))
    text = pick(trace.get("text"), place, "")
    if text and pick(trace.get("textposition"), place, "none") == "inside":
        drawn += _write_inside(trace, place, box, text=str(text), fill=fill)
    return drawn


def _write_inside(
    trace: Described, place: int, box: tuple[float, float, float, float], *, text: str, fill: str
) -> str:
    font = trace.get("textfont", {})
    size = float(pick(font.get("size"), place, 12))
    left, top, wide, high = box
    at = (left + wide / 2, top + high / 2 - size * 0.62)
    behind = fill if trace["marker"].get("pattern") else None
    colour = pick(font.get("color"), place, "#000000")
    return words(text, at=at, size=size, colour=colour, anchor="middle", behind=behind)


def _draw_scatter(trace: Described, *, plane: Plane) -> str:
    mode = trace.get("mode", "lines")
    drawn = ""
    if "lines" in mode:
        look = trace.get("line", {})
        fill = trace.get("fillcolor", "none") if trace.get("fill") == "toself" else "none"
        width = float(look.get("width", 2))
        drawn += path(_runs(trace, plane), stroke=look.get("color", "#000000"), width=width, fill=fill)
    drawn += _draw_intervals(trace, plane=plane)
    if "markers" in mode:
        drawn += "".join(_draw_marks(trace, plane))
    if "text" in mode:
        drawn += "".join(_write_texts(trace, plane))
    return drawn


def _points(trace: Described) -> list[tuple[int, float, float]]:
    pairs = enumerate(zip(trace["x"], trace["y"], strict=True))
    return [(place, x, y) for place, (x, y) in pairs if x is not None and y is not None]


def _runs(trace: Described, plane: Plane) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None or y is None:
            runs.append([])
        else:
            runs[-1].append((plane.at_x(x), plane.at_y(y)))
    return runs


def _draw_marks(trace: Described, plane: Plane) -> Iterable[str]:
    for place, x, y in _points(trace):
        yield draw_marker(trace["marker"], place, at=(plane.at_x(x), plane.at_y(y)))


def draw_marker(marker: Described, place: int, *, at: tuple[float, float], scale: float = 1) -> str:
    """One mark of a trace of marks."""
    edge = marker.get("line", {})
    fill = pick(marker.get("color"), place, "#000000")
    return mark(
        pick(marker.get("symbol"), place, "circle"),
        at=at,
        size=float(pick(marker.get("size"), place, 6)) * scale,
        fill=fill,
        edge=(pick(edge.get("color"), place, fill), float(pick(edge.get("width"), place, 0)) * scale),
    )


def _write_texts(trace: Described, plane: Plane) -> Iterable[str]:
    font = trace.get("textfont", {})
    size = float(font.get("size", 12))
    for place, x, y in _points(trace):
        at = (plane.at_x(x), plane.at_y(y) - size * 0.62)
        text = str(pick(trace["text"], place, ""))
        yield words(text, at=at, size=size, colour=font.get("color", "#000000"), anchor="middle")


def _draw_intervals(trace: Described, *, plane: Plane) -> str:
    error = trace.get("error_x") or {}
    if error.get("array") is None:
        return ""
    drawn = []
    colour, thick = error.get("color", "#000000"), float(error.get("thickness", 2))
    cap = float(error.get("width", 4))
    for place, x, y in _points(trace):
        up = pick(error["array"], place, 0) or 0
        down = pick(error.get("arrayminus"), place, up) or 0
        if not up and not down:
            continue
        ends, height = (plane.at_x(x - down), plane.at_x(x + up)), plane.at_y(y)
        drawn.append(line((ends[0], height), (ends[1], height), colour=colour, width=thick))
        drawn += [line((e, height - cap), (e, height + cap), colour=colour, width=thick) for e in ends]
    return "".join(drawn)
