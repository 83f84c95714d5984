"""Practice changed, its themes, and the follow-up."""

from pathlib import Path

import pytest

from tests.builders.result_pages import read_headings, read_text, run_page

PAGE = "resultaten/gedrag.py"


def test_options_of_one_question_share_one_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    themes = [str(chart.proto.spec) for chart in app.get("plotly_chart")][1]
    assert "Gedeeld leiderschap" in themes
    assert "Participatief beslissen" in themes


def test_most_chosen_answer_is_in_the_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = read_text(run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch))
    assert "Het vaakst gekozen antwoord is “Ja” (72\u00a0%)." in text


def test_follow_up_is_one_of_the_moments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    app.radio(key="behaviour-wave").set_value("followup").run()
    assert not app.exception
    assert any("· Opvolging" in heading for heading in read_headings(app))
