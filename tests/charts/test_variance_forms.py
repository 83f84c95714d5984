"""The bar that splits the variance, and the strip in which no group is a point."""

import polars as pl
import pytest

from charts.range_strip import SCHEMA as STRIP
from charts.range_strip import draw_range_strip
from charts.theme import DARK, LIGHT, contrast
from charts.variance_bars import SCHEMA, draw_variance_bars
from texts import texts_in

NAMES = ("tussen trajecten", "tussen verbanden", "tussen leiders")


def draw_split(*shares: float | None, dark: bool = False):
    row = dict(zip(("share_trajectory", "share_partnership", "share_leader"), shares, strict=True))
    frame = pl.DataFrame([{"label": "Vertrouwen", **row, "n": 346, "status": "shown"}], schema=SCHEMA)
    return draw_variance_bars(frame, texts=texts_in("nl"), dark=dark, names=NAMES)


def draw_strip(low: float, high: float):
    row = {"label": "Verbanden", "value": 4.0, "low": low, "high": high, "n": 346, "status": "shown"}
    frame = pl.DataFrame([row], schema=STRIP)
    return draw_range_strip(
        frame, texts=texts_in("nl"), dark=False, scale_low=1, scale_high=5, names=("band", "gemiddelde")
    )


def test_split_when_drawn_then_its_parts_fill_the_bar_from_wide_to_narrow() -> None:
    figure = draw_split(0.1, 0.2, 0.7)

    assert [trace.name for trace in figure.data] == list(NAMES)
    assert sum(trace.x[0] for trace in figure.data) == pytest.approx(1)
    assert figure.layout.barmode == "stack"
    assert list(figure.layout.xaxis.range) == [0, 1]


def test_split_without_trajectories_then_names_only_two_parts() -> None:
    assert [trace.name for trace in draw_split(None, 0.2, 0.8).data] == list(NAMES[1:])


def test_split_when_a_part_is_narrow_then_its_percentage_is_left_to_the_hover() -> None:
    narrow, wide, _ = draw_split(0.05, 0.2, 0.75).data

    assert (narrow.text[0], wide.text[0]) == ("", "20\u00a0%")
    assert "5\u00a0%" in narrow.hovertext[0]


@pytest.mark.parametrize(("dark", "palette"), [(False, LIGHT), (True, DARK)])
def test_split_when_drawn_then_neighbours_and_their_percentages_can_be_told_apart(dark, palette) -> None:
    traces = draw_split(0.2, 0.3, 0.5, dark=dark).data
    colours = [trace.marker.color for trace in traces]

    assert len(set(colours)) == 3
    assert contrast(colours[1], colours[2]) >= 1.9
    assert all(contrast(colour, palette.background) >= 3 for colour in colours)
    assert all(contrast(trace.textfont.color, trace.marker.color) >= 4.5 for trace in traces)
    assert {trace.marker.line.color for trace in traces} == {palette.background}


def test_strip_when_drawn_then_the_only_point_is_the_mean() -> None:
    band, mean = draw_strip(3.3, 4.6).data

    assert (band.base[0], band.base[0] + band.x[0]) == (3.3, pytest.approx(4.6))
    assert list(mean.x) == [4.0]
    assert band.type == "bar"


def test_strip_of_no_width_then_shows_the_mean() -> None:
    band, mean = draw_strip(4.0, 4.0).data

    assert band.x[0] == 0
    assert mean.x[0] == 4.0
