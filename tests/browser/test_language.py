"""No built-in English is left on a Dutch page."""

import pytest
from playwright.sync_api import Browser

from tests.browser.built_in import english_on
from tests.browser.visits import texts_of, visit
from tests.builders.service import Service

pytestmark = pytest.mark.browser


def test_menu_when_opened_on_a_dutch_page_then_it_is_dutch(chromium: Browser, service: Service) -> None:
    with visit(chromium, service.address) as seen:
        seen.page.get_by_role("button", name=texts_of("nl")("shim.main_menu")).click()
        seen.page.get_by_text(texts_of("nl")("shim.print")).wait_for()

        assert english_on(seen.page) == []


def test_search_when_english_is_put_on_the_page_then_it_is_caught(
    chromium: Browser, service: Service
) -> None:
    with visit(chromium, service.address) as seen:
        seen.page.evaluate("""() => { const p = document.createElement('button');
            p.setAttribute('aria-label', 'Scroll back to the beginning'); document.body.append(p); }""")

        assert english_on(seen.page) == ["Scroll back to the beginning"]


def test_built_in_label_when_it_appears_later_then_it_is_translated_too(
    chromium: Browser, service: Service
) -> None:
    with visit(chromium, service.address) as seen:
        seen.page.evaluate("""() => { const p = document.createElement('button'); p.id = 'late';
            p.setAttribute('aria-label', 'Fullscreen'); document.body.append(p); }""")
        seen.page.wait_for_timeout(100)

        label = seen.page.locator("#late").get_attribute("aria-label")
        assert label == texts_of("nl")("shim.fullscreen")
