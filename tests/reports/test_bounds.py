from io import BytesIO

import openpyxl
import polars as pl

from reports.bounds import bounded, drop_codes, is_bounded, spread_bounds
from reports.csv import write_csv
from reports.document import Document
from reports.workbook import write_workbook
from texts import texts_in

NL = texts_in("nl")
MEAN, SHARE = "gemiddelde", "aandeel (%)"


def _table(*, codes: list[int | None], percent: bool = False) -> pl.DataFrame:
    name = SHARE if percent else MEAN
    frame = pl.DataFrame(
        {"rij": ["a", "b", "c"], "v": [1.5, 3.2, None], "c": codes}, schema_overrides={"c": pl.Int64}
    )
    return frame.select("rij", bounded(pl.col("v"), pl.col("c"), percent=percent).alias(name))


def test_column_when_nothing_is_a_bound_then_it_is_plain() -> None:
    table = drop_codes(_table(codes=[0, None, None]))

    assert table[MEAN].to_list() == [1.5, 3.2, None]


def test_column_when_one_is_a_bound_then_it_keeps_its_codes() -> None:
    assert is_bounded(drop_codes(_table(codes=[-1, 0, None]))[MEAN])


def test_file_when_a_column_has_bounds_then_a_column_beside_it_says_what_they_mean() -> None:
    table = spread_bounds(_table(codes=[-1, 0, None]), texts=NL)

    assert table.columns == ["rij", MEAN, NL("numbers.column_bound", column=MEAN)]
    assert table.row(0) == ("a", 1.5, -1)
    assert table.row(2) == ("c", None, None)


def test_csv_when_a_column_has_bounds_then_number_and_code_stand_beside_each_other() -> None:
    lines = write_csv(_table(codes=[-1, 0, None]), language="nl").decode("utf-8-sig").splitlines()

    assert lines[0].startswith("rij;gemiddelde;")
    assert "−1 = dit of minder" in lines[0]
    assert lines[1] == "a;1,5;-1"
    assert lines[2] == "b;3,2;0"


def test_workbook_when_a_column_has_bounds_then_both_are_numbers() -> None:
    document = Document(title="t", answer="a", source=(), caution="c", table=_table(codes=[1, 0, None]))

    book = openpyxl.load_workbook(BytesIO(write_workbook(document, texts=texts_in("en"))))

    rows = list(book.worksheets[1].iter_rows(values_only=True))
    assert rows[0][2] == texts_in("en")("numbers.column_bound", column=MEAN)
    assert rows[1] == ("a", 1.5, 1)
