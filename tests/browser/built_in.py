"""Words on a page that Streamlit or Plotly built in, in English."""

import re

from playwright.sync_api import Page

_COLLECT = """() => {
  const found = new Set();
  for (const e of document.querySelectorAll("body *")) {
    for (const name of ["aria-label", "title", "placeholder", "alt"]) {
      const words = e.getAttribute(name);
      if (words) found.add(words.trim());
    }
    for (const node of e.childNodes) {
      // An icon is a word that its font draws as a sign.
      const sign = e.dataset.testid === "stIconMaterial" && e.getAttribute("aria-hidden") === "true";
      const shown = node.nodeType === 3 && !sign && !["SCRIPT", "STYLE"].includes(e.tagName);
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
