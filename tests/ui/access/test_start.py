import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.logins import ACCESS, configure_login, write_access
from tests.builders.release import make_real_tables
from tests.builders.screens import open_screen, read_screen, serve_release
from tests.builders.service import ROOT, free_port
from texts import texts_in
from ui.access.start import list_obstacles

NL = texts_in("nl")


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    serve_release(monkeypatch, built=tmp_path, tables=make_real_tables())


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    configure_login(monkeypatch, tmp_path)


@pytest.mark.usefixtures("real")
def test_start_when_data_are_real_and_there_is_no_login_then_says_what_to_do() -> None:
    (obstacle,) = list_obstacles()

    assert "docs/toegang.md" in obstacle
    assert ".streamlit/access.toml" in obstacle


def test_start_when_data_are_made_up_then_nothing_is_in_the_way(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serve_release(monkeypatch, built=tmp_path, tables=None)

    assert list_obstacles() == ()


@pytest.mark.usefixtures("real", "login")
def test_start_when_a_login_is_configured_then_nothing_is_in_the_way() -> None:
    assert list_obstacles() == ()


@pytest.mark.usefixtures("real", "login")
def test_start_when_rules_name_a_trajectory_that_is_not_there_then_names_it(tmp_path: Path) -> None:
    write_access(tmp_path, ACCESS.replace("pi-3", "pi-33"))

    (obstacle,) = list_obstacles()
    assert "“pi-33”" in obstacle


@pytest.mark.usefixtures("real", "login")
def test_start_when_the_rules_are_gone_then_says_so(tmp_path: Path) -> None:
    (tmp_path / "access.toml").unlink()

    assert "access.toml ontbreekt" in list_obstacles()[0]


@pytest.mark.usefixtures("real")
def test_start_when_the_secret_is_short_and_the_table_cannot_be_made_then_says_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    configure_login(monkeypatch, tmp_path, secret="kort")
    monkeypatch.setenv("KOMPAS_SESSIONS", str(tmp_path / "access.toml" / "x.sqlite"))

    words = " ".join(list_obstacles())
    assert "minder dan 32 tekens" in words
    assert "KOMPAS_SESSIONS" in words


@pytest.mark.usefixtures("real")
def test_server_when_data_are_real_and_there_is_no_login_then_does_not_start(tmp_path: Path) -> None:
    command = [sys.executable, "server.py", "--port", str(free_port())]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)

    assert result.returncode == 1
    assert result.stderr.startswith("Kompas start niet:")
    assert result.stdout == ""


@pytest.mark.usefixtures("real")
def test_dashboard_when_data_are_real_and_there_is_no_login_then_shows_the_sentence_and_nothing_else() -> (
    None
):
    for name in ("overview", "about"):
        screen = open_screen(name, query={"rol": "gegevensbeheerder"})
        assert not screen.exception
        assert [title.value for title in screen.title] == [NL("access.unguarded_title")]
        assert "Schoolleiders in de proefopstelling" not in read_screen(screen)
