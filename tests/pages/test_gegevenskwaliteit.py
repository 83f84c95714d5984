import pytest

from etl.check.registry import CHECKS
from tests.builders.screens import open_screen, read_screen
from texts import LANGUAGES, texts_in


@pytest.mark.usefixtures("full")
def test_quality_when_full_counts_rows_and_findings() -> None:
    words = read_screen(open_screen("quality"))
    for pair in ("rijen gelezen</dt><dd>690", "rijen geladen</dt><dd>684", "rijen geweigerd</dt><dd>6"):
        assert pair in words
    assert "fout</dt><dd>1<" in words
    assert "waarschuwingen</dt><dd>2<" in words


@pytest.mark.usefixtures("full")
def test_quality_when_full_names_file_row_and_column_of_a_finding() -> None:
    words = read_screen(open_screen("quality"))
    assert "De code 7 valt buiten de schaal 1–5." in words
    assert '<td class="number">14</td><td>usefulness_1</td>' in words


@pytest.mark.usefixtures("full")
def test_quality_when_filtered_by_severity_lists_only_that_severity() -> None:
    screen = open_screen("quality")
    screen.selectbox(key="quality-severity").set_value("error").run()
    words = read_screen(screen)
    assert "1 van 1 bevinding staat hieronder." in words
    assert "Drie scholen in plaats van vier." not in words


@pytest.mark.usefixtures("full")
def test_quality_when_the_release_carries_the_workbook_offers_it() -> None:
    labels = [b.proto.label for b in open_screen("quality").get("download_button")]
    assert "Download het werkboek met alle bevindingen" in labels


@pytest.mark.usefixtures("full")
def test_quality_when_a_cell_is_too_small_shows_no_response_of_it() -> None:
    screen = open_screen("quality", query={"traject": "pi-10", "niveau": "basis-buitengewoon"})
    assert not screen.exception
    assert "Welke schalen bleven open" not in read_screen(screen)


@pytest.mark.usefixtures("empty")
def test_quality_when_nothing_was_found_says_so() -> None:
    screen = open_screen("quality")
    assert not screen.exception
    assert [s.value for s in screen.success] == [
        "De controles vonden niets. Alles wat gelezen is, is geladen."
    ]


@pytest.mark.usefixtures("full")
def test_quality_when_english_gives_the_findings_in_english() -> None:
    words = read_screen(open_screen("quality", query={"taal": "en"}))
    assert "Code 7 is outside the scale 1–5." in words
    assert "De code 7" not in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_quality_names_every_check_that_the_intake_can_report(language: str) -> None:
    texts = texts_in(language)  # type: ignore[arg-type]
    assert [code for code in CHECKS if not texts.has(f"quality.check_{code}")] == []
