"""The page Samenhang: one outcome at a time, in the address, for the whole programme."""

from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from tests.builders.driver_models import list_results, make_driver_tables
from tests.builders.release import make_empty_tables
from tests.builders.result_pages import count_charts, read_questions, read_sections, read_text, run_page
from tests.builders.screens import choose, read_chosen
from texts import texts_in

PAGE = "resultaten/samenhang.py"
NL = texts_in("nl")


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def run(query: dict[str, str] | None = None, tables: dict[str, pl.DataFrame] | None = None) -> AppTest:
        shown = make_driver_tables() if tables is None else tables
        return run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=shown, query=query)

    return run


def test_samenhang_when_opened_then_shows_the_first_outcome_in_parts(open_page) -> None:
    app = open_page()

    assert not app.exception
    assert read_sections(app) == [NL(f"drivers.section_{part}") for part in ("within", "weights", "between")]
    assert all("“Tevredenheid”" in question for question in read_questions(app))
    assert count_charts(app) == 3


def test_samenhang_when_the_outcome_stands_in_the_address_then_it_is_shown_with_its_dose(open_page) -> None:
    app = open_page({"schaal": "asking_feedback.begin-end"})

    assert read_sections(app)[-1] == NL("drivers.section_dose")
    assert len(read_questions(app)) == 5
    assert all("Feedback vragen" in question for question in read_questions(app))


def test_samenhang_when_another_outcome_is_chosen_then_it_goes_into_the_address(open_page) -> None:
    app = open_page()
    choose(app, schaal="asking_feedback.begin-end")

    assert not app.exception
    assert "asking_feedback.begin-end" in app.query_params["schaal"]
    assert "Feedback vragen" in read_questions(app)[0]


@pytest.mark.parametrize("value", ["onzin", "satisfaction", "<b>"])
def test_samenhang_when_the_address_names_no_outcome_then_the_first_is_shown(open_page, value: str) -> None:
    app = open_page({"schaal": value})

    assert not app.exception
    assert "“Tevredenheid”" in read_questions(app)[0]


def test_samenhang_when_one_part_is_asked_for_then_only_that_is_drawn(open_page) -> None:
    app = open_page({"deel": "between"})

    assert read_sections(app) == [NL("drivers.section_between")]
    assert count_charts(app) == 1


def test_samenhang_when_a_trajectory_is_chosen_then_says_that_filters_change_nothing(open_page) -> None:
    text = read_text(open_page({"traject": "pi-3"}))

    assert NL("frame.whole") in text
    assert "342 schoolleiders" in text


def test_samenhang_when_weights_cannot_be_told_from_chance_then_it_is_said_in_words(open_page) -> None:
    app = open_page({"schaal": "asking_feedback.begin-end", "deel": "weights"})

    assert NL("results.reason_nothing_explained").rstrip(".") in read_text(app)
    assert count_charts(app) == 0


@pytest.mark.parametrize("tables", [make_driver_tables(drivers=()), make_driver_tables([])])
def test_samenhang_when_nothing_was_asked_or_known_then_says_so(open_page, tables) -> None:
    app = open_page(tables=tables)

    assert not app.exception
    assert NL("drivers.nothing") in read_text(app)
    assert count_charts(app) == 0


def test_samenhang_when_the_programme_is_empty_then_says_so(open_page) -> None:
    app = open_page(tables=make_empty_tables())

    assert not app.exception
    assert NL("drivers.nothing") in read_text(app)


def test_samenhang_when_there_is_one_outcome_then_there_is_nothing_to_choose(open_page) -> None:
    rows = [row for row in list_results() if row["indicator_id"] == "satisfaction"]
    app = open_page(tables=make_driver_tables(rows))

    assert not app.exception
    assert read_chosen(app, "schaal") is None
