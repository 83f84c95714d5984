"""The workbook: each number is one of the release, and nothing in it can run."""

from io import BytesIO

import openpyxl
import polars as pl
import pytest

from reports.book import write_book
from tests.builders.release import make_tables, write_release
from tests.reports.conftest import Reports
from tests.reports.reading import query, read_book
from texts import texts_in
from ui.taking.command import make_report

NL = texts_in("nl")
SHOWN = (
    "SELECT value, s.low, s.high, n FROM statements AS s JOIN indicators USING (indicator_id) "
    "WHERE level = 'reaction' AND status = 'shown' AND (cell_id = 'total' OR cell_id = 'trajectory=pi-3' "
    "OR cell_id LIKE 'trajectory=pi-3|%')"
)


def table_of(rows: list[tuple[object, ...]], heading: str = "Groep") -> list[dict[str, object]]:
    """The rows below the row of headings, by heading."""
    start = next(place for place, row in enumerate(rows) if row[0] == heading)
    return [dict(zip(map(str, rows[start]), row, strict=True)) for row in rows[start + 1 :]]


def in_order(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The rows sorted; a workbook holds sixteen digits of a number and a release seventeen."""
    rounded = [tuple(round(n, 12) if isinstance(n, float) else n for n in row) for row in rows]
    return sorted(rounded, key=repr)


def test_book_when_read_back_then_its_numbers_are_those_of_the_release(made: Reports) -> None:
    rows = table_of(read_book(write_book(made.find("organiser", "pi-3"), texts=NL))["Reactie"])
    written = [tuple(row[name] for name in ("Waarde", "Interval van", "Interval tot", "n")) for row in rows]
    stated = query(made.path, SHOWN)

    assert stated
    assert in_order(written) == in_order(stated)


def test_book_when_read_back_then_each_sheet_tells_group_and_release(made: Reports) -> None:
    sheets = read_book(write_book(made.find("organiser", "pi-3"), texts=NL))

    for name, rows in sheets.items():
        words = " ".join(str(cell) for row in rows[:12] for cell in row if cell)
        assert "Traject 3" in words, name
        assert "proef-1" in words, name
    assert {"Over dit werkboek", "Bereik", "Reactie", "Leren", "Gedrag", "Codeboek", "Kolommen"} <= {*sheets}


def test_book_when_read_back_then_explains_each_of_its_columns(made: Reports) -> None:
    sheets = read_book(write_book(made.find("organiser", "pi-3"), texts=NL))
    explained = [row["Kolom"] for row in table_of(sheets["Kolommen"], "Kolom")]

    assert explained == list(table_of(sheets["Reactie"])[0])


def test_book_when_a_label_looks_like_a_formula_then_it_stays_text(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    tables = make_tables(release_id="formule")
    starts = ["=1+1", "+1+cmd", "-2+3", "@SUM(A1)"]
    first = [
        i for i in tables["indicators"]["indicator_id"] if i in set(tables["statements"]["indicator_id"])
    ]
    renamed = dict(zip(first, starts, strict=False))
    tables["indicators"] = tables["indicators"].with_columns(
        label_nl=pl.coalesce(pl.col("indicator_id").replace_strict(renamed, default=None), "label_nl")
    )
    path = write_release(tmp_path_factory.mktemp("formula"), tables)
    report = make_report(path, role="ministry", trajectory="pi-3", texts=NL)
    book = openpyxl.load_workbook(BytesIO(write_book(report, texts=NL)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    assert set(starts) <= {cell.value for cell in cells}


def test_scan_when_a_workbook_has_a_formula_then_it_is_caught() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "=1+1"

    assert book.worksheets[0]["A1"].data_type == "f"
