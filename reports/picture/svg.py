"""A figure's description as one SVG."""

from reports.picture.plane import Described, Plane, make_plane
from reports.picture.shapes import bar, hatch, height_of, line, measure, words
from reports.picture.traces import draw_marker, draw_traces, pick

WIDTH = 780.0
"""Pixels: labels of 14 px are then 8.6 pt on a page of A4."""
_INK = "#1c2733"
_MUTED = "#4c5a68"
_PAPER = "#ffffff"
_LEGEND_PX = 12.0
_GAP_PX = 18.0


def draw_svg(described: Described, *, width: float = WIDTH) -> str:
    """The picture of a figure: what lies below, its traces, its words, its legend.

    Args:
        described: the figure as `to_dict` tells it.
        width: in pixels; the height is the figure's own.

    Raises:
        ValueError: for a kind of trace that none of our charts uses.
    """
    layout = described["layout"]
    plane = make_plane(layout, width=width)
    parts = (
        bar((0, 0, width, plane.height), fill=_PAPER, stroke="none", width=0),
        _draw_axis(layout, plane),
        _draw_lines(layout, plane, below=True),
        draw_traces(described, plane=plane),
        _draw_lines(layout, plane, below=False),
        "".join(_write_note(note, plane) for note in layout.get("annotations", ())),
        _draw_legend(described, plane),
    )
    box = f'viewBox="0 0 {width:g} {plane.height:g}" width="{width:g}" height="{plane.height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(parts)}</svg>'


def _draw_axis(layout: Described, plane: Plane) -> str:
    axis = layout["xaxis"]
    if axis.get("tickvals") is None or axis.get("visible") is False:
        return ""
    style = layout["template"]["layout"]["xaxis"] if layout.get("template") else {}
    drawn = []
    for tick, text in zip(axis["tickvals"], axis["ticktext"], strict=True):
        x = plane.at_x(tick)
        ends = ((x, plane.top), (x, plane.bottom))
        drawn.append(line(*ends, colour=style.get("gridcolor", "#d9dee4"), width=1))
        drawn.append(words(text, at=(x, plane.bottom + 4), size=12, colour=_MUTED, anchor="middle"))
    return "".join(drawn)


def _draw_lines(layout: Described, plane: Plane, *, below: bool) -> str:
    drawn = []
    for shape in layout.get("shapes", ()):
        if (shape.get("layer") == "below") != below or shape["type"] != "line":
            continue
        x0, x1 = (plane.place_x(shape[name], ref=shape.get("xref")) for name in ("x0", "x1"))
        y0, y1 = (plane.place_y(shape[name], ref=shape.get("yref")) for name in ("y0", "y1"))
        look = shape.get("line", {})
        drawn.append(
            line((x0, y0), (x1, y1), colour=look.get("color", _MUTED), width=float(look.get("width", 1)))
        )
    return "".join(drawn)


def _write_note(note: Described, plane: Plane) -> str:
    x = plane.place_x(note["x"], ref=note.get("xref"))
    y = plane.place_y(note["y"], ref=note.get("yref"))
    font = note.get("font", {})
    size, text = float(font.get("size", 14)), str(note["text"])
    arrow = ""
    if note.get("showarrow", True):
        end = (x + float(note.get("ax") or 0), plane.at_y(note["ay"]))
        if note.get("ayref") != "y":
            end = (end[0], y + float(note.get("ay") or 0))
        arrow = line((x, y), end, colour=note.get("arrowcolor", _MUTED), width=1)
        x, y = end
    high = height_of(text, size=size)
    top = y - {"top": 0.0, "bottom": high}.get(note.get("yanchor", ""), high / 2)
    anchor = {"left": "start", "right": "end"}.get(note.get("xanchor", ""), "middle")
    written = words(
        text,
        at=(x, top),
        size=size,
        colour=font.get("color", _INK),
        anchor=anchor,  # type: ignore[arg-type]
        behind=note.get("bgcolor"),
    )
    return arrow + written


def _draw_legend(described: Described, plane: Plane) -> str:
    layout = described["layout"]
    named = [t for t in described["data"] if t.get("name") and t.get("showlegend", True)]
    if not layout.get("showlegend") or not named:
        return ""
    is_below = layout["legend"].get("yanchor") == "top"
    lines = _break_lines(sorted(named, key=lambda trace: trace.get("legendrank", 1000)), plane=plane)
    step = _LEGEND_PX * 1.5
    y = plane.bottom + step if is_below else plane.top - step * (len(lines) - 1) - 14
    drawn = []
    for place, entries in enumerate(lines):
        x = plane.left
        for trace in entries:
            drawn.append(_draw_entry(trace, at=(x, y + place * step)))
            x += _width_of(trace)
    return "".join(drawn)


def _break_lines(traces: list[Described], *, plane: Plane) -> list[list[Described]]:
    lines: list[list[Described]] = [[]]
    used = 0.0
    for trace in traces:
        if lines[-1] and used + _width_of(trace) > plane.right - plane.left:
            lines.append([])
            used = 0.0
        lines[-1].append(trace)
        used += _width_of(trace)
    return lines


def _width_of(trace: Described) -> float:
    return 22 + measure(str(trace["name"]), size=_LEGEND_PX) + _GAP_PX


def _draw_entry(trace: Described, *, at: tuple[float, float]) -> str:
    x, y = at
    marker = trace.get("marker", {})
    if trace["type"] == "bar":
        edge = marker.get("line", {})
        stroke = pick(edge.get("color"), 0, "none")
        symbol = bar((x, y - 6, 14, 12), fill=pick(marker.get("color"), 0, _MUTED), stroke=stroke, width=1)
        shape = pick(marker.get("pattern", {}).get("shape"), 0, "")
        if shape:
            symbol += hatch((x, y - 6, 14, 12), shape=shape, colour=_PAPER)
    else:
        symbol = draw_marker(marker, 0, at=(x + 7, y), scale=0.8)
    text = words(str(trace["name"]), at=(x + 22, y - 8.5), size=_LEGEND_PX, colour=_INK)
    return symbol + text
