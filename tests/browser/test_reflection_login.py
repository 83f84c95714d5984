"""A live session where people log in: only its maker leads, and whoever joins by the code needs no login."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.house import House, cookies_of, open_house
from tests.browser.reflection import DESK, NL, PHONE, WALL, Room, Seat, sit_down
from tests.builders.logins import make_claims

pytestmark = pytest.mark.browser
_STREAM = """async (query) => {
  const answer = await fetch(`/live/stream?${query}`);
  answer.body?.cancel();
  return answer.status;
}"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder: Path = tmp_path_factory.mktemp("house")
    with open_house(folder, KOMPAS_LIVE_URL=f"sqlite:///{folder / 'live.db'}") as opened:
        yield opened


@contextmanager
def open_logged_in_room(chromium: Browser, house: House) -> Iterator[tuple[Room, Seat]]:
    """A room led by one organiser, whose beamer has the same login, and the browser of another."""
    with ExitStack() as stack:

        def seat(size: tuple[int, int], sub: str | None = None) -> Seat:
            taken = stack.enter_context(sit_down(chromium, house.address, size))
            if sub is not None:
                taken.page.context.add_cookies(cookies_of(make_claims("schoolmakers", sub=sub), house=house))
            return taken

        room = Room(desk=seat(DESK, "lies"), beamer=seat(WALL, "lies"), phones=[seat(PHONE)])
        yield room, seat(DESK, "otto")


def ask_stream(seat: Seat, **query: str) -> int:
    """What the server answers to who asks for a stream from this browser."""
    told = "&".join(f"{name}={value}" for name, value in query.items())
    status: int = seat.page.evaluate(_STREAM, told)
    return status


def test_session_when_people_log_in_then_its_maker_leads_and_everybody_follows(
    chromium: Browser, house: House
) -> None:
    with open_logged_in_room(chromium, house) as (room, other):
        (phone,) = room.phones
        room.prepare("Met aanmelding")
        room.begin()
        room.join(phone, "Anna")
        phone.sees(NL("live.waiting"))
        room.desk.press("next")
        for seat in (room.beamer, phone):
            seat.page.get_by_role("heading", name="Wat zie je?").first.wait_for()

        other.open(f"/reflectiegroepen?sessie={room.session_id}&deel=lead")
        other.sees(NL("live.refused_not_yours"))
        assert other.count("Wat zie je?") == 0
        other.open(f"/beamer?sessie={room.session_id}")
        assert other.count("Wat zie je?") == 0
        for place in ("facilitator", "beamer"):
            asked = {"sessie": room.session_id, "plaats": place}
            assert ask_stream(room.desk, **asked) == 200
            assert ask_stream(other, **asked) == 403
            assert ask_stream(phone, **asked) == 403
        assert ask_stream(phone, sessie=room.session_id) == 200
        assert [seat.errors for seat in (*room.everybody, other)] == [[]] * 4
        told = [word for word in ("Anna", "lies", "otto", room.code) if word in house.service.log]
        assert told == []
