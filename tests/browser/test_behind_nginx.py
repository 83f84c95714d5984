"""The dashboard behind the nginx of docs/nginx.voorbeeld.conf, over TLS, in a real browser."""

import ssl
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from live.limits import Limits
from serve.headers import HEADERS
from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.visits import Visit, texts_of
from tests.builders.proxy import NAME, Proxy, proxy
from tests.builders.service import Service, serve

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def behind(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    with (
        serve(built, more={"KOMPAS_HOSTS": NAME}) as service,
        proxy(tmp_path_factory.mktemp("nginx"), port=_port_of(service)) as running,
    ):
        yield running


def _port_of(service: Service) -> int:
    port = urlsplit(service.address).port
    assert port is not None
    return port


def _launch(chromium: Browser) -> Browser:
    """Another browser beside the one of all tests, that knows the name of the proxy."""
    known = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    return chromium.browser_type.launch(executable_path=find_chromium(), args=[*FLAGS, known])


def _open_socket(behind: Proxy, *, origin: str) -> ClientConnection:
    return connect(
        f"ws://{NAME}:{behind.port}/_stcore/stream",
        sock=behind.connect(),
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(origin),
        max_size=None,
    )


def test_page_when_opened_over_tls_then_shows_its_figures_and_its_cookies_are_secure(
    chromium: Browser, behind: Proxy
) -> None:
    browser = _launch(chromium)
    context = browser.new_context(ignore_https_errors=True)
    seen = Visit(page=context.new_page())
    seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
    sockets: list[str] = []
    seen.page.on("websocket", lambda socket: sockets.append(socket.url))
    seen.page.goto(f"{behind.address}/reactie?traject=pi-2")
    seen.wait()
    title = seen.page.locator("h1").inner_text()
    charts = seen.page.get_by_test_id("stPlotlyChart").count()
    cookies = context.cookies()
    browser.close()

    assert title == texts_of("nl")("reaction.title")
    assert charts > 0
    assert seen.errors == []
    assert [url.split("?")[0] for url in sockets] == [f"wss://{NAME}:{behind.port}/_stcore/stream"]
    assert cookies
    assert [c["name"] for c in cookies if not c["secure"] or c["sameSite"] != "Lax"] == []


def test_answer_when_it_comes_over_tls_then_has_every_header_once(behind: Proxy) -> None:
    answer, _ = behind.ask("/reactie")

    assert answer.status == 200
    assert {name: answer.headers.get_all(name) for name in HEADERS} == {n: [v] for n, v in HEADERS.items()}
    assert answer.headers.get_all("strict-transport-security") == ["max-age=15552000"]
    assert answer.headers["server"] == "nginx"


def test_cookie_when_set_over_tls_then_is_secure_and_of_this_site(behind: Proxy) -> None:
    answer, _ = behind.ask("/_stcore/health")
    cookies = answer.headers.get_all("set-cookie") or []

    assert len(cookies) == 1
    assert cookies[0].lower().count("; secure") == 1
    assert cookies[0].lower().count("; samesite=lax") == 1


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/mcp", "/_stcore/script-health-check", "/_stcore/metrics/"]
)
def test_route_when_it_is_closed_then_nothing_answers(behind: Proxy, path: str) -> None:
    assert behind.ask(path)[0].status == 404


def test_body_when_too_large_then_is_refused_and_an_upload_may_be_larger(behind: Proxy) -> None:
    large = b"x" * 100_000

    assert behind.ask("/reactie", method="POST", body=large)[0].status == 413
    assert behind.ask("/_stcore/upload_file/a/b", method="PUT", body=large)[0].status == 403
    assert behind.ask("/_stcore/upload_file/a/b", method="PUT", body=large * 540)[0].status == 413


def test_socket_when_our_page_opens_it_then_opens_and_for_another_site_it_does_not(behind: Proxy) -> None:
    with _open_socket(behind, origin=behind.address) as connection:
        assert connection.subprotocol == "streamlit"
    with pytest.raises(InvalidStatus) as refused:
        _open_socket(behind, origin="https://evil.example")

    assert refused.value.response.status_code == 403


def test_visitor_when_without_tls_or_under_another_name_then_is_led_or_refused(behind: Proxy) -> None:
    plain = HTTPConnection("127.0.0.1", behind.plain_port)
    plain.request("GET", "/leren?traject=pi-2", headers={"host": NAME})
    answer = plain.getresponse()

    assert answer.status == 301
    assert answer.headers["location"] == f"https://{NAME}/leren?traject=pi-2"
    with pytest.raises(ssl.SSLError):
        behind.connect(name="evil.example")


def test_logs_when_a_code_is_in_an_address_then_hold_neither_it_nor_who_asked(behind: Proxy) -> None:
    behind.ask("/oauth2callback?code=geheime-code&email=jan%40school.example")
    behind.ask("/nergens?email=jan%40school.example", headers={"cookie": "a=" + "b" * 9000})
    written = behind.read_logs()

    assert "/oauth2callback" in written
    assert [secret for secret in ("geheime-code", "jan", "127.0.0.1", "?") if secret in written] == []


def test_code_when_one_source_guesses_then_only_that_source_is_slowed_down(behind: Proxy) -> None:
    def try_code(*, source: str, told: str = "") -> str:
        headers = {"content-type": "application/x-www-form-urlencoded", "x-forwarded-for": told}
        body = b"code=ZZZ-ZZZ&taal=nl"
        answer, _ = behind.ask("/live/aansluiten", method="POST", body=body, headers=headers, source=source)
        return parse_qs(urlsplit(answer.headers["location"]).query)["fout"][0]

    guesses = [try_code(source="127.0.0.2") for _ in range(Limits().wrong_codes_per_source)]

    assert set(guesses) == {"wrong_code"}
    assert try_code(source="127.0.0.2") == "slow_down"
    assert try_code(source="127.0.0.2", told="127.0.0.9") == "slow_down"
    assert try_code(source="127.0.0.3") == "wrong_code"


class _Live(BaseHTTPRequestHandler):
    """Says one thing, and the next only once the first was heard."""

    heard = Event()

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        self.wfile.write(b"data: 1\n\n")
        self.wfile.flush()
        if self.heard.wait(30):
            self.wfile.write(b"data: 2\n\n")

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def test_live_route_when_it_sends_one_event_then_that_arrives_before_the_next(tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Live)
    Thread(target=server.serve_forever, daemon=True).start()
    with proxy(tmp_path, port=server.server_port) as running:
        line = running.connect()
        line.sendall(f"GET /live/x HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n".encode())
        line.settimeout(20)
        came = b""
        while b"data: 1" not in came:
            came += line.recv(4096)
        _Live.heard.set()
        while b"data: 2" not in came:
            came += line.recv(4096)
    server.shutdown()

    assert came.index(b"data: 1") < came.index(b"data: 2")
