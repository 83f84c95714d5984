"""Bars beside norms: each on an axis of its own."""

from typing import Any

import plotly.graph_objects as go
import polars as pl
import pytest

from charts.norm_bars import SCHEMA, draw_norm_bars
from charts.theme import DARK, LIGHT
from texts import texts_in

NORMED = {
    "label": "Volle dagen",
    "caption": "0,8 · minstens 1",
    "value": 0.8,
    "norm_low": 1.0,
    "norm_high": None,
    "axis_low": 0.0,
    "axis_high": 2.0,
    "reference": 0.5,
}


def draw(*rows: dict[str, Any], dark: bool = False, reference: str | None = "hele programma") -> go.Figure:
    frame = pl.DataFrame([{**NORMED, **row} for row in rows], schema=SCHEMA)
    return draw_norm_bars(frame, texts=texts_in("nl"), dark=dark, reference_label=reference)


def test_bar_when_drawn_then_stands_where_its_own_axis_has_it() -> None:
    band, bar, *references = draw({}, {"value": 60.0, "norm_low": 50.0, "axis_high": 100.0}).data

    assert list(bar.x) == pytest.approx([0.4, 0.6])
    assert list(band.base) == pytest.approx([0.5, 0.5])
    assert list(band.x) == pytest.approx([0.5, 0.5])  # an open norm runs to the end
    assert list(references[-1].x) == pytest.approx([0.25, 0.005])


def test_norm_when_exact_then_its_band_is_still_wide_enough_to_see() -> None:
    band = draw({"norm_low": 1.0, "norm_high": 1.0}).data[0]

    assert band.x[0] > 0.01


def test_bar_when_the_value_is_not_known_then_only_the_norm_is_drawn() -> None:
    band, bar, *_ = draw({"value": None}).data

    assert len(band.x) == 1
    assert list(bar.x) == []


def test_bar_when_there_is_no_norm_then_has_no_band() -> None:
    band, bar, *_ = draw({"norm_low": None}).data

    assert list(band.x) == []
    assert len(bar.x) == 1


def test_bar_when_above_its_axis_then_stays_within_it() -> None:
    assert list(draw({"value": 9.0}).data[1].x) == [1.0]


def test_reference_when_it_has_no_name_then_is_left_out() -> None:
    assert len(draw({}, reference=None).data) == 2


def test_frame_when_empty_or_short_of_a_column_then_is_refused() -> None:
    frame = pl.DataFrame([NORMED], schema=SCHEMA)
    with pytest.raises(ValueError, match="empty frame"):
        draw_norm_bars(frame.clear(), texts=texts_in("nl"), dark=False)
    with pytest.raises(ValueError, match="caption"):
        draw_norm_bars(frame.drop("caption"), texts=texts_in("nl"), dark=False)


def test_figure_when_drawn_then_wears_its_theme_and_escapes_labels() -> None:
    assert draw({}).layout.template.layout.paper_bgcolor == LIGHT.background
    assert draw({}, dark=True).layout.template.layout.paper_bgcolor == DARK.background
    assert "<script>" not in str(draw({"label": "<script>x</script>"}).layout.annotations)
