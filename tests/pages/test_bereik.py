from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from tests.builders.release import make_tables
from tests.builders.result_pages import read_questions, read_sections, run_page
from tests.builders.screens import choose, open_screen, read_headings, read_screen, read_title

PAGE = "programma/bereik.py"
PARTS = ["Wie doet mee?", "Verdeling", "Dekking", "Aanmeldingen", "Antwoorden"]


def open_all(**query: str) -> AppTest:
    return open_screen("reach", query={"deel": "all", **query})


@pytest.mark.usefixtures("full")
def test_reach_when_opened_then_shows_the_counts_and_the_map_only() -> None:
    screen = open_screen("reach")
    assert not screen.exception
    assert read_sections(screen) == PARTS[:1]
    assert read_questions(screen) == ["Waar werken de schoolleiders?"]
    assert len(screen.get("plotly_chart")) == 1


@pytest.mark.usefixtures("full")
def test_reach_when_all_parts_are_chosen_then_draws_map_division_coverage_status_and_flow() -> None:
    screen = open_all()
    assert not screen.exception
    assert len(screen.get("plotly_chart")) == 5
    assert read_sections(screen) == PARTS


@pytest.mark.usefixtures("full")
def test_reach_when_full_shows_the_counts_of_the_programme() -> None:
    words = read_screen(open_screen("reach"))
    assert "<dt>schoolleiders</dt><dd>492</dd>" in words
    assert "<dt>aanmeldingen</dt><dd>492</dd>" in words


@pytest.mark.usefixtures("full")
def test_reach_when_divided_by_trajectory_keeps_the_order_of_the_programme() -> None:
    screen = open_screen("reach", query={"deel": "division"})
    table = next(h.proto.body for h in screen.get("html") if "<table>" in h.proto.body)
    numbers = [table.index(f"Traject {n} ·") for n in range(1, 11)]
    assert numbers == sorted(numbers)


@pytest.mark.usefixtures("full")
def test_reach_when_another_division_is_chosen_shows_it() -> None:
    screen = open_screen("reach", query={"deel": "division"})
    screen.segmented_control(key="reach-by").set_value("region").run()
    assert "Hoe zijn de schoolleiders verdeeld over de regio's?" in read_headings(screen)


@pytest.mark.usefixtures("full")
def test_reach_when_another_part_is_chosen_then_it_stands_alone_and_in_the_address() -> None:
    screen = open_screen("reach")
    choose(screen, deel="coverage")
    assert read_sections(screen) == ["Dekking"]
    assert read_questions(screen) == ["Welk deel van alle scholen doet mee?"]
    assert screen.query_params["deel"] == "coverage"


@pytest.mark.usefixtures("full")
def test_reach_when_filtered_counts_only_that_cell() -> None:
    words = read_screen(open_screen("reach", query={"traject": "pi-2"}))
    assert "<dt>schoolleiders</dt><dd>60</dd>" in words


@pytest.mark.usefixtures("full")
def test_reach_when_a_cell_is_too_small_keeps_exact_facts_and_hides_the_response() -> None:
    words = read_screen(open_all(traject="pi-10", niveau="basis-buitengewoon"))
    assert "<dt>schoolleiders</dt><dd>3</dd>" in words
    assert "Hoeveel van 3 schoolleiders antwoordden, wordt niet getoond, om mensen te beschermen." in words


def test_reach_when_nobody_had_to_apply_then_there_is_no_part_about_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_tables()
    tables["reach"] = tables["reach"].filter(pl.col("measure") != "applications")
    app = run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=tables)
    assert not app.exception
    assert read_sections(app) == [part for part in PARTS if part != "Aanmeldingen"]


@pytest.mark.usefixtures("empty")
def test_reach_when_nobody_takes_part_says_so_and_draws_nothing() -> None:
    screen = open_screen("reach")
    assert not screen.exception
    assert not screen.get("plotly_chart")
    assert [i.value for i in screen.info] == ["Hierover zijn voor deze keuze geen gegevens."]


@pytest.mark.usefixtures("full")
def test_reach_when_english_is_english() -> None:
    screen = open_all(taal="en")
    assert read_title(screen) == "Reach"
    assert read_sections(screen) == ["Who takes part?", "Breakdown", "Coverage", "Applications", "Answers"]
