from io import BytesIO

import openpyxl
import polars as pl

from reports.document import Document
from reports.workbook import write_workbook
from texts import texts_in

DOCUMENT = Document(
    title="Hoe bruikbaar was het?",
    answer="Bruikbaarheid krijgt een hoge score.",
    source=("Programma", "n = 344 · uitgave proef-1"),
    caution="Zelfrapportage.",
    table=pl.DataFrame({"schaal": ["=1+1", "https://example.org"], "waarde": [4.2, None], "n": [344, 12]}),
)


def _open(language: str) -> openpyxl.Workbook:
    content = write_workbook(DOCUMENT, texts=texts_in(language))  # type: ignore[arg-type]
    return openpyxl.load_workbook(BytesIO(content))


def test_workbook_when_made_covers_title_finding_source_and_caution() -> None:
    cover = _open("nl")["Over deze tabel"]
    written = [row[0] for row in cover.iter_rows(values_only=True) if row[0]]
    assert written == [DOCUMENT.title, DOCUMENT.answer, *DOCUMENT.source, DOCUMENT.caution]


def test_workbook_when_made_keeps_numbers_as_numbers_and_gaps_empty() -> None:
    rows = list(_open("nl")["Tabel"].iter_rows(values_only=True))
    assert rows[0] == ("schaal", "waarde", "n")
    assert rows[1][1:] == (4.2, 344)
    assert rows[2][1:] == (None, 12)


def test_workbook_when_text_looks_like_a_formula_or_link_keeps_it_text() -> None:
    sheet = _open("nl")["Tabel"]
    assert sheet["A2"].data_type == "s"
    assert sheet["A3"].hyperlink is None


def test_workbook_when_english_names_its_sheets_in_english() -> None:
    assert _open("en").sheetnames == ["About this table", "Table"]
