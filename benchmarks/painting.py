"""How long a reader waits between choosing and the last painted chart, in a real browser."""

import statistics
import time
from collections.abc import Callable

from playwright.sync_api import Browser, Page, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# Painted = every visible chart is there, and the browser has drawn two frames since.
_PAINTED = """() => new Promise((done) => {
  const look = () => {
    const all = [...document.querySelectorAll("[data-testid=stPlotlyChart]")];
    const charts = all.filter((e) => e.offsetParent);
    if (charts.length && charts.every((e) => e.querySelector(".main-svg")))
      requestAnimationFrame(() => requestAnimationFrame((now) => done(now - window.__chosen)));
    else setTimeout(look, 2);
  };
  look();
})"""
# The moment of choosing: a click on an option of Streamlit's list, or the change of ours.
_NOTE_CHOICE = """for (const kind of ['click', 'change'])
  addEventListener(kind, () => { window.__chosen = performance.now(); }, true)"""
_LIST = "select[name=traject]"


def median_painting(browser: Browser, url: str, *, rounds: int) -> float:
    """Median milliseconds between choosing another trajectory and painted charts; a first round caches."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    count_runs = _watch_runs(page)
    page.goto(url)
    page.wait_for_selector("[data-testid=stPlotlyChart] .main-svg")
    page.wait_for_timeout(1_000)
    page.evaluate(_NOTE_CHOICE)
    times = [_time_choice(page, option=2 + turn % 5, count_runs=count_runs) for turn in range(rounds + 5)]
    page.close()
    return statistics.median(times[5:])


def time_first_page(browser: Browser, url: str) -> float:
    """Seconds from an empty cache to painted charts."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    began = time.perf_counter()
    page.goto(url)
    page.wait_for_selector("[data-testid=stPlotlyChart] .main-svg")
    seconds = time.perf_counter() - began
    page.close()
    return seconds


def _time_choice(page: Page, *, option: int, count_runs: Callable[[], int]) -> float:
    before = _choose(page, option=option, count_runs=count_runs)
    deadline = time.monotonic() + 30
    while count_runs() == before:
        if time.monotonic() > deadline:
            raise RuntimeError(f"choosing option {option} started no run")
        page.wait_for_timeout(1)
    waited: float = page.evaluate(_PAINTED)
    page.wait_for_timeout(100)
    return waited


def _choose(page: Page, *, option: int, count_runs: Callable[[], int]) -> int:
    """Choose in our list, or in Streamlit's on the page of comparison; returns how many runs had ended."""
    if page.locator(_LIST).count():
        before = count_runs()
        page.select_option(_LIST, index=option)
        return before
    page.locator(".st-key-filter-trajectory input").click()
    choice = page.get_by_role("option").nth(option)
    choice.wait_for()
    before = count_runs()
    choice.click()
    return before


def _watch_runs(page: Page) -> Callable[[], int]:
    """How many runs of the script have ended; a fast run changes nothing on the page that one could watch."""
    ended: list[bool] = []

    def note(payload: bytes | str) -> None:
        if isinstance(payload, bytes) and _is_last(payload):
            ended.append(True)

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", note)

    page.on("websocket", listen)
    return lambda: len(ended)


def _is_last(payload: bytes) -> bool:
    return ForwardMsg.FromString(payload).WhichOneof("type") == "script_finished"
