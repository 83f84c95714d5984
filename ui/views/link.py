"""A view as an address: page, filters, what was chosen within the page, and the release that was seen.

An address holds no figure and no role: whoever opens it sees what their own role sees.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urljoin

from live.views import NewView
from ui.address import LANGUAGE, MEASURE, MOMENT, PARAMETERS, PART, RELEASE, ROLE, SCALE
from ui.navigation import PAGES, may_open, name_address
from ui.page import Page
from ui.viewer import Viewer

_KEPT = (*PARAMETERS.values(), PART, MOMENT, SCALE, MEASURE)


def make_view(page: Page) -> NewView:
    """The view of this run."""
    kept = {name: page.query[name] for name in _KEPT if name in page.query}
    return NewView(
        programme=page.programme.id,
        page=page.name,
        query=urlencode(kept),
        release_id=page.store.info.release_id,
    )


def may_open_view(view: NewView, *, viewer: Viewer) -> bool:
    """Whether its page exists, and is for this viewer."""
    return view.page in PAGES and may_open(view.page, role=viewer.role)


def write_view_address(
    view: NewView, *, query: Mapping[str, str], release_id: str | None = None, shared: bool = False
) -> str:
    """`reactie?niveau=basis&taal=nl`: the view at its page, in the language of the address with `query`.

    With `release_id` it shows that release, else the one in service. A `shared` one has no role.
    """
    kept = {name: value for name, value in parse_qsl(view.query) if name in _KEPT}
    ours = (LANGUAGE,) if shared else (LANGUAGE, ROLE)
    around = {name: query[name] for name in ours if name in query}
    release = {} if release_id is None else {RELEASE: release_id}
    return f"{name_address(view.page)}?{urlencode({**kept, **around, **release})}"


def write_shared_link(view: NewView, *, query: Mapping[str, str], url: str) -> str:
    """The whole web address to hand to somebody else; `url` is that of any page here."""
    return urljoin(url, write_view_address(view, query=query, release_id=view.release_id, shared=True))
