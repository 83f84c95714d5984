"""The check by axe catches what it must, and the theme follows the reader; each page: test_pages.py."""

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import violations_on
from tests.browser.visits import visit
from tests.builders.service import Service

pytestmark = pytest.mark.browser


def test_page_when_a_picture_has_no_text_then_it_is_caught(chromium: Browser, service: Service) -> None:
    with visit(chromium, service.address) as seen:
        seen.page.evaluate("document.querySelector('h1').append(document.createElement('img'))")

        assert any(found.startswith("image-alt") for found in violations_on(seen.page))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_theme_when_the_reader_prefers_it_then_the_page_follows(
    chromium: Browser, service: Service, scheme: str
) -> None:
    with visit(chromium, service.address, scheme=scheme) as seen:
        colour = seen.page.evaluate(
            "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
        )

        assert (sum(int(part) for part in colour[4:-1].split(",")) > 380) == (scheme == "light")
