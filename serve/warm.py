"""What must be ready before the first visitor: every import, the texts, the release, one run."""

import gc
import importlib
import logging
import pkgutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import streamlit as st
from streamlit import runtime

from serve.live.routes import LiveRoutes
from texts import LANGUAGES, texts_in
from ui.audit.log import close_log, find_log

_OURS = ("texts", "schemas", "charts", "reports", "live", "ui")
# Libraries import these on first use; a visitor in a second thread would meet them half imported.
_LAZY = (
    "pandas",
    "polars",
    "duckdb",
    "pyarrow",
    "plotly.graph_objects",
    "plotly.io",
    "xlsxwriter",
    "babel.numbers",
    "babel.dates",
    "streamlit.elements.plotly_chart",
    "streamlit.elements.arrow",
)
_COLLECT = (20_000, 20, 50)
_LOG = logging.getLogger("kompas")


def import_everything() -> tuple[str, ...]:
    """Import our modules and the lazy ones; their names."""
    names = [*_LAZY, *(name for package in _OURS for name in _modules_of(package))]
    for name in names:
        importlib.import_module(name)
    return tuple(names)


def _modules_of(package: str) -> list[str]:
    path = importlib.import_module(package).__path__
    return [package, *(module.name for module in pkgutil.walk_packages(path, f"{package}."))]


def lifespan(
    announce: Callable[[], None], *, live: LiveRoutes
) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """The start and end of the server; `announce` tells that visitors may come."""

    @asynccontextmanager
    async def _live(_app: st.App) -> AsyncIterator[None]:
        import_everything()
        for language in LANGUAGES:
            texts_in(language)
        await _run_once()
        # What is loaded by now stays: no collection needs to look at it again.
        gc.collect()
        gc.freeze()
        # A run makes thousands of objects and keeps few: looking at them less often costs no memory.
        gc.set_threshold(*_COLLECT)
        find_log().start()
        announce()
        try:
            async with live.run():
                yield
        finally:
            close_log()

    return _live


async def _run_once() -> None:
    """Run the dashboard as a visitor would: until then a fresh server knows no page but the first."""
    ok, message = await runtime.get_instance().does_script_run_without_error()
    if not ok:
        _LOG.error("the dashboard does not run: %s", message)
