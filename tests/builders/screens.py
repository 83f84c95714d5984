"""Opens a page of the dashboard on a made-up release, without a browser."""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

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


def choose(screen: AppTest, **chosen: str) -> AppTest:
    """Chooses in lists and rows that the page offers (`traject="pi-2"`), as its script does, and runs it."""
    for parameter, value in chosen.items():
        assert value in list_options(screen, parameter), f"the page does not offer {parameter}={value}"
        leads = re.search(rf'<select name="{parameter}".*?</select>', _html(screen), re.DOTALL)
        option = f'<option value="{re.escape(escape(value))}"[^>]* data-address="([^"]*)"'
        lead = leads and re.search(option, leads[0])
        if lead:
            _go(screen, lead[1])
        elif value:
            screen.query_params[parameter] = value
        elif parameter in screen.query_params:
            del screen.query_params[parameter]
    return screen.run()


def follow(screen: AppTest, link: str) -> AppTest:
    """Follows the link with these words to another address of the same page, and runs that."""
    (address,) = set(
        re.findall(rf'<a [^>]*href="\?([^"]*)"[^>]*>{re.escape(escape(link))}</a>', _html(screen))
    )
    _go(screen, address)
    return screen.run()


def _go(screen: AppTest, address: str) -> None:
    screen.query_params.clear()
    for parameter, value in parse_qsl(unescape(address).removeprefix("?")):
        screen.query_params[parameter] = value


def list_options(screen: AppTest, parameter: str) -> dict[str, str]:
    """Value → words of what the page offers to choose for a parameter; empty without such a choice."""
    listed = re.search(rf'<select name="{parameter}"[^>]*>(.*?)</select>', _html(screen))
    if listed:
        options = re.findall(r'<option value="([^"]*)"[^>]*>(.*?)</option>', listed[1])
    else:
        options = re.findall(rf'data-choice="{parameter}=([^"]*)"[^>]*>(.*?)</a>', _html(screen))
    return {unescape(value): unescape(words) for value, words in options}


def read_chosen(screen: AppTest, parameter: str) -> str | None:
    """The value that the page shows as chosen for a parameter; None without such a choice.

    Exactly one is chosen where there is a choice.
    """
    if not list_options(screen, parameter):
        return None
    listed = re.search(rf'<select name="{parameter}"[^>]*>(.*?)</select>', _html(screen))
    pattern = r'value="([^"]*)" selected' if listed else rf'data-choice="{parameter}=([^"]*)" aria-current'
    (chosen,) = re.findall(pattern, listed[1] if listed else _html(screen))
    return unescape(chosen)


def read_title(screen: AppTest) -> str:
    """The title of the page."""
    (title,) = re.findall(r'<h1 class="kompas-title">(.*?)</h1>', _html(screen))
    return unescape(title)


def _html(screen: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in screen.get("html"))
