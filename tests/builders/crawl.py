"""Looks at everything that a viewer can be shown: elements, charts, files, addresses.

Nothing is searched for: two releases that differ only in what a viewer may not see have to give the same to
the last byte. So a number cannot come through rounded, added up, as an order, a colour or a length either.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from tests.builders.screens import catch_downloads, open_screen
from ui import blocks
from ui.access.choice import write_choice
from ui.address import FILES
from ui.navigation import PAGES, may_open
from ui.state import read_choice
from ui.view_choices import ALL_PARTS
from ui.viewer import Viewer

# Streamlit numbers these anew in each run.
_FLEETING = re.compile(r'^\s*(?:deferred_file_id|url|id|element_id|form_id): ".*"\n?', re.MULTILINE)


_QUERY_OF_THE_WHOLE = 2
_OF_THE_WHOLE = {"about", "design"}


@dataclass(frozen=True)
class View:
    """One page as one viewer asks for it."""

    page: str
    query: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.page}?{urlencode(self.query)}"


class _Everything(str):
    """Equal to the key of every figure: its downloads are open."""

    __slots__ = ()

    def __eq__(self, _other: object) -> bool:
        return True

    __hash__ = str.__hash__


def list_views(viewer: Viewer, *, cells: tuple[Mapping[str, str], ...]) -> Iterator[View]:
    """Every page of this viewer's menu, with all its parts; `cells` are what an address chooses."""
    role = {"rol": write_choice(viewer), "deel": ALL_PARTS}
    for page in PAGES:
        if may_open(page, role=viewer.role) and page not in {"audit", "access"}:
            for cell in cells[:1] if page in _OF_THE_WHOLE else cells:
                yield View(page, tuple({**role, **cell}.items()))


def list_session_views(viewer: Viewer, *, session_id: str) -> Iterator[View]:
    """What whoever leads a session takes along of it: its record, as every kind of file."""
    if may_open("reflect", role=viewer.role):
        yield View("reflect", (("rol", write_choice(viewer)), ("sessie", session_id), ("deel", "keep")))


def crawl(monkeypatch: pytest.MonkeyPatch, views: Iterable[View]) -> dict[str, str]:
    """All that each view gives, by its address: what is drawn, what every file holds, the address itself."""
    monkeypatch.setattr(
        blocks, "read_choice", lambda name: _Everything() if name == FILES else read_choice(name)
    )
    found: dict[str, str] = {}
    for view in views:
        with monkeypatch.context() as patch:
            files = catch_downloads(patch)
            screen = open_screen(view.page, query=dict(view.query))
            assert not screen.exception, view
            found |= {f"{view} element {n}": text for n, text in enumerate(_elements(screen))}
            made = {name: make for name, make in files.items() if _is_worth_making(name, view)}
            found |= {f"{view} {name}": _read_file(name, make()) for name, make in made.items()}
            found[f"{view} address"] = urlencode(dict(screen.query_params), doseq=True)
    return found


def _is_worth_making(name: str, view: View) -> bool:
    """Workbooks and slides take long and hold what others do: only those about the whole are made.

    The template for deliveries is made from the configuration, by a command of its own.
    """
    is_quick = not name.endswith((".xlsx", ".pptx"))
    return view.page != "delivery" and (is_quick or len(view.query) == _QUERY_OF_THE_WHOLE)


def _elements(screen: AppTest) -> Iterator[str]:
    for element in screen.main:
        yield f"{element.type}\n{_FLEETING.sub('', str(getattr(element, 'proto', '')))}"


def _read_file(name: str, content: bytes) -> str:
    if not (name.endswith(".xlsx") and zipfile.is_zipfile(io.BytesIO(content))):
        return content.decode("utf-8", errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = [part for part in book.namelist() if part != "docProps/core.xml"]
        return "\n".join(book.read(part).decode("utf-8", errors="replace") for part in sorted(parts))


def list_differences(ours: dict[str, str], twin: dict[str, str]) -> list[str]:
    """Where two crawls give something else."""
    return sorted(name for name in ours.keys() | twin.keys() if ours.get(name) != twin.get(name))


def count_charts(found: dict[str, str]) -> int:
    """How many charts a crawl looked at."""
    return sum("plotly_chart" in text.partition("\n")[0] for text in found.values())
