"""What is particular to dots, bars, flow, map and calendar."""

import json
from typing import Any

import pytest

from charts.share_bars import Unit, say_value
from charts.theme import LIGHT
from tests.builders.charts import draw, make_bars, make_dots, make_months, make_regions, make_steps
from texts import texts_in


def _notes(figure: Any) -> list[str]:
    return [str(note.text) for note in figure.layout.annotations]


def test_mean_is_written_with_interval_and_n_in_both_languages() -> None:
    assert any("4,1 (4,0 tot 4,3) · n = 1.210" in note for note in _notes(draw("mean_dots")))
    assert any("4.1 (4.0 to 4.3) · n = 1,210" in note for note in _notes(draw("mean_dots", language="en")))


def test_mean_without_interval_is_a_lone_dot() -> None:
    row = {**make_dots()[0], "low": None, "high": None}
    dots = draw("mean_dots", [row]).data[0]
    assert list(dots.error_x.array) == [0]
    assert list(dots.x) == [4.14]


def test_withheld_mean_has_no_dot_but_keeps_the_programme_as_reference() -> None:
    rows = make_dots()
    rows[2]["reference"] = 3.9
    dots, references = draw("mean_dots", rows).data
    assert len(dots.x) == 2
    assert list(references.x) == [4.0, 3.6, 3.9]


def test_share_bars_run_from_zero_to_a_hundred_percent() -> None:
    assert tuple(draw("share_bars").layout.xaxis.range) == (0, 1.0)


def test_share_bars_draw_the_interval_in_another_colour_than_the_bar() -> None:
    bars = draw("share_bars").data[0]
    assert (bars.marker.color, bars.error_x.color) == (LIGHT.bar, LIGHT.text)


@pytest.mark.parametrize(
    ("unit", "written"), [("mean_count", "12,0"), ("count", "12"), ("hours", "12,0 uur")]
)
def test_share_bars_write_a_value_as_its_unit_asks(unit: Unit, written: str) -> None:
    assert say_value({"value": 12}, texts=texts_in("nl"), unit=unit) == written


def test_share_bars_without_any_reference_have_no_legend() -> None:
    rows = [{**row, "reference": None} for row in make_bars()]
    assert not draw("share_bars", rows).layout.showlegend


def test_flow_keeps_a_withheld_step_in_its_place() -> None:
    steps = [make_steps()[0], make_steps()[2], make_steps()[1]]
    labels = [note for note in _notes(draw("flow", steps)) if note.startswith("<b>")]
    assert [label.split("</b>")[0][3:] for label in labels] == ["Uitgenodigd", "Opvolging", "Beginmeting"]


def test_flow_draws_what_is_lost_beside_what_is_left() -> None:
    left, lost = draw("flow").data
    assert [a + b for a, b in zip(left.x, lost.x, strict=True)] == [492, 492]


def test_map_draws_small_regions_over_large_ones() -> None:
    order = [trace.text.split("<br>")[0] for trace in draw("region_map").data]
    assert order[-1] == "Brussel"


def test_map_writes_the_value_of_a_small_region_beside_it() -> None:
    outside = [note for note in draw("region_map").layout.annotations if note.showarrow]
    assert [note.text for note in outside] == ["Brussel <b>12</b>"]


def test_map_keeps_a_degree_east_shorter_than_a_degree_north() -> None:
    assert draw("region_map").layout.yaxis.scaleratio > 1.5


def test_map_takes_a_region_of_several_parts() -> None:
    row = make_regions()[0]
    ring = json.loads(row["geometry"])["coordinates"]
    parts = json.dumps({"type": "MultiPolygon", "coordinates": [ring, ring]})
    assert list(draw("region_map", [{**row, "geometry": parts}]).data[0].x).count(None) == 2


def test_map_refuses_what_is_no_area() -> None:
    row = {**make_regions()[0], "geometry": json.dumps({"type": "Point", "coordinates": [4, 51]})}
    with pytest.raises(ValueError, match="Point"):
        draw("region_map", [row])


def _marks(figure: Any) -> list[str]:
    return [text for trace in figure.select_traces({"mode": "text"}) for text in trace.text]


def test_calendar_tells_a_withheld_month_from_one_without_sessions() -> None:
    figure = draw("attendance_calendar")
    hatched = [
        shape for trace in figure.select_traces({"type": "bar"}) for shape in trace.marker.pattern.shape or ()
    ]
    assert sorted(hatched) == ["", "", "/"]
    assert "·" in _marks(figure)


def test_calendar_puts_september_to_august_in_one_school_year() -> None:
    years = [note for note in _notes(draw("attendance_calendar")) if "Schooljaar" in note]
    assert years == ["<b>Schooljaar 2021–2022</b>", "<b>Schooljaar 2022–2023</b>"]


def test_calendar_shows_no_month_after_the_last_in_use() -> None:
    rows = [row for row in make_months() if row["month"] == "2021-10"]
    marks = _marks(draw("attendance_calendar", rows))
    assert "okt" in marks
    assert "nov" not in marks
