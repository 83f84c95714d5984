"""Change, look back and perceived learning stand apart."""

from pathlib import Path

import pytest

from tests.builders.result_pages import read_questions, read_sections, read_text, run_page
from texts import texts_in

PAGE = "resultaten/leren.py"


def test_sections_go_from_change_by_way_of_perceived_learning_to_each_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    names = ("change", "then", "perceived", "trend", "standing", "items")
    assert read_sections(app) == [texts_in("nl")(f"results.section_{name}") for name in names]


def test_change_look_back_and_perceived_learning_have_figures_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = read_questions(run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch))
    assert questions[0] == "Wat veranderde er bij dezelfde mensen, Begin tot einde?"
    assert questions[1].startswith("En als ze achteraf terugblikken")
    assert questions[2].startswith("Wat vinden deelnemers zelf dat ze leerden?")


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
    assert any("· Beginmeting" in question for question in read_questions(app))


@pytest.mark.parametrize(("scale", "times"), [("perceived_learning", 2), ("asking_feedback", 1)])
def test_questions_of_perceived_learning_carry_its_caution_and_others_do_not(
    scale: str, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query={"schaal": scale})
    assert read_text(app).count(texts_in("nl")("results.caution_perceived")) == times
