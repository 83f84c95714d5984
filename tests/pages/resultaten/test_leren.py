"""Change, look back and perceived learning stand apart."""

from pathlib import Path

import pytest

from tests.builders.result_pages import read_headings, read_text, run_page
from texts import texts_in

PAGE = "resultaten/leren.py"


def test_change_look_back_and_perceived_learning_have_figures_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    headings = read_headings(run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch))
    assert headings[0] == "Wat veranderde er bij dezelfde mensen, Begin tot einde?"
    assert headings[1].startswith("En als ze achteraf terugblikken")
    assert headings[2].startswith("Wat vinden deelnemers zelf dat ze leerden?")


def test_perceived_learning_is_cautioned_and_absent_from_the_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    assert texts_in("nl")("results.caution_perceived") in read_text(app)
    specs = [str(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert "Gepercipieerd leereffect" not in specs[0]
    assert "Gepercipieerd leereffect" in specs[2]


def test_another_moment_changes_the_figures_that_follow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    app.radio(key="learning-wave").set_value("begin").run()
    assert not app.exception
    assert any("· Beginmeting" in heading for heading in read_headings(app))
