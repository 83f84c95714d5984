"""Opens pages as a reader does, and notes what happens on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from texts import Texts, texts_in
from texts.catalogue import Language
from ui.navigation import PAGES

# Streamlit asks for these below a page's address too, to find out where the app begins.
_PROBES = ("/_stcore/health", "/_stcore/host-config")
STEWARD = "gegevensbeheerder"
FOR_STEWARDS = ("quality", "access", "delivery")
ORGANISER, FOR_ORGANISERS = "organisator-pi-3", ("mine",)
"""Pages that show all they have to a steward only."""
_IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"
_WATCH = """
window.__seen = [];
new MutationObserver(() => {
  const text = document.body?.innerText ?? "";
  const fresh = %s.filter((words) => text.includes(words) && !window.__seen.includes(words));
  window.__seen.push(...fresh);
}).observe(document, {subtree: true, childList: true, characterData: true});
"""
FLASHES = [
    "Page not found",
    "Pagina niet gevonden",
    "Traceback",
    "does not seem to exist",
    "Er ging iets mis",
]


@dataclass
class Visit:
    """One page open in a browser, and what went wrong while it opened."""

    page: Page
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def flashes(self) -> list[str]:
        """Words that a reader must never see, not even for a moment."""
        seen: list[str] = self.page.evaluate("window.__seen")
        return seen

    def wait(self) -> None:
        """Until the run has ended and no figure is missing."""
        self.page.wait_for_selector(_IDLE, state="attached")
        self.page.wait_for_selector("h1")
        self.page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('[data-testid=stPlotlyChart]')]"
            ".filter((e) => e.offsetParent).every((e) => e.querySelector('.main-svg'))"
        )

    def ask(self, **query: str) -> None:
        """The same page with another query, opened within the visit as a link of ours does."""
        self.page.evaluate(
            "(query) => { history.pushState({}, '', `?${query}`);"
            " dispatchEvent(new PopStateEvent('popstate')); }",
            urlencode(query),
        )
        for parameter, value in query.items():
            self._wait_until_chosen(parameter, value)
        self.wait()

    def choose(self, **chosen: str) -> None:
        """Picks in the lists of the page (`traject="pi-2"`), one after the other."""
        for parameter, value in chosen.items():
            self.page.select_option(f"select[name={parameter}]", value)
            self._wait_until_chosen(parameter, value)
            self.wait()

    def _wait_until_chosen(self, parameter: str, value: str) -> None:
        """The server has answered when the list that it writes stands on the value."""
        chosen = f"select[name={parameter}] > option[value='{value}'][selected]"
        self.page.wait_for_selector(chosen, state="attached")


def address_of(name: str) -> str:
    """The path of a page by its name; the first page is the root."""
    return "/" if name == "overview" else f"/{PAGES[name].rsplit('/', 1)[-1].removesuffix('.py')}"


def texts_of(language: str) -> Texts:
    """The catalogue of a language."""
    known: dict[str, Language] = {"nl": "nl", "en": "en"}
    return texts_in(known[language])


@contextmanager
def visit(
    chromium: Browser,
    address: str,
    *,
    name: str = "overview",
    width: int = 1440,
    height: int = 900,
    scheme: Any = "light",
    **query: str,
) -> Iterator[Visit]:
    """A page opened as a new visitor does, ready to be looked at.

    All visits of a run share what the browser has loaded before, as a reader's second visit does.
    """
    if name in FOR_STEWARDS:
        query = {"rol": STEWARD, **query}
    if name in FOR_ORGANISERS:
        query = {"rol": ORGANISER, **query}
    page = _share_context(chromium).new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    page.add_init_script(_WATCH % FLASHES)
    seen = Visit(page=page)
    page.on("request", lambda request: _note_outside(request, seen=seen, address=address))
    page.on("console", lambda message: _note_error(message, seen=seen))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    try:
        page.goto(f"{address}{address_of(name)}" + (f"?{urlencode(query)}" if query else ""))
        seen.wait()
        yield seen
    finally:
        page.close()


def _share_context(chromium: Browser) -> BrowserContext:
    if not chromium.contexts:
        chromium.new_context(locale="nl-BE", accept_downloads=True).set_default_timeout(60_000)
    return chromium.contexts[0]


def _note_outside(request: Request, *, seen: Visit, address: str) -> None:
    parts = urlsplit(request.url)
    if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(address).netloc:
        seen.outside.append(request.url)


def _note_error(message: ConsoleMessage, *, seen: Visit) -> None:
    probe = message.location.get("url", "").endswith(_PROBES)
    if message.type == "error" and not probe:
        seen.errors.append(message.text)
