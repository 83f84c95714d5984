"""What phones wait for in a live session, in real browsers: a figure after a click, and the first card."""

import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.results import Result
from tests.browser.conftest import FLAGS, find_chromium
from texts import texts_in

PHONES = 4
CLICKS = 14
FIRST = 2
LATENCY_MS, MBIT_PER_S = 40, 10
NL = texts_in("nl")
_PHONE = {"width": 390, "height": 844}
_FIGURE = ".kompas-follow .main-svg"
# Painted = the browser has drawn two frames since the figure was there.
_NOTE_FIGURES = """
window.painted = [];
new PerformanceObserver(() => requestAnimationFrame(() => requestAnimationFrame(
  () => window.painted.push(performance.timeOrigin + performance.now())
))).observe({ type: "mark" });"""
_FIRST_PAINTED = """() => new Promise((done) => {
  const look = () => window.painted.length ? done(window.painted[0]) : setTimeout(look, 5);
  look();
})"""
_NOTE_CLICK = """
window.pressed = [];
addEventListener("click", () => window.pressed.push(performance.timeOrigin + performance.now()), true);"""


def measure_browsers(address: str, *, session_id: str, code: str) -> Iterator[Result]:
    """Of a session that is open, whose first two cards are figures."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        desk = browser.new_context().new_page()
        desk.add_init_script(_NOTE_CLICK)
        desk.goto(f"{address}/reflectiegroepen?sessie={session_id}&deel=lead")
        _go_to_first(desk)
        painted = sorted(_time_figures(browser, desk, address, code=code))
        yield Result(
            f"click to the painted figure, {PHONES} browsers, median", statistics.median(painted), "ms"
        )
        yield Result("click to the painted figure, p95", painted[int(0.95 * len(painted))], "ms", goal=500)
        yield Result("click to the painted figure, slowest", painted[-1], "ms")
        entry, card = _time_slow_line(browser, address, code=code)
        line = f"{MBIT_PER_S} Mbit/s, {LATENCY_MS} ms"
        yield Result(f"phone on a slow line ({line}), empty browser to the form to join", entry, "s")
        yield Result(f"phone on a slow line ({line}), joining to the first card", card, "s", goal=3)
        browser.close()


def _go_to_first(desk: Page) -> None:
    back = desk.get_by_role("button", name=NL("live.previous"), exact=True)
    back.wait_for()
    while back.is_enabled():
        back.click()
        desk.wait_for_timeout(1_000)


def _time_figures(browser: Browser, desk: Page, address: str, *, code: str) -> list[float]:
    """Milliseconds from each click until it is painted on each phone."""
    times: list[float] = []
    with ExitStack() as stack:
        phones = [stack.enter_context(hold_phone(browser)) for _ in range(PHONES)]
        for phone in phones:
            join(phone, address, code=code)
            phone.locator(_FIGURE).first.wait_for()
        for number in range(CLICKS):
            desk.wait_for_timeout(2_000)
            for phone in phones:
                phone.evaluate("window.painted = []")
            name = NL("live.previous" if number % 2 else "live.next")
            desk.get_by_role("button", name=name, exact=True).click()
            pressed = desk.evaluate("window.pressed.at(-1)")
            for phone in phones:
                painted = phone.evaluate(_FIRST_PAINTED)
                if number >= FIRST:
                    times.append(painted - pressed)
    return times


def _time_slow_line(browser: Browser, address: str, *, code: str) -> tuple[float, float]:
    """Seconds until the form, in an empty browser, and from pressing its button to the figure."""
    with hold_phone(browser) as phone:
        line = phone.context.new_cdp_session(phone)
        line.send("Network.enable")
        speed = MBIT_PER_S * 1_000_000 / 8
        conditions = {"latency": LATENCY_MS, "downloadThroughput": speed, "uploadThroughput": speed}
        line.send("Network.emulateNetworkConditions", {"offline": False, **conditions})
        began = time.perf_counter()
        phone.goto(f"{address}/reflectie?code={code}")
        button = phone.get_by_role("button", name=NL("live.join"), exact=True)
        button.wait_for()
        entry = time.perf_counter() - began
        # Somebody reads the page and types a name.
        phone.wait_for_timeout(5_000)
        began = time.perf_counter()
        button.click()
        phone.locator(_FIGURE).first.wait_for()
        return entry, time.perf_counter() - began


@contextmanager
def hold_phone(browser: Browser) -> Iterator[Page]:
    """The page of a phone."""
    context = browser.new_context(viewport=_PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(_NOTE_FIGURES)
    try:
        yield page
    finally:
        context.close()


def join(phone: Page, address: str, *, code: str) -> None:
    """Takes part without a name."""
    phone.goto(f"{address}/reflectie?code={code}")
    phone.get_by_role("button", name=NL("live.join"), exact=True).click()
