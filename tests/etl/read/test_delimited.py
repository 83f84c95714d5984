"""CSV in every dialect comes out as it went in; what is cut off or no text is refused."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read.delimited import read_delimited
from etl.read.table import UnreadableFileError

ENCODINGS = ["utf-8", "utf-8-sig", "cp1252", "utf-16"]
# No delimiter of another dialect: which one a file of only such cells means, nobody can tell.
TEXTS = st.text(alphabet='abcXYZ 0123456789.-éëïàü"\n', max_size=12)


@given(
    rows=st.lists(st.lists(TEXTS, min_size=3, max_size=3), min_size=1, max_size=6),
    encoding=st.sampled_from(ENCODINGS),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_cells_when_written_in_any_dialect_then_read_back_alike(
    rows: list[list[str]], encoding: str, delimiter: str, line_end: str
) -> None:
    # Given a file as any tool may write it
    heading = ["Nummer", "Één", "Twee"]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows([heading, *rows])

    # When nothing is told about it
    cells, widths = read_delimited(text.getvalue().encode(encoding))

    # Then every cell is there
    assert [list(row) for row in cells.iter_rows()] == [heading, *rows]
    assert widths.to_list() == [3] * (len(rows) + 1)


def test_delimiter_when_cells_hold_decimal_commas_then_semicolon() -> None:
    cells, _ = read_delimited(b"id;uren\n1;3,5\n2;4,5\n")

    assert cells.rows() == [("id", "uren"), ("1", "3,5"), ("2", "4,5")]


def test_delimiter_when_questions_hold_commas_then_the_even_one_counts() -> None:
    cells, _ = read_delimited(b"id;Ik leer, en doe, graag;b\n1;eens;2\n2;oneens;3\n")

    assert cells.width == 3


def test_records_when_ragged_then_padded_and_their_widths_kept() -> None:
    cells, widths = read_delimited(b"a;b;c\n1;2\n\n1;2;3;4\n")

    assert cells.rows()[1:] == [("1", "2", "", ""), ("", "", "", ""), ("1", "2", "3", "4")]
    assert widths.to_list() == [3, 2, 0, 4]


def test_quotes_when_against_the_rules_then_still_read() -> None:
    cells, _ = read_delimited(b'a;b\n"x"y;2\n')

    assert cells.height == 2


@pytest.mark.parametrize(
    ("content", "check"),
    [
        (b"  \n \n", "file_empty"),
        (b'a;b\n1;"half', "file_truncated"),
        (b"a;b;c\n1;2;3\n4;5", "file_truncated"),
        (b"a;b\n\x81;2\n", "file_unreadable"),
        (b"a;b\n1;2\n" + b"x" * 200_000, "file_unreadable"),
        (b"a;b\n1;2\n" * 40 + b"x" * 200_000 + b"\n", "file_unreadable"),
        (b"\x89PNG\r\n" + bytes(range(1, 200)), "file_wrong_type"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 4, "file_wrong_type"),
    ],
)
def test_file_when_no_whole_text_then_refused(content: bytes, check: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_delimited(content)

    assert refused.value.check == check


def test_last_line_when_whole_but_without_line_end_then_read() -> None:
    cells, _ = read_delimited(b"a;b\n1;2")

    assert cells.height == 2
