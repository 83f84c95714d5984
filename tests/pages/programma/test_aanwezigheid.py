"""Months, kinds, dose and yardsticks."""

from pathlib import Path

import polars as pl
import pytest

from tests.builders.release import make_tables
from tests.builders.result_pages import (
    count_charts,
    read_charts,
    read_questions,
    read_sections,
    read_text,
    run_page,
)
from texts import texts_in

PAGE = "programma/aanwezigheid.py"


def test_kinds_follow_the_programme_and_not_the_alphabet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    spec = str(app.get("plotly_chart")[1].proto.spec)
    assert spec.index("Vormingsdag") < spec.index("Lerende gemeenschap") < spec.index("Coaching")


def test_yardsticks_stand_below_the_dose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    assert read_questions(app)[-1] == "Waaraan kun je dit aftoetsen?"


def test_yardsticks_when_a_group_is_chosen_then_say_that_they_are_of_the_whole_programme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = {"traject": "pi-2"}
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query=query)
    assert read_text(app).count(texts_in("nl")("results.whole_section")) == 1
    assert read_text(app).count("het hele programma · uitgave") == 1


def test_first_sight_is_month_by_month_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, query={"deel": ""})
    assert read_sections(app) == ["Maand na maand"]
    assert read_questions(app) == ["Wie was er, maand na maand?"]


def test_parts_go_from_months_by_way_of_kinds_to_the_yardsticks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    names = ("months", "kinds", "amounts", "yardsticks")
    assert read_sections(app) == [texts_in("nl")(f"results.section_{name}") for name in names]


def test_figures_stand_in_the_order_of_months_kinds_sessions_and_hours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    headings = read_questions(run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch))
    assert [heading.split(",")[0] for heading in headings[:4]] == [
        "Wie was er",
        "Hoe vaak waren deelnemers aanwezig",
        "Hoeveel bijeenkomsten volgde een deelnemer",
        "Hoeveel uren volgde een deelnemer",
    ]


def test_programme_without_attendance_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = make_tables()
    tables["indicators"] = tables["indicators"].filter(pl.col("kind") != "attendance")
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables)
    assert not app.exception
    assert count_charts(app) == 0
    assert "geen aanwezigheden" in app.info[0].value


def test_calendar_is_left_out_when_no_month_is_stated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_tables()
    tables["statements"] = tables["statements"].filter(~pl.col("wave").str.contains(r"^\d{4}-\d{2}$"))
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables)
    assert not app.exception
    assert "Schooljaar" not in read_charts(app)
    assert count_charts(app) == 3
