"""Groups that are shown together, in a real browser: chosen, shared by their address, loaded again."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import violations_on
from tests.browser.visits import Visit, texts_of, visit
from tests.builders.release import write_release
from tests.builders.service import Service, serve

pytestmark = pytest.mark.browser
LEVELS = "basis-buitengewoon+secundair-buitengewoon"
PARTNERSHIPS = "pi-3-swv-4+pi-3-swv-8"
ORGANISER = {"rol": "organisator-pi-3"}
"""Partnerships are for the organiser of their trajectory."""
OWN = {"traject": "pi-3", "verband": "pi-3-swv-4", **ORGANISER}


@pytest.fixture(scope="module")
def pooled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A server with the made-up release, which has pools."""
    built: Path = tmp_path_factory.mktemp("pools")
    write_release(built / "proef")
    with serve(built, programme="proef") as running:
        yield running


def _query(seen: Visit) -> dict[str, list[str]]:
    return parse_qs(urlsplit(seen.page.url).query)


def test_pool_when_chosen_then_its_address_can_be_shared(chromium: Browser, pooled: Service) -> None:
    with visit(chromium, pooled.address, name="reaction", traject="pi-10") as seen:
        seen.choose(niveau=LEVELS)
        chosen = seen.page.inner_text("[data-testid='stMain']")

        assert _query(seen)["niveau"] == [LEVELS]
        assert "%2B" in seen.page.url
        assert "Buitengewoon basis + Buitengewoon secundair samen" in chosen

        seen.page.reload()
        seen.wait()

        assert seen.page.inner_text("[data-testid='stMain']") == chosen
        assert (seen.flashes, seen.errors) == ([], [])


def test_withheld_partnership_when_its_pool_is_pressed_then_figures_are_there(
    chromium: Browser, pooled: Service
) -> None:
    with visit(chromium, pooled.address, name="reaction", **OWN) as seen:
        assert seen.page.get_by_text(texts_of("nl")("frame.status_withheld").split("**")[1]).count() == 1

        seen.page.get_by_role("button", name="2 samenwerkingsverbanden samen").first.click()
        seen.page.wait_for_timeout(300)
        seen.wait()

        assert _query(seen)["verband"] == [PARTNERSHIPS]
        assert seen.page.locator("[data-testid=stPlotlyChart]").count() >= 1


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("reaction", {"traject": "pi-10", "niveau": LEVELS, "deel": "items"}),
        ("reaction", {"traject": "pi-10", "deel": "items"}),
        ("learning", {"traject": "pi-3", "verband": PARTNERSHIPS, **ORGANISER}),
        ("about", {"deel": "protection"}),
    ],
    ids=["averages for answers", "bounds", "partnerships", "protection"],
)
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_page_of_such_a_group_when_checked_then_is_accessible_and_fits(
    chromium: Browser, pooled: Service, name: str, query: dict[str, str], width: int, scheme: str
) -> None:
    with visit(chromium, pooled.address, name=name, width=width, scheme=scheme, **query) as seen:
        assert violations_on(seen.page) == []
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
        assert (seen.outside, seen.errors, seen.flashes) == ([], [], [])
