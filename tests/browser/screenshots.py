"""`make shots`: a screenshot of each page in three widths, light and dark, into artifacts/."""

import os
import sys
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.progress import track

from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.visits import visit
from tests.builders.service import ROOT, serve
from ui.navigation import PAGES

WIDTHS = (390, 1440, 1920)
SCHEMES = ("light", "dark")
FOLDER = ROOT / "artifacts"


def main() -> int:
    """Take them all, of the release in `data/built` (or `KOMPAS_BUILT`)."""
    FOLDER.mkdir(exist_ok=True)
    built = Path(os.environ.get("KOMPAS_BUILT", ROOT / "data" / "built")).resolve()
    views = list(product(PAGES, WIDTHS, SCHEMES))
    with serve(built) as service, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name, width, scheme in track(views, description="artifacts/"):
            with visit(browser, service.address, name=name, width=width, scheme=scheme) as seen:
                # The page scrolls inside a part of its own: a window as high as that shows all of it.
                height = seen.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                seen.page.set_viewport_size({"width": width, "height": min(int(height) + 80, 12_000)})
                seen.page.wait_for_timeout(400)
                seen.page.screenshot(path=FOLDER / f"{name}-{width}-{scheme}.png")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
