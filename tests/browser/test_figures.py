"""The figure block: chart, table, explanation, and its files."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visits import texts_of, visit
from tests.builders.service import Service

pytestmark = pytest.mark.browser
NL = texts_of("nl")
BLOCK = "[class*='st-key-figure-']"


def _download(page: Page, *, label: str) -> Path:
    page.locator(BLOCK).first.get_by_role("link", name=NL("frame.download")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    return Path(download.value.path())


@pytest.mark.parametrize(("fold", "content"), [("table", "tbody tr"), ("how_to_read", "p")])
def test_figure_when_a_fold_below_it_is_opened_then_it_says_more(
    chromium: Browser, service: Service, fold: str, content: str
) -> None:
    with visit(chromium, service.address, name="reaction") as seen:
        block = seen.page.locator(BLOCK).first
        below = block.locator("details", has=seen.page.get_by_text(NL(f"frame.{fold}"), exact=True))
        assert below.locator(f"{content}:visible").count() == 0

        below.locator("summary").focus()
        seen.page.keyboard.press("Enter")

        below.locator(content).first.wait_for(state="visible")


def test_figure_when_downloaded_as_csv_then_the_file_has_rows(chromium: Browser, service: Service) -> None:
    with visit(chromium, service.address, name="reaction") as seen:
        content = _download(seen.page, label=NL("frame.download_csv")).read_text(encoding="utf-8-sig")

    assert len(list(csv.reader(io.StringIO(content), delimiter=";"))) > 1


def test_figure_when_downloaded_as_workbook_then_it_opens(chromium: Browser, service: Service) -> None:
    with visit(chromium, service.address, name="reaction") as seen:
        path = _download(seen.page, label=NL("frame.download_xlsx"))

        assert "xl/workbook.xml" in zipfile.ZipFile(path).namelist()


def test_figure_when_downloaded_as_picture_then_it_is_a_png(chromium: Browser, service: Service) -> None:
    with visit(chromium, service.address, name="reaction") as seen:
        content = _download(seen.page, label=NL("frame.download_png")).read_bytes()

    assert content.startswith(b"\x89PNG")
    assert len(content) > 5_000
