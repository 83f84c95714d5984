"""The formulas of the registry, drawn by the KaTeX that Streamlit carries."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from schemas.methods import METHODS
from tests.builders.service import serve

pytestmark = pytest.mark.browser
PROGRAM = ("benchmarks/plain_server.py", str(Path(__file__).with_name("formulas_page.py")))


def test_formulas_when_drawn_then_only_the_broken_one_fails_and_all_can_be_read_aloud(
    chromium: Browser, tmp_path: Path
) -> None:
    with serve(tmp_path, program=PROGRAM) as plain, chromium.new_context() as context:
        page = context.new_page()
        page.goto(plain.address)
        page.wait_for_selector(".katex-error", state="attached")

        assert page.locator(".katex-error").count() == 1
        assert page.locator(".katex-display math").count() == len(METHODS)
