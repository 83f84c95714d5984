"""Joining and leaving, and who is let in, asked over a real connection."""

import logging

import httpx
import pytest

from tests.builders.live_server import make_session
from tests.builders.live_stream import join
from ui.live.link import COOKIE, COOKIE_PATHS, FIGURE, JOIN, LEAVE, STREAM
from ui.live.service import find_live


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
