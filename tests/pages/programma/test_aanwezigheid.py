"""Months, kinds, dose and yardsticks."""

from pathlib import Path

import polars as pl
import pytest

from tests.builders.release import make_tables
from tests.builders.result_pages import count_charts, read_charts, read_headings, run_page

PAGE = "programma/aanwezigheid.py"


def test_kinds_follow_the_programme_and_not_the_alphabet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    spec = str(app.get("plotly_chart")[1].proto.spec)
    assert spec.index("Vormingsdag") < spec.index("Lerende gemeenschap") < spec.index("Coaching")


def test_yardsticks_stand_below_the_dose(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch)
    assert read_headings(app)[-1] == "Waaraan kun je dit aftoetsen?"


def test_figures_stand_in_the_order_of_months_kinds_sessions_and_hours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    headings = read_headings(run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch))
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
