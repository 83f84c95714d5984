"""Figures of cards: a page run once more as a reflection group, on the session's release."""

from pathlib import Path

import pytest

from tests.builders.screens import serve_release
from ui.live.replay import View, find_figure, replay_page
from ui.navigation import PAGES, may_open
from ui.release import read_pointer
from ui.replaying import find_replay


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("replay")


@pytest.fixture(autouse=True)
def release_id(monkeypatch: pytest.MonkeyPatch, built: Path) -> str:
    serve_release(monkeypatch, built=built, tables=None)
    return read_pointer(built / "proef").release_id


def view_of(release_id: str, **changes: object) -> View:
    given = {"page": "reach", "key": "map", "query": "", "language": "nl", "dark": False, **changes}
    return View(release_id=release_id, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["overview", "reach", "attendance", "response", "learning"])
def test_replay_when_a_page_has_figures_then_they_are_those_of_a_group(release_id: str, name: str) -> None:
    shown = replay_page(view_of(release_id, page=name), query={"deel": "all"})

    assert shown
    assert {page.store.viewer.role for page, _ in shown} == {"reflection"}
    assert {page.store.info.release_id for page, _ in shown} == {release_id}


def test_replay_when_a_page_stops_halfway_then_goes_no_further(release_id: str) -> None:
    assert replay_page(view_of(release_id, page="differences"), query={"moment": "begin"}) == ()


def test_replay_when_it_is_over_then_the_thread_that_asked_is_as_before(release_id: str) -> None:
    replay_page(view_of(release_id), query={})

    assert find_replay() is None


@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_figure_when_asked_in_a_language_and_theme_then_is_drawn_so(
    release_id: str, language: str, dark: bool
) -> None:
    shown = find_figure(view_of(release_id, language=language, dark=dark))

    assert shown is not None
    assert (shown.page.language, shown.page.dark) == (language, dark)


def test_figure_when_asked_twice_then_is_made_once(release_id: str) -> None:
    assert find_figure(view_of(release_id)) is find_figure(view_of(release_id))


@pytest.mark.parametrize("query", ["traject=pi-1", "traject=pi-1&verband=swv-1", "niveau=nergens"])
def test_figure_when_a_group_is_outside_the_scope_then_there_is_none(release_id: str, query: str) -> None:
    assert find_figure(view_of(release_id, query=query)) is None


def test_figure_when_a_level_is_asked_for_then_is_about_that_level(release_id: str) -> None:
    level = next(
        cell.level
        for cell in replay_page(view_of(release_id), query={})[0][0].store.every_cell.values()
        if cell.kind == "level" and cell.level
    )
    shown = find_figure(view_of(release_id, query=f"niveau={level}"))

    assert shown is not None
    assert shown.page.selection.level == level


@pytest.mark.parametrize("name", [name for name in PAGES if not may_open(name, role="reflection")])
def test_figure_when_its_page_is_not_for_a_group_then_there_is_none(release_id: str, name: str) -> None:
    assert find_figure(view_of(release_id, page=name, key="design")) is None


@pytest.mark.parametrize("other", ["nergens", "../proef/release", ""])
def test_figure_when_its_release_is_not_here_then_there_is_none(other: str) -> None:
    assert find_figure(view_of(other)) is None


def test_figure_when_another_release_is_put_in_service_then_stays_the_same(
    release_id: str, built: Path
) -> None:
    pointer = built / "proef" / "current.json"
    before = pointer.read_text()
    try:
        pointer.write_text('{"release": "later", "file": "release-later.duckdb"}')
        shown = replay_page(view_of(release_id), query={})
    finally:
        pointer.write_text(before)

    assert {page.store.info.release_id for page, _ in shown} == {release_id}
