"""Differences around a zero: where it stands, how wide the axis is, what a row says."""

import plotly.graph_objects as go
import polars as pl
import pytest

from charts.difference_dots import SCHEMA, draw_difference_dots
from charts.reliability_dots import draw_reliability_dots
from tests.builders.charts import Row, make_bars, make_differences
from texts import texts_in


def _draw(rows: list[Row], *, reference_label: str | None = None) -> go.Figure:
    return draw_difference_dots(
        pl.DataFrame(rows, schema=SCHEMA),
        texts=texts_in("nl"),
        dark=False,
        ends=("lager", "hoger"),
        reference_label=reference_label,
    )


def _row(value: float, low: float | None, high: float | None) -> Row:
    numbers = {"value": value, "low": low, "high": high, "n": 40, "reference": None}
    return {"label": "Motivatie", **numbers, "status": "shown"}


@pytest.mark.parametrize(("value", "reach"), [(0.01, 0.5), (0.4, 0.5), (-0.9, 1.0), (1.7, 2.0), (3.0, 4.0)])
def test_axis_of_differences_then_is_as_wide_to_both_sides(value: float, reach: float) -> None:
    axis = _draw([_row(value, None, None)]).layout.xaxis

    assert axis.range[0] == -axis.range[1]
    assert (axis.tickvals[0], axis.tickvals[-1]) == (-reach, reach)


def test_axis_when_an_interval_is_wider_than_every_step_then_holds_it() -> None:
    figure = _draw([_row(0, -40, 40)])

    assert figure.layout.xaxis.range[1] > 40


def test_row_of_a_difference_then_says_it_with_its_sign_and_interval() -> None:
    notes = " ".join(str(note.text) for note in _draw(make_differences()).layout.annotations)

    assert "−0,35 (−0,58 tot −0,12) · n = 420" in notes
    assert "← lager" in notes
    assert "hoger →" in notes


def test_ticks_of_differences_then_are_written_without_idle_zeros() -> None:
    assert list(_draw([_row(0.4, None, None)]).layout.xaxis.ticktext) == [
        "−0,5",
        "−0,25",
        "0",
        "+0,25",
        "+0,5",
    ]


def test_reference_when_it_has_a_name_then_stands_in_the_legend_else_nowhere() -> None:
    named = [trace.name for trace in _draw(make_differences(), reference_label="zonder wegen").data]
    unnamed = [trace.name for trace in _draw(make_differences()).data]

    assert "zonder wegen" in named
    assert "zonder wegen" not in unnamed


def test_reliability_then_names_alpha_and_omega_and_draws_the_usable_line() -> None:
    figure = draw_reliability_dots(
        pl.DataFrame(make_bars(), infer_schema_length=None), texts=texts_in("nl"), dark=False, usable=0.7
    )

    assert [trace.name for trace in figure.data][:2] == ["α", "ω"]
    assert any(shape.x0 == shape.x1 == 0.7 for shape in figure.layout.shapes)
    assert list(figure.layout.xaxis.ticktext) == ["0", "0,25", "0,50", "0,75", "1"]
