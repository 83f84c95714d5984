"""Puts the ASGI app together."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from servestatic import ServeStaticASGI
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from serve.cookies import SecureCookies
from serve.door import Door
from serve.dressing import make_shim, make_style, write_tags
from serve.entrance import Entrance, EntranceSettings
from serve.figures import figures_route
from serve.headers import Headers
from serve.index import Page, rewrite_page, streamlit_page
from serve.live.routes import LiveRoutes
from serve.static import static_folder
from serve.warm import lifespan
from texts import texts_in
from ui.dress import note_style_in_page
from ui.failure import show_failure
from ui.navigation import PAGES

ROOT = Path(__file__).parent.parent


def make_app(*, announce: Callable[[], None], entrance: EntranceSettings, live: LiveRoutes) -> st.App:
    """The dashboard with its headers, page, compressed files and warm-up.

    Without prepared files (`make run` prepares them) Streamlit serves its own, larger ones.
    """
    style, shim = make_style(), make_shim()
    html = rewrite_page(streamlit_page(), texts=texts_in("nl"), tags=write_tags(style=style, shim=shim))
    note_style_in_page()
    middleware = [
        Middleware(Headers),
        Middleware(Entrance, settings=entrance),
        Middleware(SecureCookies),
        Middleware(Door),
        *_static(static_folder()),
        Middleware(Page, html=html),
    ]
    return st.App(
        ROOT / "dashboard.py",
        lifespan=lifespan(announce, live=live),
        middleware=middleware,
        routes=[
            style.to_route(),
            shim.to_route(),
            Route(f"/{_first_page()}", _lead_home),
            figures_route(),
            *live.list_routes(),
        ],
        on_script_error=_tell_failure,
    )


def _first_page() -> str:
    return Path(next(iter(PAGES.values()))).stem


async def _lead_home(request: Request) -> RedirectResponse:
    """The first page lives at `/`; its name leads there too, filters and all."""
    return RedirectResponse(f"/?{request.url.query}" if request.url.query else "/")


def _static(folder: Path) -> list[Middleware]:
    if not folder.exists():
        return []
    return [
        Middleware(
            ServeStaticASGI,
            root=folder,
            prefix="static",
            index_file=False,
            allow_all_origins=False,
            immutable_file_test=lambda _path, _url: True,  # each name carries the hash of its content
        )
    ]


def _tell_failure(error: Exception) -> bool:
    """Draws our sentence; True keeps Streamlit from adding a stack trace to it."""
    show_failure(error)
    return True
