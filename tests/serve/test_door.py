from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse

from serve.door import Door
from tests.builders.asgi import ask
from tests.builders.logins import ORIGIN, configure_login, make_claims, mint_cookies

FILE = "/media/0a1b2c.csv"
APP = Door(PlainTextResponse("inhoud"))


def cookies_of(claims: dict[str, object]) -> dict[str, str]:
    return {"cookie": "; ".join(f"{k}={v}" for k, v in mint_cookies(claims, origin=ORIGIN).items())}


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    configure_login(monkeypatch, tmp_path)


@pytest.mark.usefixtures("login")
@pytest.mark.parametrize(
    ("claims", "status"),
    [
        (make_claims("beleid", lasts_s=10**5), 200),
        (make_claims("elders", lasts_s=10**5), 403),
        (make_claims("beleid", age_s=100, lasts_s=50), 403),
    ],
)
def test_file_when_asked_for_then_only_who_may_come_in_gets_it(
    claims: dict[str, object], status: int
) -> None:
    answer = ask(APP, FILE, headers=cookies_of(claims))

    assert answer.status == status
    assert (b"inhoud" in answer.body) is (status == 200)


@pytest.mark.usefixtures("login")
@pytest.mark.parametrize(("path", "status"), [(FILE, 403), ("/", 200), ("/huis/stijl.css", 200)])
def test_path_when_nobody_is_logged_in_then_only_files_are_closed(path: str, status: int) -> None:
    assert ask(APP, path).status == status


def test_file_when_there_is_no_login_then_anybody_gets_it() -> None:
    assert ask(APP, FILE).status == 200


@pytest.mark.usefixtures("login")
def test_logout_when_its_address_is_opened_then_the_login_has_ended() -> None:
    headers = cookies_of(make_claims("beleid"))
    assert ask(APP, FILE, headers=headers).status == 200
    ask(APP, "/auth/logout", headers=headers)

    assert ask(APP, FILE, headers=headers).status == 403


@pytest.mark.usefixtures("login")
def test_logout_when_the_cookie_is_nobodys_then_passes() -> None:
    assert ask(APP, "/auth/logout", headers={"cookie": "_streamlit_user=x"}).status == 200
