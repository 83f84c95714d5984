import asyncio

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from serve.entrance import LARGEST_BODY, Entrance, EntranceSettings, find_largest_body, read_entrance_settings
from tests.builders.asgi import ask


async def _house(scope: Scope, receive: Receive, send: Send) -> None:
    """Says how much it was given; opens every socket."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        return
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


def knock(app: Entrance, *, origin: str | None, host: str = "kompas.example.be") -> str:
    """Asks for a socket; what came of it."""
    sent: list[Message] = []
    headers = [(b"host", host.encode()), *([(b"origin", origin.encode())] if origin is not None else [])]

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app({"type": "websocket", "path": "/", "headers": headers}, receive, send))
    return str(sent[0]["type"])


ANY = Entrance(_house, settings=EntranceSettings())
NAMED = Entrance(_house, settings=EntranceSettings(hosts=("kompas.example.be",)))


@pytest.mark.parametrize("origin", ["https://kompas.example.be", "http://KOMPAS.example.be", None])
def test_socket_when_the_page_is_ours_then_opens(origin: str | None) -> None:
    assert knock(ANY, origin=origin) == "websocket.accept"


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "https://kompas.example.be.evil.example",
        "http://localhost:9999",
        "http://127.0.0.1",
        "https://kompas.example.be:8443",
        "null",
        "",
        "https://",
        "ftp://kompas.example.be",
    ],
)
def test_socket_when_the_page_is_of_another_site_then_is_closed(origin: str) -> None:
    assert knock(ANY, origin=origin) == "websocket.close"


def test_socket_when_the_name_is_not_ours_then_is_closed() -> None:
    assert knock(NAMED, origin="http://rebound.example", host="rebound.example") == "websocket.close"
    assert knock(NAMED, origin="https://kompas.example.be") == "websocket.accept"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("kompas.example.be", 200),
        ("Kompas.example.be:443", 200),
        ("evil.example", 421),
        ("kompas.example.be@evil.example", 421),
        ("[::1", 421),
        ("", 421),
    ],
)
def test_request_when_it_asks_for_a_name_then_only_ours_is_answered(host: str, status: int) -> None:
    assert ask(NAMED, "/", headers={"host": host}).status == status


def test_request_when_no_name_is_set_then_any_is_answered() -> None:
    assert ask(ANY, "/", headers={"host": "10.0.0.4:8501"}).status == 200


@pytest.mark.parametrize(("size", "status"), [(LARGEST_BODY, 200), (LARGEST_BODY + 1, 413)])
def test_body_when_its_size_is_announced_then_a_large_one_is_refused(size: int, status: int) -> None:
    answer = ask(ANY, "/live", method="POST", headers={"content-length": str(size)}, body=(b"x" * size,))

    assert answer.status == status


def test_body_when_it_goes_on_unannounced_then_is_refused_on_the_way() -> None:
    parts = (b"x" * 1024,) * 65
    assert ask(ANY, "/live", method="POST", body=parts).status == 413
    assert ask(ANY, "/live", method="POST", body=parts[1:]).body == b"65536"


def test_body_when_it_is_an_upload_then_may_be_a_file_of_the_largest_size() -> None:
    assert find_largest_body("/_stcore/upload_file/session/file") == 51 * 1024**2
    assert find_largest_body("/_stcore/upload_files") == LARGEST_BODY


def test_settings_when_lists_are_given_then_are_split() -> None:
    given = {"KOMPAS_HOSTS": "Kompas.example.be, b.example ,", "KOMPAS_PROXY": "10.0.0.1"}

    assert read_entrance_settings(given) == EntranceSettings(
        ("kompas.example.be", "b.example"), ("10.0.0.1",)
    )
    assert read_entrance_settings({}) == EntranceSettings((), ("127.0.0.1", "::1"))
