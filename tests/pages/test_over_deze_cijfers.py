import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from schemas.methods import METHODS
from tests.builders.screens import choose, list_options, open_screen, read_headings, read_screen, read_title
from texts import texts_in
from ui.present.methods import name_symbols

NL = texts_in("nl")


@pytest.mark.usefixtures("full")
def test_about_when_opened_then_shows_one_part_and_names_the_others() -> None:
    screen = open_screen("about")

    assert read_headings(screen)[0] == "Waarover gaan deze cijfers?"
    assert "Codeboek" not in read_headings(screen)
    assert "Codeboek" in list_options(screen, "deel").values()


@pytest.mark.usefixtures("full")
def test_about_when_all_parts_are_asked_then_holds_every_heading() -> None:
    headings = read_headings(open_screen("about", query={"deel": "all"}))

    for key in ("caution", "method", "privacy", "glossary", "codebook", "downloads", "release", "credits"):
        assert NL(f"about.{key}") in headings


@pytest.mark.usefixtures("full")
def test_about_when_full_says_the_policy_in_words_with_its_numbers() -> None:
    words = read_screen(open_screen("about", query={"deel": "protection"}))

    assert "minder dan **5 mensen**" in words
    assert "vanaf 10 mensen" in words


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("method", ["alpha", "roster"])
def test_about_when_a_measure_is_in_the_address_then_tells_all_about_it(method: str) -> None:
    screen = open_screen("about", query={"deel": "measures", "maat": method})
    words = unescape(read_screen(screen))

    assert not screen.exception
    assert NL(f"methods.{method}_name") in read_headings(screen)
    assert NL(f"methods.{method}_what") in words
    assert screen.latex[0].value.strip("$\n") == name_symbols(METHODS[method].formula, texts=NL)


@pytest.mark.usefixtures("full")
def test_about_when_the_measure_in_the_address_is_unknown_then_tells_the_first() -> None:
    screen = open_screen("about", query={"deel": "measures", "maat": "<script>"})

    assert not screen.exception
    assert NL(f"methods.{next(iter(METHODS))}_name") in read_headings(screen)
    assert "<script>" not in read_screen(screen)


@pytest.mark.usefixtures("full")
def test_about_when_a_measure_is_chosen_then_its_name_comes_in_the_address() -> None:
    screen = open_screen("about", query={"deel": "measures"})
    choose(screen, maat="alpha")

    assert screen.query_params["maat"] == "alpha"
    assert NL("methods.alpha_name") in read_headings(screen)


@pytest.mark.usefixtures("full")
def test_about_when_it_lists_the_measures_then_each_link_opens_its_own_and_keeps_the_filters() -> None:
    screen = open_screen("about", query={"deel": "measures", "traject": "pi-3"})
    links = re.findall(r'<th scope="row"><a href="([^"]+)">', read_screen(screen))
    found = [parse_qs(urlsplit(unescape(link)).query) for link in links]

    assert [query["maat"] for query in found] == [[method] for method in METHODS]
    assert {(q["deel"][0], q["traject"][0], q["taal"][0]) for q in found} == {("measures", "pi-3", "nl")}


@pytest.mark.usefixtures("full")
def test_about_when_a_release_uses_a_measure_then_names_what_for() -> None:
    words = read_screen(open_screen("about", query={"deel": "measures", "maat": "alpha"}))

    assert "Gebruikt voor " in words


@pytest.mark.usefixtures("empty")
def test_about_when_a_release_does_not_use_a_measure_then_says_so() -> None:
    screen = open_screen("about", query={"deel": "measures", "maat": "alpha"})

    assert not screen.exception
    assert NL("methods.unused") in read_screen(screen)


@pytest.mark.usefixtures("full")
def test_about_when_the_codebook_is_searched_keeps_only_what_matches() -> None:
    screen = open_screen("about", query={"deel": "codebook"})
    screen.text_input(key="codebook-search").set_value("FEEDBACK vragen").run()

    assert "3 vragen en schalen" in [c.value for c in screen.caption]


@pytest.mark.usefixtures("full")
def test_about_when_nothing_matches_the_search_says_none() -> None:
    screen = open_screen("about", query={"deel": "codebook"})
    screen.text_input(key="codebook-search").set_value("bestaatniet").run()

    assert not screen.exception
    assert "0 vragen en schalen" in [c.value for c in screen.caption]


@pytest.mark.usefixtures("full")
def test_about_when_full_offers_everything_as_csv_and_workbook() -> None:
    screen = open_screen("about", query={"deel": "release"})
    labels = [b.proto.label for b in screen.get("download_button")]

    assert labels == ["Alle cijfers als CSV", "Alle cijfers als Excel-werkboek"]


@pytest.mark.usefixtures("full")
def test_about_when_a_cell_is_too_small_is_the_same_page() -> None:
    query = {"traject": "pi-10", "niveau": "basis-buitengewoon", "deel": "all"}
    wide, narrow = open_screen("about", query={"deel": "all"}), open_screen("about", query=query)

    assert read_headings(narrow) == read_headings(wide)


@pytest.mark.usefixtures("empty")
def test_about_when_nobody_takes_part_still_explains() -> None:
    screen = open_screen("about", query={"deel": "all"})

    assert not screen.exception
    assert "Hoe wordt privacy beschermd?" in read_headings(screen)


@pytest.mark.usefixtures("full")
def test_about_when_english_is_english() -> None:
    screen = open_screen("about", query={"taal": "en", "deel": "all"})

    assert read_title(screen) == "About these figures"
    assert "How is privacy protected?" in read_headings(screen)


@pytest.mark.usefixtures("full")
def test_figure_when_it_names_its_measure_then_links_to_what_is_told_about_it() -> None:
    words = read_screen(open_screen("reaction", query={"deel": "recommendation", "traject": "pi-3"}))
    link = re.search(r'Zo is dit berekend: <a href="([^"]+)">Aanbevelingsscore', words)

    assert link is not None
    address = urlsplit(unescape(link[1]))
    assert address.path == "over-deze-cijfers"
    assert parse_qs(address.query) == {
        "deel": ["measures"],
        "maat": ["nps"],
        "traject": ["pi-3"],
        "taal": ["nl"],
    }
