"""The place on the overview where a reader takes the chosen group along."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.builders.screens import catch_downloads, open_screen, serve_release
from tests.reports.reading import read_pdf
from ui.audit.log import find_log
from ui.audit.reading import list_days, read_day

ORGANISER = {"rol": "organisator-pi-3", "traject": "pi-3"}


@pytest.fixture(autouse=True)
def log_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    serve_release(monkeypatch, built=tmp_path_factory.getbasetemp() / "offer", tables=None)
    monkeypatch.setenv("KOMPAS_LOG_DIR", str(tmp_path / "log"))
    return tmp_path / "log"


def test_overview_when_opened_then_offers_report_workbook_and_slides() -> None:
    screen = open_screen("overview")

    labels = [button.proto.label for button in screen.get("download_button")]
    assert labels == ["Verslag (PDF)", "Werkboek (XLSX)", "Dia's (PPTX)"]
    assert not screen.exception


def test_report_when_asked_for_then_is_that_of_the_chosen_group_and_noted(
    monkeypatch: pytest.MonkeyPatch, log_folder: Path
) -> None:
    files = catch_downloads(monkeypatch)
    open_screen("overview", query=ORGANISER)
    (name,) = [name for name in files if name.endswith(".pdf")]
    find_log().flush()
    before = pl.concat([read_day(log_folder, day) for day in (*list_days(log_folder), date.min)])
    words = read_pdf(files[name]())
    find_log().flush()
    noted = pl.concat([read_day(log_folder, day) for day in (*list_days(log_folder), date.min)])

    assert before.filter(pl.col("format") != "").is_empty()
    assert "Traject 3 ·" in words
    assert "Traject 4 ·" not in words
    taken = noted.filter(pl.col("format") != "").select("role", "cell", "figure", "format").rows()
    assert taken == [("organiser", "trajectory=pi-3", "report", "pdf")]


def test_report_when_a_group_is_too_small_then_says_so_and_still_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = catch_downloads(monkeypatch)
    open_screen("overview", query={"traject": "pi-10", "niveau": "basis-buitengewoon"})
    (name,) = [name for name in files if name.endswith(".pdf")]

    assert "Niet getoond." in read_pdf(files[name]())
