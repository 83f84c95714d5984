"""The menu: which pages there are, in which order, at which address.

A flat list in the bar at the top: every page is one click away, and the list that Streamlit makes of
it on a phone is valid for a screen reader (with sections it is not).
"""

from collections.abc import Mapping
from copy import copy
from functools import cache
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from schemas.access import ROLES, Role
from texts import Texts, texts_in
from texts.catalogue import Language

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "overview": "pages/programma/overzicht.py",
        "mine": "pages/programma/mijn-traject.py",
        "reach": "pages/programma/bereik.py",
        "attendance": "pages/programma/aanwezigheid.py",
        "response": "pages/programma/respons.py",
        "design": "pages/programma/ontwerpkenmerken.py",
        "reaction": "pages/resultaten/reactie.py",
        "learning": "pages/resultaten/leren.py",
        "behaviour": "pages/resultaten/gedrag.py",
        "differences": "pages/resultaten/verschillen.py",
        "drivers": "pages/resultaten/samenhang.py",
        "reflect": "pages/reflectie/reflectiegroepen.py",
        "delivery": "pages/beheer/aanleveren.py",
        "quality": "pages/verantwoording/gegevenskwaliteit.py",
        "about": "pages/verantwoording/over-deze-cijfers.py",
        "views": "pages/programma/weergaven.py",
        "audit": "pages/verantwoording/raadplegingen.py",
        "access": "pages/beheer/toegang.py",
        "live": "pages/reflectie/reflectie.py",
        "beamer": "pages/reflectie/beamer.py",
    }
)
FIRST = "overview"
# A page that is not named here is for everybody.
ONLY_FOR: Mapping[str, tuple[Role, ...]] = MappingProxyType(
    {
        "mine": ("organiser",),
        "design": ("ministry", "organiser", "steward"),
        "quality": ("ministry", "organiser", "steward"),
        "reflect": ("ministry", "organiser", "steward"),
        "beamer": ("ministry", "organiser", "steward"),
        "delivery": ("organiser", "steward"),
        "access": ("steward",),
        "audit": ("steward",),
    }
)
GUESTS = "live"
"""The page for who has the code of a session, whether they have a login or not."""
BARE = frozenset({GUESTS, "beamer"})
"""Pages without the menu, and not in it: for a phone in the hand and a screen on the wall."""


def may_open(name: str, *, role: Role) -> bool:
    """Whether the page `name` is for viewers with this role."""
    return role in ONLY_FOR.get(name, ROLES)


def open_navigation(texts: Texts, *, role: Role) -> Any:
    """Draws the menu of this role and returns the page that the reader asked for, ready to run.

    The others stay known, so that their address leads to a sentence (`ui.frame.open_page`) and not to
    "page not found".
    """
    pages = [copy(page) for page in _make_pages(texts.language, role)]
    return st.navigation(pages, position="hidden" if _is_bare() else "top")


def open_no_navigation(texts: Texts) -> Any:
    """Knows every page and draws no menu: for who is not let in, whatever the address.

    Returns the page that was asked for; only that for guests may run.
    """
    return st.navigation([copy(page) for page in _make_pages(texts.language, ROLES[0])], position="hidden")


def is_for_guests(page: Any) -> bool:
    """Whether this page, as `st.navigation` returned it, asks for a code and not for a login."""
    return bool(page.url_path == name_address(GUESTS))


def _is_bare() -> bool:
    address = urlsplit(st.context.url or "").path.rsplit("/", 1)[-1]
    return address in {name_address(name) for name in BARE}


def name_address(name: str) -> str:
    """The address of the page `name`, relative to any other page: `over-deze-cijfers`."""
    return "./" if name == FIRST else _name_file(PAGES[name])


@cache
def _make_pages(language: Language, role: Role) -> tuple[Any, ...]:
    """Looks each file up on the disk, once. A run marks a page as its own, so each run gets copies."""
    texts = texts_in(language)
    return tuple(_make_page(name, path=path, texts=texts, role=role) for name, path in PAGES.items())


def _make_page(name: str, *, path: str, texts: Texts, role: Role) -> Any:
    return st.Page(
        path,
        title=texts(f"{name}.menu"),
        url_path=_name_file(path),
        default=name == FIRST,
        visibility="visible" if may_open(name, role=role) and name not in BARE else "hidden",
    )


def _name_file(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".py")
