"""The slides: charts of their own whose numbers are those of the release."""

import pytest

from reports.slides import write_slides
from tests.reports.conftest import Reports
from tests.reports.reading import list_slides, query
from tests.reports.test_pdf import MEANS
from texts import texts_in

NL = texts_in("nl")


@pytest.fixture(scope="module")
def deck(made: Reports) -> bytes:
    return write_slides(made.find("organiser", "pi-3"), texts=NL)


def list_charts(content: bytes) -> dict[str, list[object]]:
    """By the slide's title, its charts."""
    return {
        slide.shapes.title.text: [shape.chart for shape in slide.shapes if shape.has_chart]
        for slide in list_slides(content)
    }


def test_deck_when_read_back_then_its_averages_are_those_of_the_release(made: Reports, deck: bytes) -> None:
    stated = {
        label: (round(value, 1), n)
        for label, value, _, _, n in query(made.path, MEANS.format(cell="trajectory=pi-3"))
    }
    (chart,) = next(
        charts
        for title, charts in list_charts(deck).items()
        if title.startswith("Reactie · Wat vinden deelnemers")
    )
    plot = chart.plots[0]  # type: ignore[attr-defined]
    drawn = dict(zip(plot.categories, plot.series[0].values, strict=True))

    assert stated
    for label, (value, n) in stated.items():
        assert drawn[f"{label} (n = {n})"] == value


def test_deck_when_read_back_then_each_finding_has_question_source_release_and_caution(
    made: Reports, deck: bytes
) -> None:
    report = made.find("organiser", "pi-3")
    slides = {slide.shapes.title.text: slide for slide in list_slides(deck)}
    exhibits = {f"{c.title} · {e.question}": e for c in report.make_chapters() for e in c.exhibits}

    assert exhibits
    for title, exhibit in exhibits.items():
        words = "\n".join(s.text_frame.text for s in slides[title].shapes if s.has_text_frame)
        for told in (exhibit.source, report.caution, "proef-1"):
            assert told in words


def test_deck_when_a_finding_has_a_chart_then_it_has_words_for_who_cannot_see_it(deck: bytes) -> None:
    charts = [s for slide in list_slides(deck) for s in slide.shapes if s.has_chart]

    assert charts
    assert all(s._element.nvGraphicFramePr.cNvPr.get("descr") for s in charts)


def test_deck_when_made_twice_then_is_the_same(made: Reports, deck: bytes) -> None:
    assert write_slides(made.find("organiser", "pi-3"), texts=NL) == deck


def test_deck_when_it_draws_averages_then_the_axis_is_the_whole_scale(deck: bytes) -> None:
    charts = list_charts(deck)
    (chart,) = next(c for title, c in charts.items() if title.startswith("Reactie · Wat vinden deelnemers"))
    axis = chart.value_axis  # type: ignore[attr-defined]

    assert (axis.minimum_scale, axis.maximum_scale) == (1, 5)
