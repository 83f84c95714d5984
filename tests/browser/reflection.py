"""The people of a live session, each in a browser of their own: facilitator, beamer and phones."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.visits import texts_of

NL = texts_of("nl")
PHONE = (390, 844)
DESK = (1440, 1000)
WALL = (1920, 1080)
_IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"
_SOON_MS = 30_000


@dataclass
class Seat:
    """One person's browser, and what went wrong in it."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Goes to a page of the dashboard."""
        self.page.goto(f"{self.address}{path}")
        self.settle()

    def settle(self) -> None:
        """Until nothing runs any more."""
        self.page.wait_for_selector(_IDLE, state="attached")
        self.page.wait_for_selector("h1")
        self.page.wait_for_timeout(250)
        self.page.wait_for_selector(_IDLE, state="attached")

    def press(self, key: str, *, place: int = 0, **places: Any) -> None:
        """Presses the button with the text at `live.<key>`."""
        name = NL(f"live.{key}", **places)
        self.page.get_by_role("button", name=name, exact=True).nth(place).click()
        self.settle()

    def sees(self, words: str) -> None:
        """Waits until these words are on the page."""
        self.page.get_by_text(words).first.wait_for()

    def count(self, words: str) -> int:
        """How often these words are on the page now."""
        return self.page.get_by_text(words).count()


@contextmanager
def sit_down(chromium: Browser, address: str, size: tuple[int, int], **more: Any) -> Iterator[Seat]:
    """A browser of one's own: own cookies, own connections."""
    width, height = size
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="nl-BE", **more)
    context.set_default_timeout(_SOON_MS)
    seat = Seat(page=context.new_page(), address=address)
    seat.page.on("pageerror", lambda error: seat.errors.append(str(error)))
    try:
        yield seat
    finally:
        context.close()


@dataclass
class Room:
    """Everybody in one session."""

    desk: Seat
    beamer: Seat
    phones: list[Seat]
    session_id: str = ""
    code: str = ""

    @property
    def everybody(self) -> list[Seat]:
        """All seats."""
        return [self.desk, self.beamer, *self.phones]

    def prepare(self, title: str, *, most: int | None = None) -> None:
        """The facilitator makes a session: a data walk."""
        page = self.desk.page
        self.desk.open("/reflectiegroepen")
        page.get_by_label(NL("live.session_title")).fill(title)
        if most is not None:
            page.get_by_label(NL("live.most_people")).fill(str(most))
        self.desk.press("make")
        self.desk.sees(NL("live.agenda"))
        found = re.search(r"sessie=(\w+)", page.url)
        assert found
        self.session_id = found[1]

    def begin(self) -> None:
        """The session is opened, and the beamer shows its code."""
        self.desk.open(f"/reflectiegroepen?sessie={self.session_id}&deel=lead")
        self.desk.press("open")
        way_in = self.desk.page.locator(".kompas-way-in")
        way_in.wait_for()
        found = re.search(r"[A-Z0-9]{3}-[A-Z0-9]{3}", way_in.inner_text())
        assert found
        self.code = found[0]
        self.beamer.open(f"/beamer?sessie={self.session_id}")
        self.beamer.page.locator(".kompas-qr img").wait_for()

    def join(self, phone: Seat, name: str = "") -> None:
        """Somebody joins with the code in the address, as the QR code leads to."""
        phone.open(f"/reflectie?code={self.code}")
        phone.page.locator("input[name=naam]").fill(name)
        phone.page.get_by_role("button", name=NL("live.join"), exact=True).click()


@contextmanager
def open_room(chromium: Browser, address: str, *, phones: int = 3) -> Iterator[Room]:
    """A facilitator, a beamer and phones, each in a browser of their own."""
    with ExitStack() as stack:

        def seat(size: tuple[int, int], **more: Any) -> Seat:
            return stack.enter_context(sit_down(chromium, address, size, **more))

        hand = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}
        yield Room(desk=seat(DESK), beamer=seat(WALL), phones=[seat(PHONE, **hand) for _ in range(phones)])
