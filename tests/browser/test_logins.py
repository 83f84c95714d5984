"""Logins for real: a provider, a browser that clicks through it, and cookies that must not work."""

import json
import time
from collections.abc import Iterator
from hashlib import sha256

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.house import PEOPLE, House, a_browser, cookies_of, go, log_in, open_house, wait
from tests.browser.visits import texts_of
from tests.builders.logins import ACCESS, make_claims, mint_cookies

pytestmark = pytest.mark.browser

NL = texts_of("nl")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("house")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def usual_rules(house: House) -> None:
    house.write_rules(ACCESS)


def pick(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).select_option(label=option)


def menu_of(page: Page) -> list[str]:
    links = page.locator("[data-testid='stTopNavLink']")
    return [words.strip() for words in links.all_inner_texts()]


@pytest.mark.parametrize(
    ("sub", "role", "absent"),
    [
        ("stien", "Gegevensbeheerder", []),
        ("bea", "Beleid", ["access"]),
        ("omar", "Organisator van Traject 3", ["access"]),
        ("rik", "Reflectiegroep", ["access", "design", "quality"]),
    ],
)
def test_login_when_a_rule_fits_then_the_role_has_its_pages_and_no_others(
    chromium: Browser, house: House, sub: str, role: str, absent: list[str]
) -> None:
    with a_browser(chromium) as page:
        page.set_viewport_size({"width": 1920, "height": 900})
        log_in(page, house, sub)
        assert page.locator("h1").inner_text() == NL("overview.title")
        assert f"Aangemeld: {role}" in page.locator(".kompas-head").inner_text()
        menu = menu_of(page)
        for name in ("access", "design", "quality"):
            assert (NL(f"{name}.menu") in menu) is (name not in absent)
        for name in absent:
            assert go(page, house, name) == NL(f"{name}.title")
            assert NL("access.not_your_page") in page.locator(".stMain").inner_text()
            assert page.locator(".kompas-table").count() == 0


def test_login_when_no_rule_fits_then_a_clear_page_and_nothing_else(chromium: Browser, house: House) -> None:
    with a_browser(chromium) as page:
        log_in(page, house, "onbekend")
        for name in ("overview", "learning", "access"):
            assert go(page, house, name) == NL("access.unknown_title")
            assert menu_of(page) == []
            assert "Schoolleiders in de proefopstelling" not in page.locator("body").inner_text()
        page.goto(f"{house.address}/?taal=en")
        page.get_by_role("heading", name=texts_of("en")("access.unknown_title")).wait_for()


def test_organiser_when_another_trajectory_is_in_the_address_then_it_is_refused(
    chromium: Browser, house: House
) -> None:
    cookies = cookies_of(make_claims("schoolmakers", sub="otto"), house=house)
    with a_browser(chromium, cookies) as page:
        go(page, house, query="?traject=pi-5")
        words = page.locator(".stMain").inner_text()
        assert "niet bij jouw rol hoort" in words
        assert "Traject 5" not in words
        go(page, house, query="?traject=pi-3&rol=beleid")
        assert "Organisator van Traject 3" in page.locator(".kompas-head").inner_text()


def test_logout_when_the_cookie_was_copied_before_then_the_copy_is_worth_nothing(
    chromium: Browser, house: House
) -> None:
    with a_browser(chromium) as page:
        log_in(page, house, "bea")
        copied = page.context.cookies(house.address)
        other_tab = page.context.new_page()
        assert go(other_tab, house, "learning") == NL("learning.title")
        page.get_by_role("button", name="Afmelden").click()
        page.wait_for_url("**/end_session**")  # logged out here; the provider asks about its own session
        pick(other_tab, "Regio", "Limburg")
        other_tab.get_by_role("heading", name=NL("access.ended_title")).wait_for()
    with a_browser(chromium, copied) as page:
        assert go(page, house) == NL("access.ended_title")
        assert page.request.get(f"{house.address}/media/x.csv").status == 403


