"""The first minute of a server: deep links and two visitors at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.visits import texts_of, visit
from tests.builders.service import serve

pytestmark = pytest.mark.browser


def _title_for_a_new_visitor(address: str) -> str:
    """Playwright's objects belong to one thread: each visitor brings a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        try:
            page: Page = browser.new_page()
            page.goto(f"{address}/leren?taal=en")
            title = page.locator("h1").inner_text()
            assert page.get_by_test_id("stException").count() == 0
            return title
        finally:
            browser.close()


def test_server_when_fresh_then_a_deep_link_opens_without_a_detour(chromium: Browser, built: Path) -> None:
    with serve(built) as service, visit(chromium, service.address, name="behaviour") as seen:
        assert seen.page.locator("h1").inner_text() == texts_of("nl")("behaviour.title")
        assert seen.flashes == []
        assert "Traceback" not in service.log


def test_server_when_fresh_then_two_visitors_at_once_both_see_the_page(built: Path) -> None:
    with serve(built) as service, ThreadPoolExecutor(2) as pool:
        titles = list(pool.map(_title_for_a_new_visitor, [service.address] * 2))

        assert titles == [texts_of("en")("learning.title")] * 2
        assert "Traceback" not in service.log


def test_server_when_asked_for_a_page_then_headers_and_language_are_ours(built: Path) -> None:
    with serve(built) as service, urlopen(f"{service.address}/reactie") as answer:
        html = answer.read().decode()

    assert 'lang="nl"' in html
    assert "<script>" not in html
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_server_when_asked_for_the_first_page_by_name_then_it_leads_home_with_the_filters(
    built: Path,
) -> None:
    with serve(built) as service, urlopen(f"{service.address}/overzicht?traject=pi-2") as answer:
        assert answer.url == f"{service.address}/?traject=pi-2"


def test_server_when_there_is_no_release_then_it_says_how_to_make_one(
    chromium: Browser, tmp_path: Path
) -> None:
    with serve(tmp_path) as service, visit(chromium, service.address) as seen:
        assert seen.page.locator("h1").inner_text() == texts_of("nl")("frame.no_release_title")
        assert "python -m etl build" in seen.page.inner_text("body")
