"""Two columns under one heading are never told apart by guessing."""

from pathlib import Path

import polars as pl
import pytest

from etl.intake import Intake
from tests.builders.raw_programme import change_file, take_in_folder, write_programme


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


def list_found(intake: Intake) -> list[tuple[str, str]]:
    return intake.tables["findings"].select("check", "file").rows()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("leaders.csv", "Nummer;School;Van;Tot", "Nummer;School;Van; school "),
        ("groups.csv", "Nummer,Sessie,Aanwezig", "Nummer,Aanwezig,Aanwezig"),
        ("days.csv", "Nummer,1/3/2022", "Nummer,NUMMER"),
        ("sessions.csv", "held_on,hours", "hours,hours"),
        ("begin.csv", "Nummer,Datum,trust_1", "Nummer,Datum,Datum"),
    ],
)
def test_file_when_a_heading_it_needs_stands_twice_then_refused_with_one_finding(
    folder: Path, file: str, old: str, new: str
) -> None:
    change_file(folder, f"raw/{file}", old, new)

    intake = take_in_folder(folder)

    assert intake.refused
    assert [check for check, where in list_found(intake) if where == file].count("heading_twice") == 1
    (sentence,) = intake.tables["findings"].filter(check=pl.lit("heading_twice"))["sentence_nl"]
    assert file in sentence
    assert "(kolom " in sentence


def test_file_when_a_heading_that_nobody_reads_stands_twice_then_loaded(folder: Path) -> None:
    change_file(folder, "raw/coaches.csv", "started_on,stopped_on\nK1,A,", "nota,nota\nK1,A,")

    intake = take_in_folder(folder)

    assert list_found(intake) == []


def test_session_when_two_groups_have_a_column_each_then_both_are_loaded(folder: Path) -> None:
    # L1 and L2 (trajectory 1) met on the day of L3 (trajectory 2): a column each, never in the same row
    sheet = "Nummer,1/3/2022,1/3/2022\nL1,X,\nL2,afwezig,\nL3,,X\nL4,,\n"
    (folder / "raw" / "days.csv").write_text(sheet)

    intake = take_in_folder(folder)

    assert list_found(intake) == []
    marks = intake.tables["attendance"].filter(pl.col("session_id") != "S2")
    assert sorted(marks.select("session_id", "status").rows()) == [
        ("S1", "absent"),
        ("S1", "present"),
        ("S3", "present"),
    ]


def test_session_when_two_columns_mark_the_same_people_then_the_first_counts(folder: Path) -> None:
    sheet = "Nummer,1/3/2022,1/3/2022\nL1,X,afwezig\nL2,afwezig,\nL3,X,\nL4,,\n"
    (folder / "raw" / "days.csv").write_text(sheet)

    intake = take_in_folder(folder)

    assert list_found(intake) == [("session_column_twice", "days.csv")]
    assert not intake.refused
    marks = intake.tables["attendance"].filter(pl.col("session_id") != "S2")
    assert sorted(marks["status"]) == ["absent", "present", "present"]
