"""Values of other populations on a chart of averages: labelled, apart from the whole programme."""

import plotly.graph_objects as go
import polars as pl

from charts.mean_dots import Elsewhere, draw_mean_dots
from tests.builders.charts import make_dots
from texts import texts_in


def draw(*elsewhere: Elsewhere, reference: str | None = None) -> go.Figure:
    frame = pl.DataFrame(make_dots(), infer_schema_length=None)
    return draw_mean_dots(
        frame,
        texts=texts_in("nl"),
        dark=False,
        scale_low=1,
        scale_high=5,
        reference_label=reference,
        elsewhere=elsewhere,
    )


def test_elsewhere_when_given_then_is_a_labelled_line_in_its_row() -> None:
    plain, figure = draw(), draw(Elsewhere(1, 3.5, "Leiders elders, 2018"))

    own = [trace for trace in figure.data if trace.name == "Leiders elders, 2018"]
    assert [list(trace.x) for trace in own] == [[3.5], [3.5]]
    assert {trace.marker.symbol for trace in own} == {"line-ns", "diamond-open"}
    assert own[0].y[0] == figure.data[0].y[1]
    assert sum(bool(trace.showlegend) for trace in own) == 1
    assert figure.layout.showlegend
    assert not plain.layout.showlegend


def test_elsewhere_when_one_population_has_several_values_then_has_one_label() -> None:
    figure = draw(Elsewhere(0, 3.9, "elders"), Elsewhere(1, 3.5, "elders"), reference="hele programma")

    assert [t.name for t in figure.data if t.name == "elders"] == ["elders", "elders"]
    assert list(figure.data[-1].x) == [3.9, 3.5]
    assert "hele programma" in {trace.name for trace in figure.data}
