"""Opens a page of the dashboard on a made-up release, without a browser."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Header, Subheader

from tests.builders.release import write_release
from ui.navigation import PAGES

DASHBOARD = Path(__file__).parents[2] / "dashboard.py"
TIMEOUT_S = 60
_HEADING = re.compile(r'<h([23]) class="kompas-heading">(.*?)</h')


def serve_release(
    monkeypatch: pytest.MonkeyPatch, *, built: Path, tables: dict[str, pl.DataFrame] | None
) -> None:
    """Puts a release (the full made-up one without `tables`) in service below `built`."""
    monkeypatch.setenv("KOMPAS_BUILT", str(built))
    monkeypatch.setenv("KOMPAS_PROGRAMME", "proef")
    if not (built / "proef" / "current.json").exists():
        write_release(built / "proef", tables)


def open_screen(
    name: str, *, query: dict[str, str] | None = None, user: dict[str, Any] | None = None
) -> AppTest:
    """The page `name` (a key of `ui.navigation.PAGES`) after one run at an address with `query`.

    `user` are the claims of who is logged in.
    """
    screen = AppTest.from_file(str(DASHBOARD), default_timeout=TIMEOUT_S)
    for parameter, value in (query or {}).items():
        screen.query_params[parameter] = value
    screen.user = user or {}
    if name != "overview":
        screen.switch_page(PAGES[name])
    return screen.run()


def catch_downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """By file name, what makes each file that a button on the screen offers from now on."""
    caught: dict[str, Callable[[], bytes]] = {}
    draw = st.download_button

    def draw_and_catch(label: str, data: Callable[[], bytes], file_name: str, **given: Any) -> bool:
        caught[file_name] = data
        return bool(draw(label, data, file_name, **given))

    monkeypatch.setattr(st, "download_button", draw_and_catch)
    return caught


def read_screen(screen: AppTest) -> str:
    """Every word that the page writes, HTML included."""
    kinds = (
        "title",
        "header",
        "subheader",
        "markdown",
        "caption",
        "info",
        "warning",
        "error",
        "success",
        "html",
    )
    return "\n".join(str(element.proto.body) for kind in kinds for element in screen.get(kind))


def list_headings(screen: AppTest) -> Iterator[tuple[int, str]]:
    """Level and words of each heading below the title, questions of figures included, in their order."""
    for element in screen.main:
        if isinstance(element, Header | Subheader):
            yield 2 if isinstance(element, Header) else 3, element.value
        elif element.type == "html":
            for level, words in _HEADING.findall(element.proto.body):
                yield int(level), unescape(words)


def read_headings(screen: AppTest) -> list[str]:
    """The words of `list_headings`."""
    return [words for _level, words in list_headings(screen)]
