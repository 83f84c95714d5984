"""What axe finds on a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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
