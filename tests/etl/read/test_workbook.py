"""A sheet keeps its rows and columns where the reader sees them."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from etl.read.table import UnreadableFileError
from etl.read.workbook import read_workbook


def make_sheet(cells: dict[str, object], *, name: str = "Blad") -> bytes:
    workbook, content = openpyxl.Workbook(), io.BytesIO()
    workbook.active.title = name
    for place, value in cells.items():
        workbook.active[place] = value
    workbook.save(content)
    return content.getvalue()


def test_cells_when_the_table_starts_lower_and_to_the_right_then_places_are_kept() -> None:
    content = make_sheet({"C3": "kop", "D3": "n", "C5": "x", "D5": 4})

    cells, sheet = read_workbook(content)

    assert sheet == "Blad"
    assert cells.row(2) == ("", "", "kop", "n")
    assert cells.row(4) == ("", "", "x", "4")


def test_column_when_only_lower_rows_reach_left_then_places_are_kept() -> None:
    cells, _ = read_workbook(make_sheet({"C2": "kop", "D2": "n", "B4": "x"}))

    assert cells.row(1) == ("", None, "kop", "n")
    assert cells.row(3)[1] == "x"


def test_values_when_dates_and_numbers_then_plain_text() -> None:
    content = make_sheet({"A1": date(2022, 3, 1), "B1": datetime(2022, 3, 1, 10, 30), "C1": 4.0, "D1": 4.5})

    cells, _ = read_workbook(content)

    assert cells.row(0) == ("2022-03-01 00:00:00", "2022-03-01 10:30:00", "4", "4.5")


@pytest.mark.parametrize(
    ("content", "sheet", "check"),
    [
        (make_sheet({"A1": "x"})[:-300], None, "file_truncated"),
        (make_sheet({}), None, "file_empty"),
        (make_sheet({"A1": "x"}), "Ander blad", "sheet_missing"),
    ],
)
def test_workbook_when_unfit_then_refused(content: bytes, sheet: str | None, check: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_workbook(content, sheet=sheet)

    assert refused.value.check == check
