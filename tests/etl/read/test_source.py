"""The files of a source, whatever their tool, come out as tables that know their headings and rows."""

from pathlib import Path

import pytest

from etl.read.source import SourceFile, list_files, read_file
from etl.read.table import RawTable, UnreadableFileError
from schemas.programme import Source

SOURCE = Source(id="s", kind="survey", files="*.csv")


def read_text(folder: Path, text: str, *, source: Source = SOURCE) -> RawTable:
    path = folder / "x.csv"
    path.write_text(text, encoding="utf-8")
    return read_file(SourceFile(source, path, path.name))


def test_qualtrics_when_three_header_rows_then_names_question_and_import_id(tmp_path: Path) -> None:
    text = (
        "IPAddress,Q1\n"
        'IP-Adresse,"Wie geht\nes?"\n'
        '"{""ImportId"":""ipAddress""}","{""ImportId"":""QID1""}"\n'
        "192.0.2.1,4\n"
    )

    raw = read_text(tmp_path, text)

    assert raw.format == "qualtrics"
    assert raw.columns[1].names == ("Q1", "Wie geht\nes?", "QID1")
    assert raw.rows.select("row", "c2").rows() == [(4, "4")]


def test_heading_when_code_and_question_then_answers_to_both(tmp_path: Path) -> None:
    raw = read_text(tmp_path, 'id,"G1[SQ001]. Ik leer. Veel."\n1,4\n')

    assert raw.columns[1].names == ("G1[SQ001]. Ik leer. Veel.", "G1[SQ001]", "Ik leer. Veel.")


def test_rows_when_a_title_stands_above_then_numbered_as_seen(tmp_path: Path) -> None:
    raw = read_text(tmp_path, "Aanwezigheden;\n;\nnr;dag\n1;X\n;\n2;V\n")

    assert [column.heading for column in raw.columns] == ["nr", "dag"]
    assert raw.rows["row"].to_list() == [4, 6]


def test_rows_when_only_white_space_then_they_are_no_rows(tmp_path: Path) -> None:
    raw = read_text(tmp_path, "a,b\n  ,\u00a0\n1, \n")

    assert raw.rows.rows() == [(3, "1", None)]


def test_header_row_when_given_then_used(tmp_path: Path) -> None:
    source = SOURCE.model_copy(update={"header_row": 2})

    assert read_text(tmp_path, "x,y\na,b\n1,2\n", source=source).columns[0].heading == "a"


def test_format_when_another_is_found_then_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_text(tmp_path, "a,b\n", source=SOURCE.model_copy(update={"format": "xlsx"}))

    assert refused.value.check == "file_wrong_type"


def test_files_when_listed_then_lock_files_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "~$a.csv", ".a.csv", "a.txt"):
        (tmp_path / name).touch()

    assert [file.name for file in list_files(SOURCE, raw=tmp_path)] == ["a.csv", "b.csv"]
