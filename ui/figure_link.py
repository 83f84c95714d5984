"""The address at which a figure's numbers are, for who embeds them; and what is told there."""

from html import escape
from typing import Any
from urllib.parse import quote, urlencode

from schemas.release import FORMAT
from ui.address import LANGUAGE, RELEASE, ROLE
from ui.downloads import describe_figure
from ui.figure import Figure
from ui.live.link import find_push
from ui.live.replay import write_view_query
from ui.navigation import name_address
from ui.page import Page

FIGURES = "/cijfers"


def write_figure_link(page: Page, figure: Figure) -> str:
    """The link to the figure's numbers as HTML; nothing where no server of ours answers it."""
    if find_push() is None:
        return ""
    return f' <a href="{escape(name_figure(page, figure))}">{escape(page.texts("embed.link"))}</a>'


def name_figure(page: Page, figure: Figure) -> str:
    """The address: page, key, filters and release; without `uitgave` it is that of the release in service."""
    chosen = {LANGUAGE: page.language, RELEASE: page.store.info.release_id}
    role = {ROLE: page.query[ROLE]} if ROLE in page.query else {}
    query = urlencode({**chosen, **role})
    filters = write_view_query(page)
    place = f"{FIGURES}/{quote(name_address(page.name))}/{quote(figure.key)}.json"
    return f"{place}?{'&'.join(part for part in (filters, query) if part)}"


def describe_linked(page: Page, figure: Figure) -> dict[str, Any]:
    """What is told there, ready for JSON: the figure as on the screen, with all that it needs to be read.

    `columns` and `rows` are those of the figure's table, numbers as they are shown.
    """
    document, info = describe_figure(page, figure), page.store.info
    return {
        "format": FORMAT,
        "release": {
            "id": info.release_id,
            "programme": info.programme.id,
            "made_at": info.made_at.isoformat(),
            "synthetic": info.synthetic,
        },
        "page": page.name,
        "figure": figure.key,
        "cell": page.cell.cell_id,
        "language": page.language,
        "question": document.title,
        "answer": document.answer,
        "n": figure.n,
        "columns": document.table.columns,
        "rows": [list(row) for row in document.table.iter_rows()],
        "source": list(document.source),
        "caution": document.caution,
        "methods": list(figure.methods),
    }