def test_logout_when_its_address_is_opened_then_the_login_ends_too(chromium: Browser, house: House) -> None:
    cookies = cookies_of(make_claims("beleid", sub="lia"), house=house)
    with a_browser(chromium, cookies) as page:
        assert go(page, house) == NL("overview.title")
        page.goto(f"{house.address}/auth/logout")
    with a_browser(chromium, cookies) as page:
        assert go(page, house) == NL("access.ended_title")


@pytest.mark.parametrize("claims", [{"age_s": 120, "lasts_s": 60}, {"age_s": 9 * 3600, "lasts_s": 10**6}])
def test_login_when_too_old_then_has_expired(
    chromium: Browser, house: House, claims: dict[str, float]
) -> None:
    cookies = cookies_of(make_claims("beleid", sub="eva", **claims), house=house)
    with a_browser(chromium, cookies) as page:
        assert go(page, house, "learning") == NL("access.expired_title")
        assert menu_of(page) == []


def test_login_when_it_expires_while_the_page_is_open_then_ends_at_the_next_click(
    chromium: Browser, house: House
) -> None:
    claims = make_claims("beleid", sub="kort", lasts_s=8)
    with a_browser(chromium, cookies_of(claims, house=house)) as page:
        assert go(page, house) == NL("overview.title")
        page.wait_for_timeout(max(0, claims["exp"] - time.time()) * 1000 + 200)
        pick(page, "Regio", "Limburg")
        page.get_by_role("heading", name=NL("access.expired_title")).wait_for()


def test_cookie_when_forged_then_its_bearer_is_nobody(chromium: Browser, house: House) -> None:
    claims = make_claims("beleid", sub="vals")
    forged = cookies_of(claims, house=house, secret="f" * 32)
    (good,) = cookies_of(claims, house=house)
    spoilt = [{**good, "value": good["value"][:-3] + "abc"}]
    elsewhere = [{**c, "url": house.address} for c in cookies_of(claims, house=house)]
    elsewhere[0]["value"] = next(iter(mint_cookies(claims, origin="http://elders.example").values()))
    for cookies in (forged, spoilt, elsewhere):
        with a_browser(chromium, cookies) as page:
            assert go(page, house) == NL("access.login_title")
            assert page.request.get(f"{house.address}/media/x.csv").status == 403
    with a_browser(chromium, [good]) as page:
        assert go(page, house) == NL("overview.title")


def test_role_when_taken_away_while_the_page_is_open_then_ends_at_the_next_click(
    chromium: Browser, house: House
) -> None:
    cookies = cookies_of(make_claims("beleid", sub="weg"), house=house)
    with a_browser(chromium, cookies) as page:
        assert go(page, house) == NL("overview.title")
        house.write_rules(ACCESS.replace('"beleid"', '"iemand-anders"'))
        pick(page, "Regio", "Limburg")
        page.get_by_role("heading", name=NL("access.unknown_title")).wait_for()
        assert "schoolleiders" not in page.locator(".stMain").inner_text().lower()
        house.write_rules("rules = [")
        page.reload()
        page.get_by_role("heading", name=NL("access.unreadable_title")).wait_for()


def test_steward_when_everybody_is_logged_out_then_open_pages_end_at_the_next_click(
    chromium: Browser, house: House
) -> None:
    others = cookies_of(make_claims("beleid", sub="nog", age_s=30), house=house)
    steward = make_claims(sub="stien-2", email="beheer@voorbeeld.be", email_verified=True, age_s=20)
    with a_browser(chromium, others) as page, a_browser(chromium, cookies_of(steward, house=house)) as desk:
        assert go(page, house) == NL("overview.title")
        assert go(desk, house, "access") == NL("access.title")
        desk.get_by_role("button", name=NL("access.end_all")).click()
        desk.get_by_role("heading", name=NL("access.ended_title")).wait_for()
        pick(page, "Regio", "Limburg")
        page.get_by_role("heading", name=NL("access.ended_title")).wait_for()


