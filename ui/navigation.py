"""The menu: which pages there are, in which order, at which address.

A flat list in the bar at the top: every page is one click away, and the list that Streamlit makes of
it on a phone is valid for a screen reader (with sections it is not).
"""

from collections.abc import Mapping
from copy import copy
from functools import cache
from types import MappingProxyType
from typing import Any

import streamlit as st

from texts import Texts, texts_in
from texts.catalogue import Language

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "overview": "pages/programma/overzicht.py",
        "reach": "pages/programma/bereik.py",
        "attendance": "pages/programma/aanwezigheid.py",
        "response": "pages/programma/respons.py",
        "design": "pages/programma/ontwerpkenmerken.py",
        "reaction": "pages/resultaten/reactie.py",
        "learning": "pages/resultaten/leren.py",
        "behaviour": "pages/resultaten/gedrag.py",
        "differences": "pages/resultaten/verschillen.py",
        "drivers": "pages/resultaten/samenhang.py",
        "quality": "pages/verantwoording/gegevenskwaliteit.py",
        "about": "pages/verantwoording/over-deze-cijfers.py",
        "audit": "pages/verantwoording/raadplegingen.py",
    }
)
FIRST = "overview"


def open_navigation(texts: Texts) -> Any:
    """Draws the menu and returns the page that the reader asked for, ready to run."""
    pages = [copy(page) for page in _make_pages(texts.language)]
    return st.navigation(pages, position="top")


def name_address(name: str) -> str:
    """The address of the page `name`, relative to any other page: `over-deze-cijfers`."""
    return "./" if name == FIRST else _name_file(PAGES[name])


@cache
def _make_pages(language: Language) -> tuple[Any, ...]:
    """Looks each file up on the disk, once. A run marks a page as its own, so each run gets copies."""
    texts = texts_in(language)
    return tuple(_make_page(name, path=path, texts=texts) for name, path in PAGES.items())


def _make_page(name: str, *, path: str, texts: Texts) -> Any:
    title = texts(f"{name}.menu")
    return st.Page(path, title=title, url_path=_name_file(path), default=name == FIRST)


def _name_file(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".py")
