"""Joining, the stream of revisions and the figure of the card, asked over a real connection."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from live.model import Seat
from serve.live import stream
from tests.builders.live_server import LiveServer, make_figure_card, make_session, serve_live
from tests.builders.release import write_release
from ui.live.desk import make_pass
from ui.live.link import COOKIE, COOKIE_PATHS, FIGURE, JOIN, LEAVE, STREAM
from ui.live.service import find_live
from ui.release import read_pointer

SOON_S = 5.0


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("live-release")
    write_release(folder / "proef")
    return folder


@pytest.fixture
def release_id(monkeypatch: pytest.MonkeyPatch, built: Path) -> str:
    monkeypatch.setenv("KOMPAS_BUILT", str(built))
    monkeypatch.setenv("KOMPAS_PROGRAMME", "proef")
    return read_pointer(built / "proef").release_id


@pytest.fixture
def server(release_id: str) -> Iterator[LiveServer]:
    with serve_live() as running:
        yield running


@pytest.fixture
def phone(server: LiveServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, timeout=SOON_S) as client:
        yield client


def join(phone: httpx.Client, code: str | None, **more: str) -> httpx.Response:
    return phone.post(JOIN, data={"code": code or "", "taal": "nl", **more})


@contextmanager
def heard_by(client: httpx.Client, **query: str) -> Iterator[list[str]]:
    """The lines of a stream, as they come in."""
    lines: list[str] = []
    with client.stream("GET", STREAM, params=query, timeout=30) as answer:
        assert answer.status_code == 200

        def read() -> None:
            try:
                lines.extend(line for line in answer.iter_lines() if line)
                lines.append("end")
            except (httpx.HTTPError, httpx.StreamError):
                return

        thread = threading.Thread(target=read, daemon=True)
        thread.start()
        yield lines


def wait_until(true: Callable[[], bool]) -> bool:
    end = time.monotonic() + SOON_S
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return False


def test_join_when_the_code_fits_then_a_cookie_out_of_reach_is_set(phone: httpx.Client) -> None:
    session = make_session()

    answer = join(phone, session.code, naam="Anna")

    cookies = answer.headers.get_list("set-cookie")
    assert answer.status_code == 303
    assert "Anna" not in answer.headers["location"]
    assert len(cookies) == len(COOKIE_PATHS)
    for cookie, path in zip(cookies, COOKIE_PATHS, strict=True):
        assert {"HttpOnly", "SameSite=lax", f"Path={path}"} <= {part.strip() for part in cookie.split(";")}
        assert cookie.split(";")[0].split(".")[-1] not in answer.headers["location"]


def test_join_when_the_code_is_wrong_then_leads_back_with_the_reason(phone: httpx.Client) -> None:
    answer = join(phone, "XXX-XXX")

    assert "fout=wrong_code" in answer.headers["location"]
    assert "set-cookie" not in answer.headers


def test_join_when_another_site_asks_then_is_refused(phone: httpx.Client) -> None:
    session = make_session()

    answer = phone.post(JOIN, data={"code": session.code}, headers={"origin": "https://evil.example"})

    assert answer.status_code == 403
    assert find_live().list_participants(session.id) == ()


def test_join_when_the_same_browser_comes_back_then_has_the_same_place(phone: httpx.Client) -> None:
    session = make_session()
    join(phone, session.code)
    join(phone, session.code)

    assert len(find_live().list_participants(session.id)) == 1


def test_leave_when_asked_then_the_cookies_go(phone: httpx.Client) -> None:
    join(phone, make_session().code)

    phone.post(LEAVE)

    assert [cookie for cookie in phone.cookies.jar if cookie.name == COOKIE] == []


@pytest.mark.parametrize("route", [STREAM, FIGURE])
def test_route_when_nobody_joined_then_is_refused_and_logged(
    phone: httpx.Client, caplog: pytest.LogCaptureFixture, route: str
) -> None:
    session = make_session()
    with caplog.at_level(logging.WARNING, logger="kompas"):
        answer = phone.get(route, params={"sessie": session.id})

    assert answer.status_code == 403
    assert "no session" in caplog.text
    assert session.id not in caplog.text


@pytest.mark.parametrize("route", [STREAM, FIGURE])
def test_route_when_it_is_another_session_then_is_refused_and_logged(
    phone: httpx.Client, caplog: pytest.LogCaptureFixture, route: str
) -> None:
    own, other = make_session(), make_session()
    join(phone, own.code)
    with caplog.at_level(logging.WARNING, logger="kompas"):
        answer = phone.get(route, params={"sessie": other.id})

    assert answer.status_code == 403
    assert "another session" in caplog.text
    assert not {own.id, other.id} & set(caplog.text.split())


@pytest.mark.parametrize(
    "forge",
    [
        lambda _own, other: make_pass(other, seat="facilitator"),
        lambda own, _other: make_pass(own, seat="beamer").replace("beamer", "facilitator"),
        lambda own, _other: make_pass(own, seat="beamer")[:-1],
        lambda _own, _other: "facilitator.99999999999.",
        lambda _own, _other: "é.1.x",
    ],
)
def test_stream_when_a_pass_is_forged_then_is_refused(
    phone: httpx.Client, forge: Callable[[str, str], str]
) -> None:
    session, other = make_session(), make_session()

    answer = phone.get(STREAM, params={"sessie": session.id, "pas": forge(session.id, other.id)})

    assert answer.status_code == 403


def test_stream_when_a_card_is_shown_then_tells_a_higher_revision_and_nothing_else(
    phone: httpx.Client,
) -> None:
    store, session = find_live(), make_session()
    join(phone, session.code)
    with heard_by(phone, sessie=session.id) as lines:
        assert wait_until(lambda: len(lines) == 1)
        store.show_card(session.id, store.list_cards(session.id)[0].id)
        assert wait_until(lambda: len(lines) == 2)

    numbers = [int(line.removeprefix("data: ")) for line in lines[:2]]
    assert numbers[1] == store.find_session(session.id).revision > numbers[0]


def test_stream_when_a_hidden_answer_comes_then_only_the_desk_hears_of_it(
    server: LiveServer, phone: httpx.Client
) -> None:
    store, session = find_live(), make_session()
    join(phone, session.code)
    poll = store.list_cards(session.id)[1]
    store.show_card(session.id, poll.id)
    store.set_answers_open(poll.id, True)
    desk_pass = make_pass(session.id, seat="facilitator")
    with (
        httpx.Client(base_url=server.address) as desk,
        heard_by(phone, sessie=session.id) as at_phone,
        heard_by(desk, sessie=session.id, pas=desk_pass) as at_desk,
    ):
        assert wait_until(lambda: len(at_phone) == len(at_desk) == 1)
        time.sleep(0.4)
        store.answer(store.list_participants(session.id)[0].id, poll.id, (0,))

        assert wait_until(lambda: len(at_desk) == 2)
        assert len(at_phone) == 1


def test_stream_when_the_server_stops_then_ends_at_once(server: LiveServer, phone: httpx.Client) -> None:
    session = make_session()
    join(phone, session.code)
    with heard_by(phone, sessie=session.id) as lines:
        assert wait_until(lambda: len(lines) == 1)
        assert server.routes.streams.count() == 1
        server.routes.streams.end()

        assert wait_until(lambda: lines[-1] == "end")
    assert wait_until(lambda: server.routes.streams.count() == 0)


def test_stream_when_somebody_is_taken_out_then_ends(
    phone: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_S", 0.2)
    store, session = find_live(), make_session()
    join(phone, session.code)
    with heard_by(phone, sessie=session.id) as lines:
        assert wait_until(lambda: ": " in lines)
        store.remove_participant(store.list_participants(session.id)[0].id)

        assert wait_until(lambda: lines[-1] == "end")
    assert phone.head(STREAM, params={"sessie": session.id}).status_code == 403


@pytest.mark.parametrize("seat", ["beamer", "facilitator"])
def test_stream_when_the_session_was_erased_meanwhile_then_a_pass_is_refused(
    phone: httpx.Client, seat: Seat
) -> None:
    session = make_session()
    asked = {"sessie": session.id, "pas": make_pass(session.id, seat=seat)}
    assert phone.head(STREAM, params=asked).status_code == 204

    find_live().erase_session(session.id)

    assert phone.head(STREAM, params=asked).status_code == 403
    assert phone.get(STREAM, params=asked).status_code == 403


def test_stream_when_it_is_asked_for_then_nothing_keeps_it_back(phone: httpx.Client) -> None:
    session = make_session()
    join(phone, session.code)
    with phone.stream("GET", STREAM, params={"sessie": session.id}) as answer:
        headers = answer.headers

    assert headers["content-type"].startswith("text/event-stream")
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in headers


def test_figure_when_the_card_has_one_then_is_that_of_a_reflection_group(
    phone: httpx.Client, release_id: str
) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    card = store.add_card(session.id, make_figure_card(release_id, page="reach", key="map"))
    join(phone, session.code)
    assert phone.get(FIGURE, params={"sessie": session.id}).status_code == 204
    store.show_card(session.id, card.id)

    told = phone.get(FIGURE, params={"sessie": session.id, "taal": "nl"}).json()
    again = phone.get(FIGURE, params={"sessie": session.id, "taal": "nl", "had": told["view"]})

    assert release_id in told["below"]
    assert told["figure"]["data"]
    assert again.status_code == 304


def test_figure_when_asked_at_a_revision_then_is_never_of_an_earlier_one(
    phone: httpx.Client, release_id: str
) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    for key in ("map", "coverage"):
        store.add_card(session.id, make_figure_card(release_id, page="reach", key=key, query="deel=all"))
    join(phone, session.code)
    with heard_by(phone, sessie=session.id) as lines:
        assert wait_until(lambda: len(lines) == 1)
        views = []
        for card in store.list_cards(session.id)[2:]:
            store.show_card(session.id, card.id)
            asked = {"sessie": session.id, "r": str(store.find_session(session.id).revision)}
            views.append({phone.get(FIGURE, params=asked).json()["view"] for _ in range(3)})
        early = phone.get(FIGURE, params={"sessie": session.id, "r": "1"}).json()["view"]
        store.show_card(session.id, None)
        gone = {"sessie": session.id, "r": str(store.find_session(session.id).revision)}
        statuses = {phone.get(FIGURE, params=gone).status_code for _ in range(3)}

    assert [len(views[0]), len(views[1])] == [1, 1]
    assert views[0] != views[1] == {early}
    assert statuses == {204}


def test_figure_when_its_card_was_not_shown_yet_then_a_participant_does_not_get_it(
    phone: httpx.Client, release_id: str
) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    card = store.add_card(session.id, make_figure_card(release_id, page="reach", key="map"))
    store.show_card(session.id, store.list_cards(session.id)[0].id)
    join(phone, session.code)

    ahead = phone.get(FIGURE, params={"sessie": session.id, "kaart": card.id})
    desk_pass = make_pass(session.id, seat="facilitator")
    desk = phone.get(FIGURE, params={"sessie": session.id, "kaart": card.id, "pas": desk_pass})

    assert (ahead.status_code, desk.status_code) == (204, 200)


@pytest.mark.parametrize("filters", ["traject=pi-1", "traject=pi-1&verband=swv-1", "rol=beleid&traject=pi-1"])
def test_figure_when_filters_ask_for_more_than_the_scope_then_there_is_none(
    phone: httpx.Client, release_id: str, filters: str
) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    card = store.add_card(session.id, make_figure_card(release_id, page="reach", key="map"))
    store.show_card(session.id, card.id)
    join(phone, session.code)

    answer = phone.get(FIGURE, params={"sessie": session.id, "kaart": card.id, "filters": filters})

    assert answer.status_code == 204


@pytest.mark.parametrize("page", ["design", "quality", "audit", "access", "reflect", "nergens", "../server"])
def test_figure_when_its_page_is_not_for_a_group_then_there_is_none(
    phone: httpx.Client, release_id: str, page: str
) -> None:
    store, session = find_live(), make_session(release_id=release_id)
    card = store.add_card(session.id, make_figure_card(release_id, page=page, key="design"))
    store.show_card(session.id, card.id)
    join(phone, session.code)

    assert phone.get(FIGURE, params={"sessie": session.id}).status_code == 204
