from pathlib import Path

import pytest

from tests.builders.release import write_release
from tests.builders.screens import follow, list_options, open_screen, read_chosen, serve_release
from texts import texts_in
from ui.address import Selection
from ui.cells import TOTAL_CELL
from ui.navigation import PAGES
from ui.page import Page
from ui.picks import write_form, write_list, write_row
from ui.store import Store
from ui.viewer import DEMO

SHARP = {"a": "<i>", "b&c": "B"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("picks")


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(
        name="about",
        store=Store(path=write_release(tmp_path), viewer=DEMO),
        texts=texts_in("nl"),
        cell=TOTAL_CELL,
        selection=Selection(),
        dark=False,
        query={"traject": "pi-1", "deel": "items", "taal": "nl"},
    )


def test_list_when_written_then_one_is_selected_and_words_are_escaped() -> None:
    html = write_list("deel", label="Deel <1>", options=SHARP, chosen="b&c")
    assert '<option value="a">&lt;i&gt;</option>' in html
    assert '<option value="b&amp;c" selected>B</option>' in html
    assert "<span>Deel &lt;1&gt;</span>" in html


def test_form_when_written_then_keeps_the_rest_of_the_address_and_has_a_button(page: Page) -> None:
    html = write_form(page, {"deel": "…"}, label="Deel")
    assert '<input type="hidden" name="traject" value="pi-1">' in html
    assert 'name="deel"' not in html
    assert f">{page.texts('frame.apply')}</button>" in html


def test_row_when_written_then_each_link_keeps_the_rest_and_one_is_marked(page: Page) -> None:
    html = write_row(page.query, "deel", label="Deel", options=SHARP, chosen="a", shown=True)
    assert 'href="?traject=pi-1&amp;deel=b%26c&amp;taal=nl"' in html
    assert html.count('aria-current="true"') == 1
    assert 'aria-label="Deel"' in html


@pytest.mark.parametrize("name", list(PAGES))
def test_part_when_any_link_of_a_page_is_followed_then_it_is_the_chosen_one(
    monkeypatch: pytest.MonkeyPatch, built: Path, name: str
) -> None:
    serve_release(monkeypatch, built=built, tables=None)
    screen = open_screen(name, query={"regio": "limburg"})
    for value, words in list(list_options(screen, "deel").items())[-2:]:
        follow(screen, words)
        assert not screen.exception
        assert read_chosen(screen, "deel") == value
        assert read_chosen(screen, "regio") == "limburg"
