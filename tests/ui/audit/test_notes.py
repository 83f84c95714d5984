"""What a run notes: once a page and cell in a session, each file, and never a value."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.builders.screens import catch_downloads, open_screen, read_screen, serve_release
from ui.audit.log import find_log
from ui.audit.reading import list_days, read_day
from ui.navigation import PAGES


@pytest.fixture(autouse=True)
def log_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    serve_release(monkeypatch, built=tmp_path_factory.getbasetemp() / "audit", tables=None)
    monkeypatch.setenv("KOMPAS_LOG_DIR", str(tmp_path / "log"))
    return tmp_path / "log"


def read_log(folder: Path) -> pl.DataFrame:
    find_log().flush()
    return pl.concat([read_day(folder, day) for day in (*list_days(folder), date.min)])


def test_view_when_the_page_runs_again_is_noted_once_a_session(log_folder: Path) -> None:
    screen = open_screen("reaction", query={"traject": "pi-2"})
    for _ in range(3):
        screen.run()

    entries = read_log(log_folder)
    assert entries.select("who", "role", "page", "cell").rows() == [
        ("-", "ministry", "reaction", "trajectory=pi-2")
    ]


def test_view_when_another_cell_or_session_is_opened_is_noted_again(log_folder: Path) -> None:
    screen = open_screen("reaction")
    screen.query_params["traject"] = "pi-2"
    screen.run()
    open_screen("reaction")

    assert sorted(read_log(log_folder)["cell"]) == ["total", "total", "trajectory=pi-2"]


def test_download_when_a_file_is_asked_for_is_noted_with_figure_and_format(
    log_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = catch_downloads(monkeypatch)
    key = read_screen(open_screen("reaction")).split("bestand=")[1].split('"')[0]
    open_screen("reaction", query={"bestand": key})
    before = read_log(log_folder).filter(pl.col("format") != "")
    for make in files.values():
        make()

    noted = read_log(log_folder).filter(pl.col("format") != "").sort("format")
    assert before.is_empty()
    assert noted.select("figure", "format").rows() == [(key, "csv"), (key, "xlsx")]


def test_log_when_pages_were_looked_at_holds_no_number_of_the_release(log_folder: Path) -> None:
    for name in PAGES:
        open_screen(name)
    find_log().flush()

    written = "".join(path.read_text() for path in log_folder.iterdir())
    known = {"at", "who", "role", "page", "cell", "figure", "format", "act"}
    assert set(re.findall(r'"(\w+)":', written)) == known
    assert re.findall(r"\d[.,]\d", written) == []


def test_page_when_the_steward_opens_it_lists_filters_and_hands_over(
    log_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = catch_downloads(monkeypatch)
    open_screen("reaction", query={"traject": "pi-2"})
    open_screen("reach", query={"rol": "gegevensbeheerder"})

    everything = read_screen(open_screen("audit", query={"rol": "gegevensbeheerder"}))
    only = read_screen(open_screen("audit", query={"rol": "gegevensbeheerder", "door": "ministry"}))

    assert "<td>Bereik</td>" in everything
    assert "<td>Gegevensbeheerder</td>" in everything
    assert "<td>Reactie</td>" in only
    assert "<td>Bereik</td>" not in only
    assert "Reactie" in files["kompas-raadplegingen.csv"]().decode("utf-8-sig")


@pytest.mark.parametrize("role", ["beleid", "organisator-pi-1", "reflectiegroep"])
def test_page_when_another_role_opens_it_shows_nothing(
    log_folder: Path, monkeypatch: pytest.MonkeyPatch, role: str
) -> None:
    files = catch_downloads(monkeypatch)
    open_screen("reaction")
    screen = open_screen("audit", query={"rol": role})

    assert not screen.exception
    assert "<td>" not in read_screen(screen)
    assert files == {}
