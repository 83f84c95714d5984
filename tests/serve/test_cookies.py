import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from serve.cookies import SecureCookies, secure_cookie
from tests.builders.asgi import ask


async def _house(scope: Scope, receive: Receive, send: Send) -> None:
    answer = PlainTextResponse("")
    answer.set_cookie("_streamlit_user", "signed", httponly=True, samesite="lax")
    await answer(scope, receive, send)


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("a=b", "a=b; Secure; SameSite=Lax"),
        ("a=b; Path=/; SameSite=Strict", "a=b; Path=/; SameSite=Strict; Secure"),
        ("a=b; secure; samesite=lax", "a=b; secure; samesite=lax"),
        ("secure=samesite", "secure=samesite; Secure; SameSite=Lax"),
    ],
)
def test_cookie_when_it_lacks_something_then_gets_it_once(given: str, made: str) -> None:
    assert secure_cookie(given) == made


def test_cookies_when_the_visitor_came_by_tls_then_are_secure() -> None:
    answer = ask(SecureCookies(_house), "/", scheme="https")

    assert "Secure" in answer.headers["set-cookie"]
    assert "SameSite=lax" in answer.headers["set-cookie"]


def test_cookies_when_the_visitor_came_without_tls_then_stay_usable() -> None:
    assert "Secure" not in ask(SecureCookies(_house), "/", scheme="http").headers["set-cookie"]
