"""Every page by axe, light and dark."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.visits import visit
from tests.builders.service import Service
from ui.navigation import PAGES

pytestmark = pytest.mark.browser
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# What Streamlit itself draws so, and an author cannot change: rule, part of the element, reason.
UNAVOIDABLE: tuple[tuple[str, str, str], ...] = ()


def violations_on(page: Page) -> list[str]:
    """Rule and element of each violation that an author can avoid."""
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found
        for node in violation["nodes"]
        if not _is_unavoidable(violation["id"], node["html"])
    ]


def _is_unavoidable(rule: str, html: str) -> bool:
    return any(rule == known and part in html for known, part, _ in UNAVOIDABLE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_page_when_checked_by_axe_then_has_no_violation(
    chromium: Browser, service: Service, name: str, scheme: str
) -> None:
    with visit(chromium, service.address, name=name, scheme=scheme) as seen:
        assert violations_on(seen.page) == []


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
