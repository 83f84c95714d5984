import pytest

from tests.builders.screens import open_screen, read_screen


@pytest.mark.usefixtures("full")
def test_about_when_full_says_the_policy_in_words_with_its_numbers() -> None:
    words = read_screen(open_screen("about"))
    assert "minstens **5 mensen**" in words
    assert "vanaf **10 mensen**" in words


@pytest.mark.usefixtures("full")
def test_about_when_the_codebook_is_searched_keeps_only_what_matches() -> None:
    screen = open_screen("about")
    screen.text_input(key="codebook-search").set_value("FEEDBACK vragen").run()
    assert "3 vragen en schalen" in [c.value for c in screen.caption]


@pytest.mark.usefixtures("full")
def test_about_when_nothing_matches_the_search_says_none() -> None:
    screen = open_screen("about")
    screen.text_input(key="codebook-search").set_value("bestaatniet").run()
    assert not screen.exception
    assert "0 vragen en schalen" in [c.value for c in screen.caption]


@pytest.mark.usefixtures("full")
def test_about_when_full_offers_everything_as_csv_and_workbook() -> None:
    screen = open_screen("about")
    labels = [b.proto.label for b in screen.get("download_button")]
    assert labels == ["Alle cijfers als CSV", "Alle cijfers als Excel-werkboek"]


@pytest.mark.usefixtures("full")
def test_about_when_a_cell_is_too_small_is_the_same_page() -> None:
    query = {"traject": "pi-10", "niveau": "basis-buitengewoon"}
    wide, narrow = open_screen("about"), open_screen("about", query=query)
    assert [h.value for h in narrow.header] == [h.value for h in wide.header]


@pytest.mark.usefixtures("empty")
def test_about_when_nobody_takes_part_still_explains() -> None:
    screen = open_screen("about")
    assert not screen.exception
    assert "Hoe wordt privacy beschermd?" in [h.value for h in screen.header]


@pytest.mark.usefixtures("full")
def test_about_when_english_is_english() -> None:
    screen = open_screen("about", query={"taal": "en"})
    assert screen.title[0].value == "About these figures"
    assert "How is privacy protected?" in [h.value for h in screen.header]
