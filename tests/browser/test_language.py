"""No built-in English is left on a Dutch page."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visits import texts_of, visit
from tests.builders.service import Service
from ui.navigation import PAGES

pytestmark = pytest.mark.browser
_COLLECT = """() => {
  const found = new Set();
  for (const e of document.querySelectorAll("body *")) {
    for (const name of ["aria-label", "title", "placeholder", "alt"]) {
      const words = e.getAttribute(name);
      if (words) found.add(words.trim());
    }
    for (const node of e.childNodes) {
      const shown = node.nodeType === 3 && !["SCRIPT", "STYLE"].includes(e.tagName);
      if (shown && node.nodeValue.trim()) found.add(node.nodeValue.trim());
    }
  }
  return [...found];
}"""
# Words of the English that Streamlit and Plotly build in; none of them is also Dutch.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        "the and your this with choose select search fullscreen close clear show hide view click press "
        "main skip loading running upload browse remove theme light dark settings rerun copy scroll sort "
        "next previous expand collapse",
    )
)
# A name, and the words of the menu of languages.
ALLOWED = {"Streamlit"}


def english_on(page: Page) -> list[str]:
    """What a reader or a screen reader meets that is in English."""
    found: list[str] = page.evaluate(_COLLECT)
    return sorted(words for words in found if _is_english(words))


def _is_english(words: str) -> bool:
    plain = {word.strip(".,:;!?()…").lower() for word in words.split()}
    return bool(plain & ENGLISH) and words not in ALLOWED


@pytest.mark.parametrize("name", PAGES)
def test_dutch_page_when_searched_then_has_no_built_in_english(
    chromium: Browser, service: Service, name: str
) -> None:
    with visit(chromium, service.address, name=name) as seen:
        assert english_on(seen.page) == []


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
