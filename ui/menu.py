"""The menu: a flat list in the bar at the top.

Every page is one click away, and the list that Streamlit makes of it on a phone is valid for a screen
reader (with sections it is not).
"""

from copy import copy
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from schemas.access import ROLES, Role
from texts import Texts, texts_in
from texts.catalogue import Language
from ui.navigation import BARE, FIRST, GUESTS, PAGES, may_open, name_address, name_path


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


@cache
def _make_pages(language: Language, role: Role) -> tuple[Any, ...]:
    """Looks each file up on the disk, once. A run marks a page as its own, so each run gets copies."""
    texts = texts_in(language)
    return tuple(_make_page(name, path=path, texts=texts, role=role) for name, path in PAGES.items())


def _make_page(name: str, *, path: str, texts: Texts, role: Role) -> Any:
    return st.Page(
        path,
        title=texts(f"{name}.menu"),
        url_path=name_path(name),
        default=name == FIRST,
        visibility="visible" if may_open(name, role=role) and name not in BARE else "hidden",
    )
