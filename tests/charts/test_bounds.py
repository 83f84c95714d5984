"""Numbers that are told as a bound: open, pointing to where they lie, without an interval, and in words."""

from typing import Any

import plotly.graph_objects as go
import pytest

from charts.theme import LIGHT
from tests.builders.charts import draw, make_answers, make_bars, make_dots, make_months, make_pairs

SIDES = pytest.mark.parametrize(
    ("coded", "symbol", "sign"), [(-1, "triangle-left", "≤"), (1, "triangle-right", "≥")]
)


def _bound(row: dict[str, Any], value: float, coded: int) -> dict[str, Any]:
    return {**row, "value": value, "coded": coded, "low": None, "high": None}


def _words(figure: go.Figure) -> str:
    return " ".join(str(note.text) for note in figure.layout.annotations)


@SIDES
@pytest.mark.parametrize("form", ["mean_dots", "difference_dots"])
def test_dot_when_it_is_a_bound_then_it_is_open_and_points_outward(
    form: str, coded: int, symbol: str, sign: str
) -> None:
    rows = [_bound(make_dots()[0], 1.5, coded), {**make_dots()[1], "coded": 0}]
    figure = draw(form, rows)  # type: ignore[arg-type]
    dots = figure.data[0]

    assert list(dots.marker.symbol) == [symbol, "circle"]
    assert list(dots.marker.color) == [LIGHT.background, LIGHT.mark]
    assert (dots.error_x.array[0], dots.error_x.arrayminus[0]) == (0, 0)
    assert sign in _words(figure)
    assert sign in dots.customdata[0]


def test_dots_when_none_is_a_bound_then_all_are_full() -> None:
    assert draw("mean_dots").data[0].marker.color == LIGHT.mark


def test_share_when_it_is_less_than_its_bound_then_its_bar_is_open_up_to_it() -> None:
    rows = [_bound(make_bars()[0], 0.05, -1), {**make_bars()[1], "coded": 0}]
    figure = draw("share_bars", rows)

    assert list(figure.data[0].marker.color) == [LIGHT.background, LIGHT.bar]
    assert (figure.data[1].x, figure.data[1].marker.symbol) == ((0.05,), ("triangle-left",))
    assert "<\u00a05\u00a0%" in _words(figure).replace("&lt;", "<")


def test_share_when_it_is_more_than_its_bound_then_its_bar_is_full_and_points_on() -> None:
    figure = draw("share_bars", [_bound(make_bars()[0], 0.95, 1)])

    assert figure.data[0].marker.color == LIGHT.bar
    assert figure.data[1].marker.symbol == ("triangle-right",)
    assert ">\u00a095\u00a0%" in _words(figure).replace("&gt;", ">")


def test_dumbbell_when_both_ends_are_bounds_then_both_are_open_and_told() -> None:
    pair = {
        **make_pairs()[0],
        "value_from": 1.5,
        "coded_from": -1,
        "value_to": 4.5,
        "coded_to": 1,
        "coded": 0,
    }
    figure = draw("dumbbells", [pair])
    start, end = figure.data[1], figure.data[3]

    assert (start.marker.symbol, end.marker.symbol) == (("triangle-left",), ("triangle-right",))
    assert end.marker.color == (LIGHT.background,)
    assert (end.error_x.array, end.error_x.arrayminus) == ((0,), (0,))
    assert "≤\u00a01,5 → ≥\u00a04,5" in _words(figure).replace("<br>", " ")
    assert list(end.customdata[0])[:2] == ["≤\u00a01,5", "≥\u00a04,5"]


def test_stack_when_a_share_is_below_its_bound_then_it_has_no_length_and_is_told_above() -> None:
    answers = make_answers()[:5]
    coded = [{**row, "coded": -1 if row["code"] == 1 else 0} for row in answers]
    rows = [{**row, "share": 0.05} if row["code"] == 1 else row for row in coded]
    figure = draw("likert_bars", rows)

    lengths = {trace.name: trace.x[0] for trace in figure.data}
    assert lengths["Helemaal oneens"] == 0
    assert sum(abs(trace.x[0]) for trace in figure.data) == pytest.approx(
        1 - next(row["share"] for row in answers if row["code"] == 1)
    )
    assert "<\u00a05\u00a0%: Helemaal oneens" in _words(figure).replace("&lt;", "<").replace("<br>", " ")
    agree = next(trace for trace in figure.data if trace.name == "Eens")
    assert "Helemaal oneens" in agree.customdata[0][1]


def test_stack_when_a_share_is_above_its_bound_then_it_runs_up_to_it() -> None:
    rows = [
        {**row, "share": 0.95 if row["code"] == 5 else 0.05, "coded": 1 if row["code"] == 5 else -1}
        for row in make_answers()[:5]
    ]
    figure = draw("likert_bars", rows)

    top = next(trace for trace in figure.data if trace.name == "Helemaal eens")
    assert (top.x[0], top.text[0]) == (0.95, ">\u00a095\u00a0%")


def test_month_when_its_share_is_a_bound_then_its_number_has_a_sign() -> None:
    rows = [{**make_months()[0], "share": 0.95, "coded": 1}]
    figure = draw("attendance_calendar", rows)

    assert figure.data[0].text[0] == ">\u00a095"
    assert ">\u00a095\u00a0%" in figure.data[0].customdata[0]


@pytest.mark.parametrize("form", ["mean_dots", "dumbbells"])
def test_legend_when_the_first_mark_is_a_bound_then_shows_the_plain_one(form: str) -> None:
    first = {
        "mean_dots": _bound(make_dots()[0], 1.5, -1),
        "dumbbells": {**make_pairs()[0], "coded_from": -1, "coded_to": -1},
    }
    figure = draw(form, [first[form]])
    listed = [trace for trace in figure.data if trace.showlegend is not False and trace.mode == "markers"]

    assert listed
    assert not [trace for trace in listed if "triangle-left" in str(trace.marker.symbol)]
