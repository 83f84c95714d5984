"""A house with a login: a server, a provider, rules, and browsers of people who come in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.visits import address_of
from tests.builders.logins import mint_cookies, write_access, write_secrets
from tests.builders.release import write_release
from tests.builders.service import Service, serve

PEOPLE = {
    "stien": {"email": "beheer@voorbeeld.be", "email_verified": True},
    "bea": {"groups": ["beleid"]},
    "omar": {"groups": ["schoolmakers"]},
    "rik": {"groups": ["reflectie"]},
    "onbekend": {"groups": ["elders"]},
}
_IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"


@dataclass(frozen=True)
class House:
    """A server with a login, and the folder with its rules."""

    service: Service
    folder: Path

    @property
    def address(self) -> str:
        return self.service.address

    def write_rules(self, text: str) -> None:
        """Puts other rules in force."""
        path = write_access(self.folder, text)
        later = path.stat().st_mtime_ns + 1
        os.utime(path, ns=(later, later))


@contextmanager
def open_house(folder: Path, **settings: str) -> Iterator[House]:
    """A small release in `folder` behind a login, ended at the end of the block."""
    write_release(folder / "built" / "proef")
    users = [User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
    with run_server_in_thread(user_claims=users) as provider:
        issuer = f"http://localhost:{provider.server_port}"
        write_secrets(folder, origin="http://127.0.0.1:{port}", issuer=issuer)
        more = {
            "HOME": str(folder),
            "KOMPAS_ACCESS": str(write_access(folder)),
            "KOMPAS_SESSIONS": str(folder / "sessions.sqlite"),
            **settings,
        }
        with serve(folder / "built", programme="proef", more=more) as service:
            yield House(service=service, folder=folder)


@contextmanager
def a_browser(chromium: Browser, cookies: list[Any] | None = None) -> Iterator[Page]:
    """A page of somebody who was never here, or who has these cookies."""
    context: BrowserContext = chromium.new_context(locale="nl-BE", accept_downloads=True)
    context.set_default_timeout(60_000)
    context.add_cookies(cookies or [])
    try:
        yield context.new_page()
    finally:
        context.close()


def cookies_of(claims: dict[str, Any], *, house: House, **more: Any) -> list[Any]:
    made = mint_cookies(claims, origin=house.address, **more)
    return [{"name": name, "value": value, "url": house.address} for name, value in made.items()]


def wait(page: Page) -> None:
    page.wait_for_selector(_IDLE, state="attached")
    page.wait_for_selector("h1")


def go(page: Page, house: House, name: str = "overview", query: str = "") -> str:
    """Opens a page and returns its title."""
    page.goto(f"{house.address}{address_of(name)}{query}")
    wait(page)
    return page.locator("h1").inner_text()


def log_in(page: Page, house: House, sub: str) -> None:
    """Clicks through the provider, as `sub`."""
    go(page, house)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("button", name=sub, exact=True).click()
    page.wait_for_url(f"{house.address}/**")
    page.wait_for_selector("h1:not(:has-text('Meld je aan'))")
    wait(page)