def test_steward_when_looking_as_a_role_then_sees_that_and_can_go_back(
    chromium: Browser, house: House
) -> None:
    steward = make_claims(sub="stien-3", email="beheer@voorbeeld.be", email_verified=True)
    with a_browser(chromium, cookies_of(steward, house=house)) as page:
        page.set_viewport_size({"width": 1920, "height": 900})
        assert go(page, house) == NL("overview.title")
        assert NL("access.menu") in menu_of(page)
        pick(page, NL("access.look_as"), "Reflectiegroep")
        page.get_by_text("Je kijkt als: Reflectiegroep.").wait_for()
        wait(page)
        assert NL("access.menu") not in menu_of(page)
        assert page.get_by_role("combobox", name="Traject").count() == 0
        page.get_by_role("link", name=NL("access.preview_end")).click()
        page.get_by_text("Je kijkt als: Reflectiegroep.").wait_for(state="detached")
        wait(page)
        assert NL("access.menu") in menu_of(page)


def test_download_when_its_address_is_known_to_others_then_only_who_may_come_in_gets_it(
    chromium: Browser, house: House
) -> None:
    cookies = cookies_of(make_claims("beleid", sub="dora"), house=house)
    with a_browser(chromium, cookies) as page:
        go(page, house, "about", query="?deel=release")
        with page.expect_response("**/media/**") as caught:
            page.get_by_role("button", name=NL("about.downloads_csv")).click()
        address = caught.value.url
        assert caught.value.status == 200
        assert page.request.get(address).status == 200
        with a_browser(chromium) as stranger:
            assert stranger.request.get(address).status == 403
        unknown = cookies_of(make_claims("elders", sub="iemand"), house=house)
        with a_browser(chromium, unknown) as stranger:
            assert stranger.request.get(address).status == 403


def test_download_when_the_role_is_gone_at_the_click_then_nothing_is_made(
    chromium: Browser, house: House
) -> None:
    cookies = cookies_of(make_claims("beleid", sub="daan"), house=house)
    with a_browser(chromium, cookies) as page:
        go(page, house, "about", query="?deel=release")
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url) if "/media/" in request.url else None)
        house.write_rules(ACCESS.replace('"beleid"', '"iemand-anders"'))
        page.get_by_role("button", name=NL("about.downloads_csv")).click()
        page.get_by_text("Downloaden is mislukt").wait_for()
        assert fetched == []


def test_cookie_when_somebody_has_very_many_groups_then_the_page_still_opens(
    chromium: Browser, house: House
) -> None:
    groups = [sha256(bytes([number])).hexdigest() for number in range(200)]
    cookies = cookies_of(make_claims(*groups, "beleid", sub="veel"), house=house)
    assert sum(len(cookie["value"]) for cookie in cookies) > 8_192
    with a_browser(chromium, cookies) as page:
        assert go(page, house) == NL("overview.title")


def test_log_when_people_came_and_went_then_names_nobody(house: House) -> None:
    log = house.service.log
    told = [word for word in (*PEOPLE, "voorbeeld.be", json.dumps(ACCESS)[:20]) if word in log]

    assert told == []


def test_menu_when_the_screen_is_narrow_then_folds_in_the_readers_language(
    chromium: Browser, house: House
) -> None:
    steward = make_claims(sub="stien-4", email="beheer@voorbeeld.be", email_verified=True)
    with a_browser(chromium, cookies_of(steward, house=house)) as page:
        page.set_viewport_size({"width": 1024, "height": 800})
        for language, word in (("nl", "nog"), ("en", "more")):
            go(page, house, query=f"?taal={language}")
            fold = page.get_by_test_id("stTopNavSection")
            fold.filter(has_text=word).wait_for()
            assert (" more" in fold.inner_text()) is (language == "en")
