from pathlib import Path

import pytest

from texts import LANGUAGES, texts_in
from texts.catalogue import Language
from ui.navigation import PAGES

ROOT = Path(__file__).parents[2]


def test_navigation_when_listed_has_every_page_file_and_no_other() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("pages/*/*.py")}
    assert files == set(PAGES.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_navigation_when_drawn_has_a_title_for_every_page(language: Language) -> None:
    texts = texts_in(language)
    assert [name for name in PAGES if not (texts.has(f"{name}.menu") and texts.has(f"{name}.title"))] == []
