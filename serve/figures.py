"""A figure's numbers by link, for who embeds them: what the page shows this viewer at that address."""

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from texts import texts_in
from ui.access.admit import admit
from ui.access.choice import may_choose, read_choice_of
from ui.access.cookie import read_cookie
from ui.access.denial import NotAdmittedError
from ui.access.login import uses_login
from ui.address import RELEASE, ROLE, read_language
from ui.audit.notes import note_link
from ui.figure_link import FIGURES, describe_linked
from ui.live.replay import View, find_figure
from ui.navigation import PAGES, name_address
from ui.release import NoReleaseError
from ui.service import find_open
from ui.viewer import DEMO, Viewer

_HEADERS = {"cache-control": "no-store", "vary": "cookie"}
_WITHOUT = frozenset({"live", "beamer", "reflect", "views", "audit", "access", "delivery"})
"""Pages without figures of the release."""


def figures_route() -> Route:
    """Where the numbers of figures are."""
    return Route(f"{FIGURES}/{{page}}/{{key}}.json", _answer)


async def _answer(request: Request) -> Response:
    return await run_in_threadpool(_find, request)


def _find(request: Request) -> Response:
    query = request.query_params
    language = read_language(query)
    texts = texts_in(language)
    try:
        viewer = _identify(request)
        release_id, scope = find_open(viewer, wanted=query.get(RELEASE))
    except NotAdmittedError:
        return _reply({"error": texts("embed.not_admitted")}, status=403)
    except NoReleaseError:
        return _reply({"error": texts("embed.no_release")}, status=404)
    page = next((n for n in PAGES if name_address(n) == request.path_params["page"]), "")
    view = View(
        release_id=release_id,
        page="" if page in _WITHOUT else page,
        key=request.path_params["key"],
        query=request.url.query,
        language=language,
        dark=False,
    )
    shown = find_figure(view, viewer=scope)
    if shown is None:
        return _reply({"error": texts("embed.no_figure")}, status=404)
    note_link(shown.page, viewer=viewer, figure=shown.figure.key)
    return _reply(describe_linked(shown.page, shown.figure))


def _identify(request: Request) -> Viewer:
    """Who asks, by the login of this browser; in the demo, and for a steward, as whom the address says.

    Raises:
        NotAdmittedError: if this visitor gets nothing.
    """
    viewer = admit(read_cookie(request.cookies)) if uses_login() else DEMO
    return read_choice_of(viewer, request.query_params.get(ROLE)) if may_choose(viewer) else viewer


def _reply(told: Mapping[str, Any], *, status: int = 200) -> Response:
    body = orjson.dumps(told, option=orjson.OPT_INDENT_2)
    return Response(body, status_code=status, media_type="application/json", headers=_HEADERS)
