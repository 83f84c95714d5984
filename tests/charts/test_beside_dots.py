"""The form that lays a trajectory beside the whole and the range of others."""

from typing import Any, get_args

import plotly.graph_objects as go
import polars as pl
import pytest

from charts.beside_dots import SCHEMA, Legend, draw_beside_dots
from tests.builders.charts import make_beside
from texts import texts_in
from texts.numbers import Kind

NL = texts_in("nl")
LEGEND = Legend(own="eigen", reference="geheel", others="andere")


def draw(
    rows: list[dict[str, Any]], *, kind: Kind = "level", ends: tuple[float, float] = (1, 5)
) -> go.Figure:
    frame = pl.DataFrame([{name: row[name] for name in SCHEMA} for row in rows], schema=SCHEMA)
    return draw_beside_dots(frame, texts=NL, dark=False, kind=kind, ends=ends, legend=LEGEND)


def trace_of(figure: go.Figure, name: str) -> Any:
    (found,) = [trace for trace in figure.data if trace.name == name and trace.x[0] is not None]
    return found


def test_band_when_others_are_known_then_runs_from_lowest_to_highest() -> None:
    assert list(trace_of(draw(make_beside()[:1]), "andere").x) == [3.6, 4.4, None]


def test_band_when_too_few_others_are_left_unnamed_then_is_not_there_nor_in_the_legend() -> None:
    assert {trace.name for trace in draw(make_beside()[1:2]).data} == {"eigen", "geheel"}


def test_dot_when_drawn_then_has_its_interval_and_the_whole_beside_it() -> None:
    figure = draw(make_beside()[:1])
    dot = trace_of(figure, "eigen")

    assert list(dot.x) == [4.1]
    assert (dot.error_x.array[0], dot.error_x.arrayminus[0]) == pytest.approx((0.2, 0.1))
    assert list(trace_of(figure, "geheel").x) == [4.0]


@pytest.mark.parametrize(
    ("kind", "ends", "ticks"),
    [
        ("level", (1, 5), ["1", "2", "3", "4", "5"]),
        ("share", (0, 1), ["0\u00a0%", "25\u00a0%", "50\u00a0%", "75\u00a0%", "100\u00a0%"]),
        ("difference", (-1, 1), ["−1,0", "−0,5", "0,0", "+0,5", "+1,0"]),
    ],
)
def test_axis_when_of_a_kind_then_writes_its_ticks_so(
    kind: Kind, ends: tuple[float, float], ticks: list[str]
) -> None:
    assert kind in get_args(Kind)
    assert list(draw(make_beside()[:1], kind=kind, ends=ends).layout.xaxis.ticktext) == ticks


def test_row_when_withheld_then_no_dot_is_drawn_and_its_whole_stays() -> None:
    withheld = {**make_beside()[2], "reference": 3.9}
    figure = draw([*make_beside()[:1], withheld])

    assert len(trace_of(figure, "eigen").x) == 1
    assert list(trace_of(figure, "geheel").x) == [4.0, 3.9]
