from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from etl.check.registry import CHECKS
from tests.builders.release import make_tables
from tests.builders.result_pages import read_questions, read_sections, run_page
from tests.builders.screens import open_screen, read_screen
from texts import LANGUAGES, texts_in

PARTS = ["Gelezen en gecontroleerd", "Alle bevindingen", "Respons", "Open antwoorden"]
STEWARD = {"rol": "gegevensbeheerder"}
WHOLE = texts_in("nl")("results.whole_section")


def open_findings(**query: str) -> AppTest:
    return open_screen("quality", query={"deel": "findings", **STEWARD, **query})


@pytest.mark.usefixtures("full")
def test_quality_when_opened_then_shows_what_was_read_and_which_checks_found_something() -> None:
    screen = open_screen("quality", query=STEWARD)
    assert not screen.exception
    assert read_sections(screen) == PARTS[:1]
    assert read_questions(screen) == ["Welke controles vonden iets?"]
    assert "<summary>Bestanden</summary>" in read_screen(screen)


@pytest.mark.usefixtures("full")
def test_quality_when_all_parts_are_chosen_then_they_stand_below_each_other() -> None:
    screen = open_screen("quality", query={"deel": "all", **STEWARD})
    assert not screen.exception
    assert read_sections(screen) == PARTS[:3]
    assert len(screen.get("plotly_chart")) == 2


def test_quality_when_a_scale_was_left_open_then_a_part_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = make_tables()
    of_one = (pl.col("indicator_id") == "usefulness") & (pl.col("wave") == "end")
    kept = pl.when(of_one & (pl.col("statistic") == "mean")).then(pl.col("n") // 2).otherwise("n")
    tables["statements"] = tables["statements"].with_columns(n=kept)
    app = run_page(
        "verantwoording/gegevenskwaliteit.py", built=tmp_path, monkeypatch=monkeypatch, tables=tables
    )
    assert not app.exception
    assert read_sections(app) == [PARTS[0], *PARTS[2:]]
    assert read_questions(app)[-1].startswith("Welke schalen bleven open")


@pytest.mark.usefixtures("full")
def test_quality_when_a_group_is_chosen_then_only_the_response_is_about_it() -> None:
    words = read_screen(open_screen("quality", query={"deel": "all", "traject": "pi-2", **STEWARD}))
    assert words.count(WHOLE) == 2
    assert words.count("het hele programma · uitgave") == 1
    assert words.count("Traject 2 ·") >= 2


@pytest.mark.usefixtures("full")
def test_quality_when_full_counts_rows_and_findings() -> None:
    words = read_screen(open_screen("quality"))
    for pair in ("rijen gelezen</dt><dd>690", "rijen geladen</dt><dd>684", "rijen geweigerd</dt><dd>6"):
        assert pair in words
    assert "fout</dt><dd>1<" in words
    assert "waarschuwingen</dt><dd>2<" in words


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("role", ["beleid", "organisator-pi-3"])
def test_quality_when_the_viewer_is_no_steward_then_findings_are_only_counted(role: str) -> None:
    screen = open_screen("quality", query={"deel": "all", "rol": role})
    words = read_screen(screen)

    assert not screen.exception
    assert "fout</dt><dd>1<" in words
    assert "Daarom ziet alleen de gegevensbeheerder ze." in words
    assert "De code 7" not in words
    assert "usefulness_1" not in words
    assert not screen.get("download_button")
    assert ("<summary>Bestanden</summary>" in words) is (role == "beleid")


@pytest.mark.usefixtures("full")
def test_quality_when_full_names_file_row_and_column_of_a_finding() -> None:
    words = read_screen(open_findings())
    assert "De code 7 valt buiten de schaal 1–5." in words
    assert '<td class="number">14</td><td>usefulness_1</td>' in words


@pytest.mark.usefixtures("full")
def test_quality_when_filtered_by_severity_lists_only_that_severity() -> None:
    screen = open_findings()
    screen.selectbox(key="quality-severity").set_value("error").run()
    words = read_screen(screen)
    assert "1 van 1 bevinding staat hieronder." in words
    assert "Drie scholen in plaats van vier." not in words


@pytest.mark.usefixtures("full")
def test_quality_when_the_release_carries_the_workbook_offers_it() -> None:
    labels = [b.proto.label for b in open_findings().get("download_button")]
    assert "Download het werkboek met alle bevindingen" in labels


@pytest.mark.usefixtures("full")
def test_quality_when_a_cell_is_too_small_shows_no_response_of_it() -> None:
    query = {"deel": "all", "traject": "pi-10", "niveau": "basis-buitengewoon"}
    screen = open_screen("quality", query=query)
    assert not screen.exception
    assert "Hoeveel schoolleiders antwoordden?" in read_questions(screen)
    assert "Welke schalen bleven open" not in read_screen(screen)


@pytest.mark.usefixtures("empty")
def test_quality_when_nothing_was_found_says_so() -> None:
    screen = open_screen("quality")
    assert not screen.exception
    assert [s.value for s in screen.success] == [
        "De controles vonden niets. Alles wat gelezen is, is geladen."
    ]
    assert "Alle bevindingen" not in read_screen(screen)


@pytest.mark.usefixtures("full")
def test_quality_when_english_gives_the_findings_in_english() -> None:
    words = read_screen(open_findings(taal="en"))
    assert "Code 7 is outside the scale 1–5." in words
    assert "De code 7" not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_quality_names_every_check_that_the_intake_can_report(language: str) -> None:
    texts = texts_in(language)  # type: ignore[arg-type]
    assert [code for code in CHECKS if not texts.has(f"quality.check_{code}")] == []
