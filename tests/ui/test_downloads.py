from pathlib import Path

import pytest

from tests.builders.screens import open_screen, read_screen, serve_release


@pytest.fixture(autouse=True)
def _release(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    built: Path = tmp_path_factory.getbasetemp() / "downloads"
    serve_release(monkeypatch, built=built, tables=None)


def test_downloads_when_nobody_asked_for_them_are_a_link_that_keeps_the_filters() -> None:
    screen = open_screen("reaction", query={"traject": "pi-2"})

    assert len(screen.get("download_button")) == 0
    assert "traject=pi-2&amp;taal=nl&amp;bestand=" in read_screen(screen)


def test_downloads_when_the_address_names_a_figure_are_those_of_that_figure_only() -> None:
    closed = read_screen(open_screen("reaction"))
    key = closed.split("bestand=")[1].split('"')[0]

    screen = open_screen("reaction", query={"bestand": key})

    assert len(screen.get("download_button")) == 2
    assert "Downloads sluiten" in read_screen(screen)


def test_downloads_when_the_address_names_no_figure_stay_closed() -> None:
    screen = open_screen("reaction", query={"bestand": "<script>"})

    assert len(screen.get("download_button")) == 0
    assert "<script>" not in read_screen(screen)
