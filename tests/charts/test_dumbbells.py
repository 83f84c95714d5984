"""Direction and interval of a change, readable without colour."""

import pytest

from charts.dumbbells import say_change
from tests.builders.charts import draw, make_pairs
from texts import texts_in


def test_arrow_points_the_way_of_the_change() -> None:
    ends = draw("dumbbells").data[-1]
    assert list(ends.marker.symbol) == ["triangle-right", "square", "triangle-left"]


def test_start_is_hollow() -> None:
    starts = draw("dumbbells").data[-2]
    assert starts.marker.color != starts.marker.line.color


def test_interval_of_the_change_stands_around_the_end() -> None:
    ends = draw("dumbbells").data[-1]
    assert ends.error_x.array[0] == pytest.approx(0.1)
    assert ends.error_x.arrayminus[2] == pytest.approx(0.3)


def test_whole_scale_is_on_the_axis() -> None:
    low, high = draw("dumbbells").layout.xaxis.range
    assert low < 1
    assert high > 5
    assert list(draw("dumbbells").layout.xaxis.ticktext) == ["1", "2", "3", "4", "5"]


def test_change_is_written_with_sign_and_interval_in_both_languages() -> None:
    row = make_pairs()[2]
    assert say_change(row, texts=texts_in("nl")) == "−0,4 (−0,7 tot −0,1)"
    assert say_change(row, texts=texts_in("en")) == "−0.4 (−0.7 to −0.1)"


def test_change_without_interval_is_written_alone() -> None:
    row = {**make_pairs()[0], "low": None, "high": None}
    assert say_change(row, texts=texts_in("nl")) == "+0,5"
    assert list(draw("dumbbells", [row]).data[-1].error_x.array) == [0]
