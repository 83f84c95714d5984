"""Choices of moment and scale, and the recommendation score."""

from pathlib import Path

import pytest

from tests.builders.result_pages import read_headings, read_text, run_page
from tests.builders.screens import choose

PAGE = "resultaten/reactie.py"


def test_chosen_scale_shows_its_own_questions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    choose(app, schaal="coherence")
    assert not app.exception
    assert "Wat antwoorden ze, vraag per vraag: Samenhang · Eindmeting" in read_headings(app)


def test_recommendation_is_given_with_its_interval(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = read_text(run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch))
    assert "De aanbevelingsscore op het moment Eindmeting is +41" in text
    assert "+33 tot +49" in text


def test_moment_that_a_trajectory_was_not_asked_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query={"traject": "pi-4"})
    choose(app, moment="between")
    assert not app.exception
    assert "Niet gevraagd" in read_text(app)
