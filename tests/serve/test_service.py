"""The server in a process of its own: its doors, its log, and what it holds open."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import quote, urlsplit

import duckdb
import pytest
from websockets.exceptions import InvalidStatus

from tests.builders.faulty_server import SAID, SECRETS
from tests.builders.logins import write_access, write_secrets
from tests.builders.release import write_release
from tests.builders.service import ROOT, Service, free_port, serve
from tests.builders.sockets import open_socket, run_page
from ui.navigation import PAGES

FAULTY = ("-m", "tests.builders.faulty_server")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up release, and beside it a warehouse as a build leaves it there."""
    folder = tmp_path_factory.mktemp("service")
    write_release(folder / "proef")
    with duckdb.connect(str(folder / "proef" / "warehouse.duckdb")) as warehouse:
        warehouse.execute("CREATE TABLE responses AS SELECT 1 AS value")
    return folder


@pytest.fixture(scope="module")
def service(built: Path) -> Iterator[Service]:
    with serve(built, programme="proef") as running:
        yield running


def ask_server(
    service: Service, path: str, *, method: str = "GET", body: bytes = b"", **headers: str
) -> HTTPResponse:
    connection = HTTPConnection(urlsplit(service.address).netloc, timeout=20)
    connection.request(
        method, path, body=body or None, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    answer = connection.getresponse()
    answer.read()
    return answer


def visit_everything(service: Service) -> None:
    """Every page, and what goes wrong on the way in."""
    with open_socket(service.address) as connection:
        for name in PAGES:
            run_page(
                connection, "" if name == "overview" else Path(PAGES[name]).stem, "rol=gegevensbeheerder"
            )
    for path in ("/nergens", "/static/nergens.js", "/media/nergens", "/component/x", "/oauth2callback"):
        ask_server(
            service,
            f"{path}?email=jan.peeters%40school.example&code=geheime-code&error=access_denied"
            f"&error_description={quote(SAID)}",
            X_Forwarded_For="81.82.83.84",
        )


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:9999", "null"])
def test_socket_when_another_site_opens_it_then_is_refused(service: Service, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused, open_socket(service.address, origin=origin):
        pass

    assert refused.value.response.status_code == 403


def test_socket_when_our_page_opens_it_then_runs(service: Service) -> None:
    with open_socket(service.address) as connection:
        assert run_page(connection, "")


def test_metrics_when_asked_for_then_nothing_answers(service: Service) -> None:
    assert ask_server(service, "/_stcore/metrics").status == 404


def test_body_when_too_large_then_is_refused(service: Service) -> None:
    assert ask_server(service, "/reactie", method="POST", body=b"x" * 70_000).status == 413


def test_upload_when_it_is_not_from_our_page_then_is_refused(service: Service) -> None:
    answer = ask_server(service, "/_stcore/upload_file/a/b", method="PUT", body=b"x")

    assert answer.status == 403


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_cookies_when_a_trusted_proxy_tells_the_scheme_then_follow_it(
    service: Service, scheme: str, secure: bool
) -> None:
    answer = ask_server(service, "/_stcore/health", X_Forwarded_Proto=scheme)
    cookie = answer.headers["set-cookie"]

    assert cookie.startswith("_streamlit_xsrf=")
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is secure


def test_settings_when_the_days_of_the_log_are_none_then_the_server_says_so_and_does_not_start(
    built: Path,
) -> None:
    environment = {
        **os.environ,
        "KOMPAS_BUILT": str(built),
        "KOMPAS_PROGRAMME": "proef",
        "KOMPAS_LOG_DAYS": "x",
    }
    done = subprocess.run(
        [sys.executable, "server.py", "--port", str(free_port())],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("KOMPAS_LOG_DAYS is het aantal dagen")


def list_open_files(pid: int) -> set[str]:
    """Every file that a process holds open or mapped."""
    handles = {os.readlink(path) for path in Path(f"/proc/{pid}/fd").iterdir() if path.is_symlink()}
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    return handles | {line.split(maxsplit=5)[5] for line in maps if len(line.split(maxsplit=5)) == 6}


def test_process_when_every_page_was_visited_then_holds_the_release_and_no_warehouse(
    service: Service, built: Path
) -> None:
    visit_everything(service)
    opened = list_open_files(service.process.pid)

    assert str(built / "proef" / "release-proef-1.duckdb") in opened
    assert [name for name in opened if "warehouse" in name or "/raw/" in name] == []
    assert [name for name in opened if "/etl/" in name] == []


def test_open_files_when_a_process_holds_the_warehouse_then_it_is_found(built: Path) -> None:
    path = built / "proef" / "warehouse.duckdb"
    with duckdb.connect(str(path), read_only=True):
        assert str(path) in list_open_files(os.getpid())


IMPORTS = """
import json, sys
from pathlib import Path
import server
from streamlit.testing.v1 import AppTest
from ui.navigation import PAGES
{also}
for name, path in PAGES.items():
    screen = AppTest.from_file("dashboard.py", default_timeout=60)
    screen.query_params["rol"] = "gegevensbeheerder"
    if name != "overview":
        screen.switch_page(path)
    assert not screen.run().exception, name
print(json.dumps(sorted(name for name in sys.modules if name.split(".")[0] == "etl")))
"""


@pytest.mark.parametrize(("also", "found"), [("", []), ("import etl.lattice", ["etl", "etl.lattice"])])
def test_app_when_every_page_ran_then_nothing_of_etl_is_imported(
    built: Path, also: str, found: list[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS.replace("{also}", also)],
        cwd=ROOT,
        env={**os.environ, "KOMPAS_BUILT": str(built), "KOMPAS_PROGRAMME": "proef"},
        capture_output=True,
        text=True,
        check=True,
    )

    modules = json.loads(done.stdout.splitlines()[-1])
    assert set(found) <= set(modules)
    assert bool(modules) is bool(found)


@pytest.mark.parametrize("discreet", [True, False])
def test_log_when_a_page_fails_and_a_login_fails_then_nobody_is_in_it_unless_it_is_plain(
    built: Path, tmp_path: Path, discreet: bool
) -> None:
    program = FAULTY if discreet else (*FAULTY, "--plain")
    environment = {"KOMPAS_LOG_DIR": str(tmp_path / "log")}
    with serve(built, programme="proef", program=program, more=environment) as service:
        visit_everything(service)
    written = service.log + "".join(path.read_text() for path in (tmp_path / "log").iterdir())
    leaked = [secret for secret in SECRETS if secret in written]

    assert "Fout " in service.log
    assert (leaked == []) is discreet


@pytest.mark.parametrize("discreet", [True, False])
def test_log_when_the_provider_refuses_a_login_then_nobody_is_in_it_unless_it_is_plain(
    built: Path, tmp_path: Path, discreet: bool
) -> None:
    write_secrets(tmp_path, origin="https://kompas.example.be")
    environment = {
        "HOME": str(tmp_path),
        "KOMPAS_ACCESS": str(write_access(tmp_path)),
        "KOMPAS_SESSIONS": str(tmp_path / "sessions.sqlite"),
    }
    program = FAULTY if discreet else (*FAULTY, "--plain")
    with serve(built, programme="proef", program=program, more=environment) as service:
        visit_everything(service)
    leaked = [secret for secret in SECRETS if secret in service.log]

    assert "Error during authentication" in service.log
    assert (leaked == []) is discreet
