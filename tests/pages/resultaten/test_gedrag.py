"""Practice changed, its themes, and the follow-up."""

from pathlib import Path

import polars as pl
import pytest

from tests.builders.programme import make_programme
from tests.builders.release import make_tables
from tests.builders.result_pages import (
    count_charts,
    read_headings,
    read_questions,
    read_sections,
    read_text,
    run_page,
)
from tests.builders.screens import choose

PAGE = "resultaten/gedrag.py"


def test_options_of_one_question_share_one_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    charts = [str(chart.proto.spec) for chart in app.get("plotly_chart")]
    themes = [chart for chart in charts if "Gedeeld leiderschap" in chart]
    assert len(themes) == 1
    assert "Participatief beslissen" in themes[0]


def test_themes_stand_in_a_section_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    assert read_sections(app)[:3] == ["Wat deelnemers anders doen", "De stand op één meetmoment", "Thema’s"]


def test_first_sight_has_few_charts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query={"deel": ""})
    assert 1 <= count_charts(app) <= 2


def test_averages_stand_in_a_section_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query={"deel": "standing"})
    assert read_sections(app) == ["De stand op één meetmoment"]
    assert read_questions(app) == ["Waar staan ze in hun praktijk? · Eindmeting"]


def make_followed_tables(*, status: str = "shown") -> dict[str, pl.DataFrame]:
    """A release with a follow-up after the end, and a register of actions."""
    programme = make_programme()
    later = programme.contrasts[0].model_copy(update={"from_wave": "end", "to_wave": "followup"})
    tables = make_tables(programme=programme.model_copy(update={"contrasts": (*programme.contrasts, later)}))
    indicators = tables["indicators"]
    response = indicators.filter(pl.col("indicator_id") == "response")
    stayed = response.with_columns(indicator_id=pl.lit("stayed"), waves=pl.lit('["end-followup"]'))
    action = response.with_columns(
        indicator_id=pl.lit("actions.planned"),
        kind=pl.lit("actions"),
        level=pl.lit("behaviour"),
        label_nl=pl.lit("Minstens één actie gepland"),
        waves=pl.lit('["all"]'),
        unit=pl.lit("share"),
    )
    facts = [
        ("stayed", "end-followup", "count", 202.0, 346),
        ("stayed", "end-followup", "rate", 202 / 346, 346),
        ("actions.planned", "all", "share_1", 0.81, 492),
    ]
    shown = status == "shown"
    rows = [
        ("total", i, w, s, *((v, 0, None, None, n, None, None) if shown else [None] * 7), status)
        for i, w, s, v, n in facts
    ]
    own = pl.DataFrame(rows, schema=tables["statements"].schema, orient="row")
    return {
        **tables,
        "indicators": pl.concat([indicators, stayed, action]),
        "statements": pl.concat([tables["statements"], own]),
    }


def test_follow_up_says_who_still_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = make_followed_tables()
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables, query={"deel": "followup"})
    assert not app.exception
    assert "antwoordden er 202 (58\u00a0%) opnieuw op de Opvolging" in read_text(app)


def test_who_still_answers_stands_beside_the_figures_of_that_moment_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_followed_tables()
    query = {"deel": "all", "moment": "followup"}
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables, query=query)
    assert not app.exception
    assert read_questions(app).count("Wie antwoordt er nog?") == 2


@pytest.mark.parametrize("part", ["practice", "standing"])
def test_who_still_answers_stands_in_each_part_about_that_moment_when_it_is_shown_alone(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables, query = make_followed_tables(), {"deel": part, "moment": "followup"}
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables, query=query)
    assert not app.exception
    assert read_questions(app)[0] == "Wie antwoordt er nog?"
    assert len(read_questions(app)) >= 2


def test_actions_of_the_register_have_a_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = make_followed_tables()
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables, query={"deel": "actions"})
    assert "Van 492 deelnemers: Minstens één actie gepland: 81\u00a0%." in read_text(app)


def test_withheld_actions_and_follow_up_show_no_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_followed_tables(status="withheld")
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables)
    assert not app.exception
    assert "antwoordden er 202" not in read_text(app)
    assert "81\u00a0%" not in read_text(app)


def test_most_chosen_answer_is_in_the_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = read_text(run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch))
    assert "Het vaakst gekozen antwoord is “Ja” (72\u00a0%)." in text


def test_follow_up_is_one_of_the_moments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    choose(app, moment="followup")
    assert not app.exception
    assert any("· Opvolging" in heading for heading in read_headings(app))
