"""Sides, order and labels of the diverging bars."""

import polars as pl
import pytest

from charts.likert_bars import draw_likert_bars
from tests.builders.charts import ANSWERS, draw, make_answers
from texts import texts_in


def test_bars_of_one_question_span_its_whole_distribution() -> None:
    figure = draw("likert_bars")
    assert sum(abs(trace.x[0]) for trace in figure.data) == pytest.approx(1.0)


def test_neutral_answer_is_split_evenly_around_zero() -> None:
    halves = [trace.x[0] for trace in draw("likert_bars").data if trace.name == "Neutraal"]
    assert halves == [pytest.approx(-0.13), pytest.approx(0.13)]


def test_answers_below_the_middle_go_left_and_above_it_right() -> None:
    ends = {trace.name: trace.x[0] for trace in draw("likert_bars").data if trace.name != "Neutraal"}
    assert ends["Helemaal oneens"] < 0 < ends["Helemaal eens"]
    assert ends["Oneens"] < 0 < ends["Eens"]


def test_sides_are_told_apart_without_colour() -> None:
    shapes = {trace.name: trace.marker.pattern.shape for trace in draw("likert_bars").data}
    assert shapes == {
        "Neutraal": ".",
        "Oneens": "/",
        "Helemaal oneens": "/",
        "Eens": "",
        "Helemaal eens": "",
    }


def test_legend_names_each_answer_once_in_the_order_of_the_scale() -> None:
    listed = sorted((t for t in draw("likert_bars").data if t.showlegend), key=lambda t: t.legendrank)
    assert [trace.name for trace in listed] == list(ANSWERS.values())


def test_legend_leaves_no_room_above_the_rows() -> None:
    figure = draw("likert_bars")
    assert figure.layout.margin.t <= 8
    assert (figure.layout.legend.y, figure.layout.legend.yanchor) == (0, "top")


def test_percent_is_written_where_it_fits_only() -> None:
    written = {trace.name: trace.text[0] for trace in draw("likert_bars").data if trace.x[0] > 0}
    assert written["Eens"] == "40\u00a0%"
    small = next(trace for trace in draw("likert_bars").data if trace.name == "Helemaal oneens")
    assert small.text[0] == ""


def test_even_number_of_answers_has_no_middle() -> None:
    rows = [
        {"label": "Vraag", "code": code, "share": 0.25, "n": 20, "status": "shown"} for code in (1, 2, 3, 4)
    ]
    answers = {1: "nooit", 2: "soms", 3: "vaak", 4: "altijd"}
    figure = draw_likert_bars(pl.DataFrame(rows), texts=texts_in("nl"), dark=False, answers=answers)
    assert {trace.name: trace.x[0] for trace in figure.data} == {
        "nooit": -0.25,
        "soms": -0.25,
        "vaak": 0.25,
        "altijd": 0.25,
    }


@pytest.mark.parametrize("number", [2, 3, 4, 5, 6, 7, 11])
def test_any_number_of_answers_is_drawn_once_each(number: int) -> None:
    answers = {code: f"antwoord {code}" for code in range(number)}
    rows = [{"label": "V", "code": c, "share": 1 / number, "n": 50, "status": "shown"} for c in answers]
    figure = draw_likert_bars(pl.DataFrame(rows), texts=texts_in("nl"), dark=False, answers=answers)
    assert sum(abs(trace.x[0]) for trace in figure.data) == pytest.approx(1.0)
    assert {trace.name for trace in figure.data} == set(answers.values())


def test_code_that_no_answer_has_is_refused() -> None:
    rows = make_answers()
    rows[0]["code"] = 9
    with pytest.raises(ValueError, match="9"):
        draw("likert_bars", rows)
