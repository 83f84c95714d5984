import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from serve.headers import HEADERS, Headers, is_closed
from tests.builders.asgi import ask


async def _open_house(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("inside")(scope, receive, send)


def test_headers_when_a_page_is_asked_then_every_header_is_there() -> None:
    answer = ask(Headers(_open_house), "/reactie")

    assert answer.body == b"inside"
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_headers_when_the_policy_is_read_then_no_outside_source_is_allowed() -> None:
    policy = HEADERS["content-security-policy"]

    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert "*" not in policy
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_STCORE/Metrics",
        "/_stcore/agent/interact",
        "/_stcore/agent/mcp",
    ],
)
def test_headers_when_a_closed_route_is_asked_then_nothing_answers(path: str) -> None:
    answer = ask(Headers(_open_house), path)

    assert answer.status == 404
    assert answer.body == b""
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/metricsx", "/_stcore/agents"])
def test_is_closed_when_another_route_is_asked_then_it_stays_open(path: str) -> None:
    assert not is_closed(path)
