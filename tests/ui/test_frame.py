from pathlib import Path

import pytest

from tests.builders.logins import configure_login, make_claims
from tests.builders.release import make_real_tables, write_release
from tests.builders.screens import (
    choose,
    follow,
    open_screen,
    read_chosen,
    read_screen,
    read_title,
    serve_release,
)
from texts import texts_in
from ui.navigation import BARE, PAGES


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("frame")


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch, built: Path) -> None:
    serve_release(monkeypatch, built=built, tables=None)


@pytest.mark.usefixtures("full")
def test_frame_when_the_address_has_a_selection_sets_the_filters() -> None:
    screen = open_screen("about", query={"traject": "pi-3", "regio": "limburg"})
    chosen = [read_chosen(screen, parameter) for parameter in ("traject", "niveau", "regio")]
    assert chosen == ["pi-3", "", "limburg"]


@pytest.mark.usefixtures("full")
def test_frame_when_a_filter_is_changed_writes_the_address() -> None:
    screen = open_screen("about")
    choose(screen, niveau="basis-gewoon")
    assert dict(screen.query_params) == {"niveau": "basis-gewoon", "taal": "nl"}


@pytest.mark.usefixtures("full")
def test_frame_when_another_page_is_opened_keeps_the_filters() -> None:
    screen = open_screen("about")
    choose(screen, niveau="basis-gewoon")
    screen.query_params.clear()  # what Streamlit does when the reader opens another page
    screen.switch_page(PAGES["quality"]).run()
    assert read_chosen(screen, "niveau") == "basis-gewoon"
    assert dict(screen.query_params) == {"niveau": "basis-gewoon", "taal": "nl"}


@pytest.mark.usefixtures("full")
def test_frame_when_reset_is_pressed_clears_filters_and_keeps_the_language() -> None:
    screen = open_screen("about", query={"traject": "pi-3", "taal": "en"})
    follow(screen, texts_in("en")("frame.reset"))
    assert dict(screen.query_params) == {"taal": "en"}
    assert read_chosen(screen, "traject") == ""
    assert 'aria-disabled="true"' in read_screen(screen)


@pytest.mark.usefixtures("full")
def test_frame_when_the_language_is_changed_keeps_the_selection() -> None:
    screen = open_screen("about", query={"traject": "pi-3"})
    follow(screen, "EN")
    assert dict(screen.query_params) == {"traject": "pi-3", "taal": "en"}
    assert read_title(screen) == "About these figures"


@pytest.mark.usefixtures("full")
def test_frame_when_a_value_is_unknown_tells_so_and_never_repeats_it() -> None:
    screen = open_screen("about", query={"traject": "![x](http://example.org)"})
    assert len(screen.warning) == 1
    assert "‘traject’" in screen.warning[0].value
    assert "example.org" not in read_screen(screen)


@pytest.mark.usefixtures("full")
def test_frame_when_nobody_is_in_the_combination_says_so_and_offers_wider_cells() -> None:
    screen = open_screen("reach", query={"traject": "pi-1", "niveau": "basis-buitengewoon"})
    assert not screen.exception
    assert "Geen schoolleiders in deze combinatie" in screen.info[0].value
    assert "het hele programma" in [b.label for b in screen.button]
    assert not screen.get("plotly_chart")


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("name", [name for name in PAGES if name not in BARE])
def test_frame_when_any_page_is_opened_names_programme_release_and_example_data(name: str) -> None:
    words = read_screen(open_screen(name))
    assert "Schoolleiders in de proefopstelling" in words
    assert "Uitgave proef-1 van 20 november 2026" in words
    assert "Voorbeelddata." in words


def test_frame_when_the_data_are_real_has_no_banner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    serve_release(monkeypatch, built=tmp_path, tables=make_real_tables())
    configure_login(monkeypatch, tmp_path)
    words = read_screen(open_screen("about", user=make_claims("beleid")))
    assert "Voorbeelddata" not in words
    assert "Schoolleiders in de proefopstelling" in words


def test_dashboard_when_nothing_is_built_names_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KOMPAS_BUILT", str(tmp_path))
    monkeypatch.setenv("KOMPAS_PROGRAMME", "proef")
    screen = open_screen("overview")
    assert not screen.exception
    assert screen.title[0].value == "Er is nog geen uitgave"
    assert "python -m etl build proef" in screen.code[0].value


def test_dashboard_when_a_release_appears_shows_it_at_the_next_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KOMPAS_BUILT", str(tmp_path))
    monkeypatch.setenv("KOMPAS_PROGRAMME", "proef")
    screen = open_screen("overview")
    write_release(tmp_path / "proef")
    assert read_title(screen.run()) == "Overzicht"


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("name", ["access", "audit", "delivery", "reflect"])
def test_frame_when_a_page_shows_no_figures_then_it_has_no_filters_of_groups(name: str) -> None:
    shown = open_screen(name, query={"rol": "gegevensbeheerder"})

    assert [read_chosen(shown, parameter) for parameter in ("traject", "niveau", "regio")] == [None] * 3
    assert read_chosen(open_screen("about", query={"rol": "gegevensbeheerder"}), "regio") == ""
