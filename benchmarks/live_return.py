"""A server that is killed in the middle of a vote and started again: how soon everybody is back."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.live_browsers import hold_phone, join
from benchmarks.results import Result
from live import LiveStore
from tests.browser.conftest import FLAGS, find_chromium
from tests.builders.service import serve
from texts import texts_in

PHONES = 4
NL = texts_in("nl")
# The page talks to the server again, and hears of what is new again.
_IS_BACK = """(offline) => {
  const app = document.querySelector(".stApp");
  return app.dataset.testConnectionState === "CONNECTED"
    && app.dataset.testScriptState === "notRunning"
    && !document.body.innerText.includes(offline);
}"""
_IS_AWAY = """(offline) => document.body.innerText.includes(offline)"""


def measure_return(built: Path, store: LiveStore, *, url: str, code: str, poll_id: str) -> Iterator[Result]:
    """Of a session that is open and at its poll, answers open, in the store at `url`."""
    more = {"KOMPAS_LIVE_URL": url}
    with sync_playwright() as playwright, ExitStack() as stack:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        phones = [stack.enter_context(hold_phone(browser)) for _ in range(PHONES)]
        with serve(built, more=more) as first:
            for phone in phones:
                join(phone, first.address, code=code)
                _answer(phone)
            first.process.kill()
            first.process.wait()
            for phone in phones:
                phone.wait_for_function(_IS_AWAY, arg=NL("live.offline"))
        with serve(built, more=more, port=int(first.address.rpartition(":")[2])):
            began = time.perf_counter()
            seconds = [_wait_until_back(phone, began=began) for phone in phones]
            kept = sum(phone.get_by_role("radio", checked=True).count() for phone in phones)
        browser.close()
    store.set_results_shown(poll_id, True)
    tally = store.tally(poll_id, 1)
    assert tally is not None
    yield Result(f"server killed and open again, until {PHONES} phones are back", max(seconds), "s", goal=5)
    yield Result("answers that these phones show as given", kept, "", least=PHONES, goal=PHONES)
    yield Result("answers of theirs that are counted", tally.n, "", least=PHONES, goal=PHONES)


def _answer(phone: Page) -> None:
    phone.get_by_role("radio").first.wait_for(state="attached")
    phone.locator("label:has(input[type=radio])").first.click()
    phone.get_by_role("button", name=NL("live.answer"), exact=True).click()
    phone.get_by_text(NL("live.answered")).wait_for()


def _wait_until_back(phone: Page, *, began: float) -> float:
    phone.wait_for_function(_IS_BACK, arg=NL("live.offline"), timeout=60_000)
    return time.perf_counter() - began
