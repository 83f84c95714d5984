"""Filters, reset and language: on the screen, in the address, and after a reload."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visits import texts_of, visit
from tests.builders.service import Service

pytestmark = pytest.mark.browser
N = "[data-testid='stMain']"


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_filter_when_chosen_then_address_and_content_change(chromium: Browser, service: Service) -> None:
    with visit(chromium, service.address, name="reaction") as seen:
        before = seen.page.inner_text(N)
        seen.choose(traject="pi-2")

        assert _query(seen.page)["traject"] == ["pi-2"]
        assert seen.page.inner_text(N) != before
        assert seen.flashes == []


def test_filter_when_the_page_is_loaded_again_then_it_is_still_there(
    chromium: Browser, service: Service
) -> None:
    with visit(chromium, service.address, name="reaction", traject="pi-2", niveau="basis-gewoon") as seen:
        before = seen.page.inner_text(N)
        seen.page.reload()
        seen.wait()

        assert _query(seen.page)["traject"] == ["pi-2"]
        assert seen.page.inner_text(N) == before


def test_filter_when_another_page_is_opened_then_it_goes_along(chromium: Browser, service: Service) -> None:
    with visit(chromium, service.address, name="reaction", regio="limburg", taal="en") as seen:
        seen.page.get_by_role("link", name=texts_of("en")("learning.menu"), exact=True).first.click()
        seen.page.get_by_role("heading", level=1, name=texts_of("en")("learning.title")).wait_for()
        seen.wait()

        assert _query(seen.page)["regio"] == ["limburg"]
        assert _query(seen.page)["taal"] == ["en"]


def test_reset_when_pressed_then_no_filter_is_left(chromium: Browser, service: Service) -> None:
    with visit(chromium, service.address, name="reaction", traject="pi-2", regio="limburg") as seen:
        seen.page.get_by_text(texts_of("nl")("frame.reset"), exact=True).click()
        seen.page.wait_for_timeout(300)
        seen.wait()

        assert not {"traject", "niveau", "regio"} & _query(seen.page).keys()


def test_language_when_changed_then_page_and_address_follow(chromium: Browser, service: Service) -> None:
    with visit(chromium, service.address, name="learning") as seen:
        seen.page.get_by_role("link", name="EN", exact=True).click()
        seen.page.get_by_role("heading", level=1, name=texts_of("en")("learning.title")).wait_for()
        seen.wait()

        assert _query(seen.page)["taal"] == ["en"]
        assert seen.page.locator("html").get_attribute("lang") == "en"


def test_filter_when_chosen_with_the_keyboard_then_the_focus_stays_there(
    chromium: Browser, service: Service
) -> None:
    with visit(chromium, service.address, name="reaction") as seen:
        before = _query(seen.page).get("niveau")
        seen.page.locator("select[name=niveau]").focus()
        seen.page.keyboard.press("ArrowDown")
        seen.page.wait_for_url(re.compile("niveau="))
        chosen = _query(seen.page)["niveau"][0]
        seen.page.wait_for_selector(f"option[value='{chosen}'][selected]", state="attached")

        assert before is None
        assert seen.page.evaluate("document.activeElement.name") == "niveau"


def test_part_when_chosen_with_the_keyboard_then_it_opens_and_keeps_the_focus(
    chromium: Browser, service: Service
) -> None:
    with visit(chromium, service.address, name="reaction", traject="pi-2") as seen:
        seen.page.locator("[data-choice='deel=recommendation']").focus()
        seen.page.keyboard.press("Enter")
        seen.page.wait_for_selector("[data-choice='deel=recommendation'][aria-current]")

        assert seen.page.evaluate("document.activeElement.dataset.choice") == "deel=recommendation"
        assert _query(seen.page)["traject"] == ["pi-2"]

        seen.page.go_back()
        seen.page.wait_for_selector("[data-choice='deel=opinion'][aria-current]")


def test_filter_without_the_script_of_the_page_then_its_form_has_a_button_that_works(
    chromium: Browser, service: Service
) -> None:
    with visit(chromium, service.address, name="reaction", deel="items") as seen:
        form = seen.page.locator("form:has(select[name=traject])")
        button = form.locator(".kompas-apply")
        assert not button.is_visible()

        seen.page.evaluate("delete document.documentElement.dataset.kompas")
        seen.page.evaluate("document.querySelector('select[name=traject]').value = 'pi-2'")
        button.click()
        seen.page.wait_for_url(re.compile("traject=pi-2"))
        seen.wait()

        assert _query(seen.page)["deel"] == ["items"]
        assert seen.page.locator("select[name=traject]").input_value() == "pi-2"


@pytest.mark.parametrize("key", ["r", "c"])
def test_shortcut_when_a_letter_is_pressed_then_nothing_runs_and_no_dialog_opens(
    chromium: Browser, service: Service, key: str
) -> None:
    with visit(chromium, service.address) as seen:
        seen.page.locator("h1").click()
        seen.page.keyboard.press(key)
        seen.page.wait_for_timeout(300)

        assert seen.page.get_by_test_id("stDialog").count() == 0
        assert seen.page.locator("[data-test-script-state='running']").count() == 0


def test_link_on_a_card_when_followed_then_opens_within_the_visit_with_the_filters(
    chromium: Browser, service: Service
) -> None:
    with visit(chromium, service.address, traject="pi-2", taal="en") as seen:
        seen.page.evaluate("window.__same = true")

        seen.page.get_by_role("link", name=texts_of("en")("overview.more", page="Reach")).click()
        seen.page.wait_for_url(re.compile("/bereik"))
        seen.page.get_by_role("heading", level=1, name=texts_of("en")("reach.title")).wait_for()

        assert "traject=pi-2" in seen.page.url
        assert seen.page.evaluate("window.__same") is True
