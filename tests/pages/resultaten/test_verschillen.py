"""The page Verschillen: one scale and moment at a time, in the address, for the whole programme."""

from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from tests.builders.release import make_empty_tables
from tests.builders.result_pages import (
    count_charts,
    read_charts,
    read_questions,
    read_sections,
    read_text,
    run_page,
)
from tests.builders.screens import choose
from tests.builders.variance_rows import LEVEL, make_term, make_terms, make_variance_tables
from texts import texts_in

PAGE = "resultaten/verschillen.py"
NL = texts_in("nl")


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def run(query: dict[str, str] | None = None, tables: dict[str, pl.DataFrame] | None = None) -> AppTest:
        shown = make_variance_tables() if tables is None else tables
        return run_page(PAGE, built=tmp_path, monkeypatch=monkeypatch, tables=shown, query=query)

    return run


def test_verschillen_when_opened_then_shows_the_end_in_three_parts(open_page) -> None:
    app = open_page()

    assert not app.exception
    assert read_sections(app) == [
        NL(f"differences.section_{part}") for part in ("split", "trajectories", "scales")
    ]
    assert len(read_questions(app)) == 4
    assert count_charts(app) == 4
    assert "“Bruikbaarheid”, Eindmeting" in read_questions(app)[0]


def test_verschillen_when_a_change_stands_in_the_address_then_it_is_shown(open_page) -> None:
    app = open_page({"moment": "begin-end", "schaal": "asking_feedback"})

    assert not app.exception
    assert "de verandering van “Feedback vragen”" in read_questions(app)[0]
    assert NL("results.caution_change") in read_text(app)


def test_verschillen_when_another_moment_is_chosen_then_it_goes_into_the_address(open_page) -> None:
    app = open_page()
    choose(app, moment="begin-end")

    assert not app.exception
    assert "begin-end" in app.query_params["moment"]
    assert "Feedback vragen" in read_questions(app)[0]


@pytest.mark.parametrize(
    "query", [{"moment": "onzin"}, {"schaal": "<b>"}, {"moment": "then", "schaal": "trust"}]
)
def test_verschillen_when_the_address_makes_no_sense_then_the_main_moment_is_shown(
    open_page, query: dict[str, str]
) -> None:
    app = open_page(query)

    assert not app.exception
    assert "“Bruikbaarheid”, Eindmeting" in read_questions(app)[0]


def test_verschillen_when_a_trajectory_is_chosen_then_says_that_filters_change_nothing(open_page) -> None:
    app = open_page({"traject": "pi-3"})

    assert NL("frame.whole") in read_text(app)
    assert count_charts(app) == 4


def test_verschillen_when_it_cannot_be_estimated_then_says_why_and_draws_no_empty_chart(open_page) -> None:
    nothing = {term: make_term(None, reason="no_spread") for term in make_terms()}
    app = open_page(tables=make_variance_tables({LEVEL: nothing}))

    assert not app.exception
    assert NL("results.reason_no_spread") in read_text(app)
    # Only the trajectories have figures.
    assert count_charts(app) == 1


def test_verschillen_when_nothing_is_known_then_says_so(open_page) -> None:
    for tables in (make_variance_tables({}), make_empty_tables()):
        app = open_page(tables=tables)

        assert not app.exception
        assert NL("differences.nothing") in read_text(app)
        assert count_charts(app) == 0


def test_verschillen_when_drawn_then_no_partnership_is_named(open_page) -> None:
    app = open_page()

    assert "swv" not in read_charts(app)
    assert "swv" not in read_text(app)


def test_verschillen_in_english_then_has_no_dutch_words(open_page) -> None:
    app = open_page({"taal": "en"})

    assert not app.exception
    assert "Of the differences in" in read_text(app)
    assert "samenwerkingsverband" not in "\n".join(read_questions(app))
