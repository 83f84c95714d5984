"""Every page in a real browser: right, complete, and talking to nobody else."""

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import violations_on
from tests.browser.built_in import english_on
from tests.browser.visits import Visit, texts_of, visit
from tests.builders.service import Service
from ui.navigation import BARE, PAGES

pytestmark = pytest.mark.browser
# The pages of words and tables, or that begin with them.
WITHOUT_CHARTS = {"mine", "views", "quality", "about", "access", "audit", "reflect", "delivery", *BARE}
SMALLEST = {"traject": "pi-2", "niveau": "secundair-buitengewoon", "regio": "limburg"}


@pytest.mark.parametrize("name", PAGES)
def test_page_when_opened_by_its_address_then_is_right_quiet_dutch_and_open_to_all(
    chromium: Browser, service: Service, name: str
) -> None:
    """Then in English, and about a small group, within the same visit: a page is slow to load only once."""
    with visit(chromium, service.address, name=name, taal="nl") as seen:
        _check_page(seen, name=name, language="nl")
        assert english_on(seen.page) == []
        assert violations_on(seen.page) == []

        seen.page.get_by_role("link", name="EN", exact=True).click()
        seen.page.locator("h1", has_text=texts_of("en")(f"{name}.title")).wait_for()
        seen.wait()
        _check_page(seen, name=name, language="en")

        # A page that is not for this viewer has no filters.
        if seen.page.locator("select[name=traject]").count():
            seen.ask(**SMALLEST)
        assert seen.page.get_by_test_id("stException").count() == 0
        assert seen.flashes == []
        assert seen.errors == []


@pytest.mark.parametrize("name", PAGES)
def test_page_when_on_a_phone_in_the_dark_then_nothing_sticks_out_and_it_is_open_to_all(
    chromium: Browser, service: Service, name: str
) -> None:
    with visit(chromium, service.address, name=name, width=390, height=844, scheme="dark") as seen:
        overflow = seen.page.evaluate(
            "() => { const m = document.querySelector('[data-testid=stMain]');"
            " return Math.max(m.scrollWidth - m.clientWidth,"
            " document.documentElement.scrollWidth - window.innerWidth); }"
        )

        assert overflow <= 0
        assert violations_on(seen.page) == []


def _check_page(seen: Visit, *, name: str, language: str) -> None:
    page, texts = seen.page, texts_of(language)
    assert page.locator("h1").all_inner_texts() == [texts(f"{name}.title")]
    assert page.locator("html").get_attribute("lang") == language
    assert texts(f"{name}.menu") in page.title() or texts("frame.product") in page.title()
    words = page.inner_text("body")
    # Without a code nothing is told, not even what kind of data there are.
    assert "oorbeelddata" in words or "xample data" in words or name in BARE
    assert page.locator(".js-plotly-plot .main-svg").count() > 0 or name in WITHOUT_CHARTS
    assert page.get_by_test_id("stException").count() == 0
    assert seen.flashes == []
    assert seen.outside == []
    assert seen.errors == []


def test_page_when_the_address_is_unknown_then_the_reader_gets_a_page(
    chromium: Browser, service: Service
) -> None:
    with visit(chromium, service.address, traject="pi-<script>alert(1)</script>") as seen:
        assert "alert(1)" not in seen.page.inner_text("body")
        assert seen.errors == []


def test_visit_when_a_page_asks_another_machine_then_it_is_noted(chromium: Browser, service: Service) -> None:
    with visit(chromium, service.address) as seen:
        # The policy refuses it, and the refusal is an error on the console.
        seen.page.evaluate("fetch('http://127.0.0.2:9/').catch(() => 0)")
        seen.page.wait_for_timeout(200)

        assert seen.outside or seen.errors


def test_visit_when_forbidden_words_flash_by_then_they_are_noted(chromium: Browser, service: Service) -> None:
    with visit(chromium, service.address) as seen:
        seen.page.evaluate("""async () => {
            const p = document.createElement('p'); p.textContent = 'Page not found';
            document.body.append(p); await new Promise((r) => setTimeout(r, 20)); p.remove(); }""")

        assert seen.flashes
