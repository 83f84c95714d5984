from pathlib import Path

import pytest
from streamlit.web.server.starlette.starlette_websocket import (
    _get_signed_cookie_with_chunks,
    _parse_decoded_user_cookie,
)

from tests.builders.logins import ORIGIN, USER_COOKIE, configure_login, make_claims, mint_cookies
from ui.access.cookie import read_cookie

MANY = [f"{number:064x}"[::-1] + str(hash(number * 7919)) for number in range(400)]


@pytest.fixture(autouse=True)
def login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    configure_login(monkeypatch, tmp_path)


@pytest.mark.parametrize("groups", [["beleid"], MANY])
def test_cookie_when_streamlit_wrote_it_then_is_read_as_streamlit_reads_it(groups: list[str]) -> None:
    """The contract with Streamlit: what a page gets in `st.user` is what a route gets here."""
    cookies = mint_cookies(make_claims(*groups), origin=ORIGIN)
    signed = _get_signed_cookie_with_chunks(cookies, USER_COOKIE)
    assert signed is not None

    assert read_cookie(cookies) == _parse_decoded_user_cookie(signed, ORIGIN)
    assert read_cookie(cookies)["groups"] == groups


def test_cookie_when_absent_then_there_are_no_claims() -> None:
    assert read_cookie({}) == {}
    assert read_cookie({"iets": "anders"}) == {}


def test_cookie_when_forged_then_there_are_no_claims() -> None:
    good = mint_cookies(make_claims("beleid"), origin=ORIGIN)
    spoilt = {name: value[:-2] + "xx" for name, value in good.items()}

    assert read_cookie(good) != {}
    assert read_cookie(spoilt) == {}
    assert read_cookie({USER_COOKIE: "ü" + good[USER_COOKIE]}) == {}
    assert read_cookie(mint_cookies(make_claims("beleid"), origin=ORIGIN, secret="x" * 32)) == {}


def test_cookie_when_of_another_server_then_there_are_no_claims() -> None:
    assert read_cookie(mint_cookies(make_claims("beleid"), origin="https://elders.example")) == {}
