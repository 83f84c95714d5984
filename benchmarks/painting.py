"""How long a reader waits between choosing and the last painted chart, in a real browser."""

import statistics
import time

from playwright.sync_api import Browser, Page

# Chosen = the run has ended, every visible chart is there, and the browser has painted twice since.
_PAINTED = """(before) => new Promise((done) => {
  const look = () => {
    const app = document.querySelector("[data-testid=stApp]");
    const ready = app?.dataset.testScriptState === "notRunning" && window.__runs > before;
    const all = [...document.querySelectorAll("[data-testid=stPlotlyChart]")];
    const charts = all.filter((e) => e.offsetParent);
    if (ready && charts.length && charts.every((e) => e.querySelector(".main-svg")))
      requestAnimationFrame(() => requestAnimationFrame(done));
    else setTimeout(look, 5);
  };
  look();
})"""
_COUNT_RUNS = """() => { window.__runs = 0; new MutationObserver((changes) => {
  for (const c of changes) if (c.target.dataset.testScriptState === "notRunning") window.__runs += 1;
}).observe(document.body, {
  subtree: true, attributes: true, attributeFilter: ["data-test-script-state"]
}); }"""


def median_painting(browser: Browser, url: str, *, rounds: int) -> float:
    """Median milliseconds between choosing another trajectory and painted charts."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.wait_for_selector("[data-testid=stPlotlyChart] .main-svg")
    page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
    page.evaluate(_COUNT_RUNS)
    times = [_time_choice(page, option=2 + turn % 5) for turn in range(rounds + 5)]
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


def _time_choice(page: Page, *, option: int) -> float:
    page.locator(".st-key-filter-trajectory input").click()
    choice = page.get_by_role("option").nth(option)
    choice.wait_for()
    before = page.evaluate("window.__runs")
    began = time.perf_counter()
    choice.click()
    page.evaluate(_PAINTED, before)
    return (time.perf_counter() - began) * 1000
