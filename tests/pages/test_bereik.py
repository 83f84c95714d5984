import pytest

from tests.builders.screens import open_screen, read_headings, read_screen


@pytest.mark.usefixtures("full")
def test_reach_when_full_draws_division_map_coverage_status_and_flow() -> None:
    screen = open_screen("reach")
    assert not screen.exception
    assert len(screen.get("plotly_chart")) == 5
    assert screen.header[0].value == "Wie doet mee?"


@pytest.mark.usefixtures("full")
def test_reach_when_full_shows_the_counts_of_the_programme() -> None:
    words = read_screen(open_screen("reach"))
    assert "<dt>schoolleiders</dt><dd>492</dd>" in words
    assert "<dt>aanmeldingen</dt><dd>492</dd>" in words


@pytest.mark.usefixtures("full")
def test_reach_when_divided_by_trajectory_keeps_the_order_of_the_programme() -> None:
    screen = open_screen("reach")
    table = next(h.proto.body for h in screen.get("html") if "<table>" in h.proto.body)
    numbers = [table.index(f"Traject {n} ·") for n in range(1, 11)]
    assert numbers == sorted(numbers)


@pytest.mark.usefixtures("full")
def test_reach_when_another_division_is_chosen_shows_it() -> None:
    screen = open_screen("reach")
    screen.segmented_control(key="reach-by").set_value("region").run()
    assert "Hoe zijn de schoolleiders verdeeld over de regio's?" in read_headings(screen)


@pytest.mark.usefixtures("full")
def test_reach_when_filtered_counts_only_that_cell() -> None:
    words = read_screen(open_screen("reach", query={"traject": "pi-2"}))
    assert "<dt>schoolleiders</dt><dd>60</dd>" in words


@pytest.mark.usefixtures("full")
def test_reach_when_a_cell_is_too_small_keeps_exact_facts_and_hides_the_response() -> None:
    screen = open_screen("reach", query={"traject": "pi-10", "niveau": "basis-buitengewoon"})
    words = read_screen(screen)
    assert "<dt>schoolleiders</dt><dd>3</dd>" in words
    assert "Hoeveel van 3 schoolleiders antwoordden, wordt niet getoond: de groep is te klein." in words


@pytest.mark.usefixtures("empty")
def test_reach_when_nobody_takes_part_says_so_and_draws_nothing() -> None:
    screen = open_screen("reach")
    assert not screen.exception
    assert not screen.get("plotly_chart")
    assert [i.value for i in screen.info] == ["Hierover zijn voor deze keuze geen gegevens."]


@pytest.mark.usefixtures("full")
def test_reach_when_english_is_english() -> None:
    screen = open_screen("reach", query={"taal": "en"})
    assert screen.title[0].value == "Reach"
    assert screen.header[0].value == "Who takes part?"
