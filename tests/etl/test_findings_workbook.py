"""The workbook lists all findings and marks the cells at fault, without any answer of a person."""

import io
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from etl.findings_workbook import make_workbook
from schemas.table import empty_frame
from schemas.warehouse import Findings
from tests.builders.raw_programme import change_file, take_in_folder, write_programme


@pytest.fixture
def findings(tmp_path: Path) -> pl.DataFrame:
    folder = write_programme(tmp_path / "proef")
    change_file(folder, "raw/end.csv", "10:00,Einde,5,5,2", "10:00,Einde,5,9,2")
    change_file(folder, "raw/begin.csv", "trust_1,", "leeftijd,")
    change_file(folder, "raw/schools.csv", "104,B", "103,B")
    return take_in_folder(folder).tables["findings"]


def read_book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_workbook_when_made_then_the_list_has_every_finding(findings: pl.DataFrame) -> None:
    sheet = read_book(make_workbook(findings))["Bevindingen"]

    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[-1] for row in rows] == findings["sentence_nl"].to_list()
    assert {row[1] for row in rows} == {"fout", "waarschuwing"}


def test_workbook_when_a_cell_is_at_fault_then_only_that_cell_is_marked(findings: pl.DataFrame) -> None:
    sheet = read_book(make_workbook(findings))["end.csv"]

    marked = [cell for row in sheet.iter_rows() for cell in row if cell.comment]
    assert [cell.coordinate for cell in marked] == ["E2"]
    assert "buiten de schaal" in marked[0].comment.text
    assert marked[0].fill.fgColor.rgb == "FFF4B8A8"


def test_workbook_when_mirroring_a_file_then_it_holds_none_of_its_content(findings: pl.DataFrame) -> None:
    book = read_book(make_workbook(findings))

    cells = [cell.value for name in book.sheetnames[1:] for row in book[name].iter_rows() for cell in row]
    assert set(cells) <= {None}


def test_workbook_when_a_row_is_at_fault_then_its_first_cell_is_marked(findings: pl.DataFrame) -> None:
    sheet = read_book(make_workbook(findings))["schools.csv"]

    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment] == ["A5"]


def test_workbook_when_english_then_english_sentences(findings: pl.DataFrame) -> None:
    sheet = read_book(make_workbook(findings, language="en"))["Findings"]

    assert sheet["G2"].value == findings["sentence_en"][0]


def test_workbook_when_no_findings_then_an_empty_list() -> None:
    book = read_book(make_workbook(empty_frame(Findings)))

    assert book.sheetnames == ["Bevindingen"]


def test_workbook_when_names_are_long_or_alike_then_each_file_has_a_sheet() -> None:
    files = ["a/" + "x" * 40 + "[1].csv", "b/" + "x" * 40 + "[2].csv", "c/bevindingen"]
    rows = [
        {
            "check": "c",
            "severity": "error",
            "file": file,
            "sheet": None,
            "row": 2,
            "column": "=A1",
            "position": 1,
        }
        | {"sentence_nl": "=1+1", "sentence_en": "x"}
        for file in files
    ]
    book = read_book(make_workbook(pl.DataFrame(rows, schema=empty_frame(Findings).schema)))

    assert len(book.sheetnames) == 4
    assert book["Bevindingen"]["G2"].data_type == "s"
