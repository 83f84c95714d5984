"""Figures as vectors: the same marks as on the screen, at the places that their numbers have."""

import re
from xml.etree import ElementTree

import plotly.graph_objects as go
import polars as pl
import pytest

from charts.mean_dots import draw_mean_dots
from charts.share_bars import SCHEMA, draw_share_bars
from reports.picture.plane import make_plane
from reports.picture.svg import WIDTH, draw_svg
from texts import texts_in

NL = texts_in("nl")
SVG = "{http://www.w3.org/2000/svg}"


def draw_means(value: float, *, coded: int = 0) -> go.Figure:
    row = {
        "label": "A & B",
        "value": value,
        "coded": coded,
        "low": None if coded else value - 0.2,
        "high": None if coded else value + 0.2,
        "n": 30,
        "reference": None,
        "status": "shown",
    }
    types = {"low": pl.Float64, "high": pl.Float64, "reference": pl.Float64}
    frame = pl.DataFrame([row], schema_overrides=types)
    return draw_mean_dots(frame, texts=NL, dark=False, scale_low=1, scale_high=5)


def draw_bars(value: float) -> go.Figure:
    frame = pl.DataFrame([("Ja", value, None, None, 40, None, None, "shown")], schema=SCHEMA, orient="row")
    return draw_share_bars(frame, texts=NL, dark=False)


def test_picture_when_drawn_then_is_one_svg_of_the_figures_height() -> None:
    figure = draw_means(4.2)
    root = ElementTree.fromstring(draw_svg(figure.to_dict()))

    assert root.tag == f"{SVG}svg"
    assert root.get("height") == f"{figure.layout.height:g}"


def test_picture_when_a_mean_is_drawn_then_its_dot_lies_at_its_place_on_the_scale() -> None:
    described = draw_means(4.2).to_dict()
    plane = make_plane(described["layout"], width=WIDTH)
    (dot,) = ElementTree.fromstring(draw_svg(described)).iter(f"{SVG}circle")
    one, five = plane.at_x(1), plane.at_x(5)

    assert float(str(dot.get("cx"))) == pytest.approx(one + (five - one) * 0.8, abs=0.01)


def test_picture_when_a_mean_is_a_bound_then_it_has_an_open_triangle_and_no_dot() -> None:
    root = ElementTree.fromstring(draw_svg(draw_means(4.5, coded=1).to_dict()))

    assert list(root.iter(f"{SVG}circle")) == []
    assert [path.get("fill") for path in root.iter(f"{SVG}path")] == ["#ffffff"]


@pytest.mark.parametrize("share", [0.25, 0.5])
def test_picture_when_a_share_is_drawn_then_its_bar_has_that_part_of_the_width(share: float) -> None:
    described = draw_bars(share).to_dict()
    plane = make_plane(described["layout"], width=WIDTH)
    widths = [
        float(str(bar.get("width"))) for bar in ElementTree.fromstring(draw_svg(described)).iter(f"{SVG}rect")
    ]

    assert (plane.right - plane.left) * share in [pytest.approx(width, abs=0.01) for width in widths]


def test_picture_when_words_hold_markup_then_it_is_escaped() -> None:
    words = "".join(ElementTree.fromstring(draw_svg(draw_means(4.2).to_dict())).itertext())

    assert "A & B" in words
    assert re.search(r"4,2.*n = 30", words)


def test_picture_when_a_trace_is_of_an_unknown_kind_then_is_refused() -> None:
    figure = go.Figure(go.Pie(values=[1]), layout={"height": 100, "margin": {"l": 0, "r": 0, "t": 0, "b": 0}})
    figure.update_xaxes(range=[0, 1])
    figure.update_yaxes(range=[0, 1])

    with pytest.raises(ValueError, match="pie"):
        draw_svg(figure.to_dict())
