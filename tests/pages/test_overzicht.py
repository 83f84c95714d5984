from pathlib import Path

import polars as pl
import pytest

from tests.builders.release import make_tables
from tests.builders.screens import open_screen, read_headings, read_screen, read_title, serve_release


@pytest.mark.usefixtures("full")
def test_overview_when_full_tells_the_five_stages_in_order() -> None:
    screen = open_screen("overview")
    assert not screen.exception
    assert read_headings(screen)[:5] == [
        "1. Bereik",
        "2. Deelname",
        "3. Reactie",
        "4. Leren",
        "5. Gedrag",
    ]
    assert "492 schoolleiders uit 328 scholen doen mee, in 80 samenwerkingsverbanden." in read_screen(screen)


@pytest.mark.usefixtures("full")
def test_overview_when_full_gives_each_measured_stage_its_n() -> None:
    words = read_screen(open_screen("overview"))
    assert words.count("n = 344") >= 2  # reaction and behaviour, at the end
    assert "n = 305" in words  # learning: those who answered both times


@pytest.mark.usefixtures("full")
def test_overview_when_full_tells_participation_in_shares_and_hours_only() -> None:
    words = read_screen(open_screen("overview"))
    assert "Aanwezigheid" in words
    assert "Gevolgde uren" in words
    assert "Gevolgde bijeenkomsten" not in words


@pytest.mark.usefixtures("full")
def test_overview_when_data_are_generated_says_so() -> None:
    assert "Voorbeelddata." in read_screen(open_screen("overview"))


@pytest.mark.usefixtures("full")
def test_overview_when_a_cell_is_too_small_shows_no_figure_and_buttons_to_wider_cells() -> None:
    screen = open_screen("overview", query={"traject": "pi-10", "niveau": "basis-buitengewoon"})
    assert "<strong>Niet getoond.</strong>" in read_screen(screen)
    assert [b.label for b in screen.button] == [
        "Traject 10 · Organisator 9, Buitengewoon basis + Buitengewoon secundair samen",
        "Traject 10 · Organisator 9",
        "het hele programma",
    ]


@pytest.mark.usefixtures("full")
def test_overview_when_a_button_to_a_wider_cell_is_pressed_shows_that_cell() -> None:
    screen = open_screen("overview", query={"traject": "pi-10", "niveau": "basis-buitengewoon"})
    screen.button[1].click().run()
    assert screen.query_params["traject"] == "pi-10"
    assert "niveau" not in screen.query_params
    assert "Niet getoond" not in read_screen(screen)


@pytest.mark.usefixtures("empty")
def test_overview_when_nobody_takes_part_still_opens_without_a_chart() -> None:
    screen = open_screen("overview")
    assert not screen.exception
    assert not screen.get("plotly_chart")
    assert "Dit niveau is in dit programma niet gemeten." in read_screen(screen)


@pytest.mark.usefixtures("full")
def test_overview_when_english_has_no_dutch_of_ours() -> None:
    screen = open_screen("overview", query={"taal": "en"})
    words = read_screen(screen)
    assert read_title(screen) == "Overview"
    assert "492 school leaders from 328 schools take part, in 80 partnerships." in words
    assert "schoolleiders" not in words


def test_overview_when_a_programme_keeps_no_schools_does_not_count_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tables = make_tables(release_id="zonder-scholen")
    without = {**tables, "reach": tables["reach"].filter(pl.col("measure") != "schools")}
    serve_release(monkeypatch, built=tmp_path, tables=without)
    assert "<p>492 schoolleiders doen mee, in 80 samenwerkingsverbanden.</p>" in read_screen(
        open_screen("overview")
    )
