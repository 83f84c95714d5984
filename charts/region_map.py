"""A map of regions: filled outlines with the figure written on each. No tiles, no web requests."""

import json
import math
from itertools import pairwise
from typing import Any, Literal

import plotly.graph_objects as go
import polars as pl

from charts.frames import is_shown, require_rows
from charts.rows import wrap_text
from charts.theme import Palette, palette, template, text_on
from charts.words import say_n, say_status
from texts import Texts

COLUMNS = ("label", "geometry", "longitude", "latitude", "value", "n", "status")
Unit = Literal["share", "count"]
_HEIGHT_PX = 300
_CALLOUT_BELOW = 0.12
_LABEL_CHARS = 11
_SMALL_AREA = 0.02
"""Square degrees under which a label does not fit inside (Brussels: 0.02; a province: 0.25 or more)."""
Ring = list[list[float]]


def draw_region_map(frame: pl.DataFrame, *, texts: Texts, dark: bool, unit: Unit = "count") -> go.Figure:
    """Draw each region filled by its value, with its name and value on it (beside it, if it is small).

    Args:
        frame: one row a region: `label` str; `geometry` str, a GeoJSON Polygon or MultiPolygon in
            degrees; `longitude`, `latitude` float, the place of the label; `value` float (a count, or a
            share 0–1); `n` int, people behind it (null for counts); `status`.
        texts: the reader's language.
        dark: the theme.
        unit: what `value` counts.

    Raises:
        ValueError: without rows, or with columns, statuses or geometries that are not these.
    """
    rows = require_rows(frame, COLUMNS)
    colours = palette(dark=dark)
    outlines = [_rings_of(row["geometry"]) for row in rows]
    top = max((row["value"] for row in rows if is_shown(row)), default=1.0) or 1.0
    figure = go.Figure()
    for row, rings in sorted(zip(rows, outlines, strict=True), key=lambda pair: -_area(pair[1])):
        fill = _fill_of(row, top=top, colours=colours)
        _add_region(figure, rings, fill=fill, hover=_hover_of(row, texts=texts, unit=unit), colours=colours)
        _add_label(figure, row, rings, fill=fill, texts=texts, unit=unit, colours=colours)
    _fit(figure, outlines, dark=dark)
    return figure


def _rings_of(geometry: str) -> list[Ring]:
    """The outer rings and holes of a polygon or of each part of a multipolygon."""
    shape = json.loads(geometry)
    if shape["type"] == "Polygon":
        return list(shape["coordinates"])
    if shape["type"] == "MultiPolygon":
        return [ring for polygon in shape["coordinates"] for ring in polygon]
    raise ValueError(f"a region's outline is a {shape['type']}, not a polygon")


def _area(rings: list[Ring]) -> float:
    """Square degrees of the largest ring (shoelace formula)."""
    return max(abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2 for ring in rings)


def _fill_of(row: dict[str, Any], *, top: float, colours: Palette) -> str:
    if not is_shown(row):
        return colours.background
    step = math.ceil(row["value"] / top * len(colours.sequence)) - 1
    return colours.sequence[max(step, 0)]


def _hover_of(row: dict[str, Any], *, texts: Texts, unit: Unit) -> str:
    parts = [row["label"], _say(row, texts=texts, unit=unit), say_n(row["n"], texts=texts)]
    return "<br>".join(part for part in parts if part)


def _say(row: dict[str, Any], *, texts: Texts, unit: Unit) -> str:
    if not is_shown(row):
        return say_status(row["status"], texts=texts)
    return texts.percent(row["value"]) if unit == "share" else texts.number(row["value"])


def _add_region(figure: go.Figure, rings: list[Ring], *, fill: str, hover: str, colours: Palette) -> None:
    xs: list[float | None] = []
    ys: list[float | None] = []
    for ring in rings:
        # A thousandth of a degree is less than a pixel; more digits only make the map slow to send.
        xs += [*(round(point[0], 3) for point in ring), None]
        ys += [*(round(point[1], 3) for point in ring), None]
    figure.add_scatter(
        x=xs,
        y=ys,
        mode="lines",
        fill="toself",
        fillcolor=fill,
        line={"color": colours.muted, "width": 1},
        hoveron="fills",
        hoverinfo="text",
        text=hover,
    )


def _add_label(
    figure: go.Figure,
    row: dict[str, Any],
    rings: list[Ring],
    *,
    fill: str,
    texts: Texts,
    unit: Unit,
    colours: Palette,
) -> None:
    outside = _area(rings) < _SMALL_AREA * 1.5
    value = _say(row, texts=texts, unit=unit) if is_shown(row) else "–"
    name = "<br>".join(wrap_text(row["label"].replace("-", "- "), chars=_LABEL_CHARS)).replace("- ", "-")
    lowest = min(point[1] for ring in rings for point in ring)
    figure.add_annotation(
        x=row["longitude"],
        y=lowest if outside else row["latitude"],
        text=f"{name} <b>{value}</b>" if outside else f"{name}<br><b>{value}</b>",
        showarrow=outside,
        arrowhead=0,
        arrowcolor=colours.muted,
        ax=0,
        ay=lowest - _CALLOUT_BELOW if outside else 0,
        ayref="y" if outside else "pixel",
        font={"size": 11, "color": colours.text if outside else text_on(fill)},
    )


def _fit(figure: go.Figure, outlines: list[list[Ring]], *, dark: bool) -> None:
    """Keep the regions in proportion: a degree of longitude is shorter than one of latitude."""
    longitudes = [point[0] for rings in outlines for ring in rings for point in ring]
    latitudes = [point[1] for rings in outlines for ring in rings for point in ring]
    middle = math.radians((min(latitudes) + max(latitudes)) / 2)
    figure.update_layout(
        template=template(dark),
        height=_HEIGHT_PX,
        margin={"l": 0, "r": 0, "t": 4, "b": 4, "autoexpand": False},
    )
    figure.update_xaxes(visible=False, range=[min(longitudes) - 0.03, max(longitudes) + 0.03])
    figure.update_yaxes(
        visible=False,
        range=[min(latitudes) - 0.2, max(latitudes) + 0.02],
        scaleanchor="x",
        scaleratio=1 / math.cos(middle),
        constrain="domain",
    )
