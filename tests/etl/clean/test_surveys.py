"""Surveys: answers of every format, those of then, and of two submissions the right one."""

from pathlib import Path

import openpyxl
import polars as pl
import pyreadstat
import pytest

from etl.clean.pseudonyms import make_pseudonym
from tests.builders.raw_programme import SECRET, change_file, take_in_folder, write_programme

L1 = make_pseudonym("l1", secret=SECRET)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


def list_values(responses: pl.DataFrame, *, wave: str) -> dict[str, float]:
    own = responses.filter((pl.col("wave") == wave) & (pl.col("leader_id") == L1))
    return dict(own.select("item_id", "value").iter_rows())


def test_answers_when_labels_codes_and_several_then_codes_of_the_codebook(folder: Path) -> None:
    responses = take_in_folder(folder).tables["responses"]

    assert list_values(responses, wave="begin") == {"trust_1": 4, "trust_2": 4}
    assert list_values(responses, wave="end") == {
        "trust_1": 5,
        "trust_2": 5,
        "themes.1": 1,
        "themes.2": 1,
        "themes.3": 0,
    }


def test_answers_when_looking_back_then_stored_in_the_wave_of_then(folder: Path) -> None:
    responses = take_in_folder(folder).tables["responses"]

    assert list_values(responses, wave="then") == {"trust_1": 2}


def test_submissions_when_twice_then_the_last_complete_one_counts(folder: Path) -> None:
    # Given a complete submission and a later one that was given up half-way
    change_file(folder, "raw/begin.csv", "L2,2021-10-02 10:00,5,Helemaal eens", "L1,2021-10-02 10:00,1,")

    intake = take_in_folder(folder)

    found = intake.tables["findings"]
    assert found.select("check", "row").rows() == [("answered_twice", 3)]
    assert list_values(intake.tables["responses"], wave="begin") == {"trust_1": 4, "trust_2": 4}
    assert "begin.csv, rij 2" in found["sentence_nl"][0]


def test_submissions_when_both_complete_then_the_last_counts(folder: Path) -> None:
    change_file(folder, "raw/begin.csv", "L2,2021-10-02", "L1,2021-10-02")

    assert list_values(take_in_folder(folder).tables["responses"], wave="begin") == {
        "trust_1": 5,
        "trust_2": 5,
    }


def test_survey_when_an_spss_file_then_its_labels_count(folder: Path) -> None:
    # Given an SPSS file whose codes run the other way than those of the codebook
    (folder / "raw" / "begin.csv").unlink()
    change_file(folder, "programme.toml", 'files = "begin.csv"', 'files = "begin.sav"')
    frame = pl.DataFrame({"Nummer": ["L1"], "Datum": ["2021-10-01"], "trust_1": [1.0], "trust_2": [2.0]})
    labels = {"trust_1": {1.0: "Helemaal eens"}, "trust_2": {1.0: "Helemaal eens"}}
    pyreadstat.write_sav(frame, str(folder / "raw" / "begin.sav"), variable_value_labels=labels)

    responses = take_in_folder(folder).tables["responses"]

    assert list_values(responses, wave="begin") == {"trust_1": 5, "trust_2": 2}


def test_survey_when_options_have_columns_of_their_own_then_empty_ones_are_no(folder: Path) -> None:
    change_file(folder, "raw/end.csv", "trust_1_then,themes\n", "trust_1_then,themes[1],themes_2\n")
    change_file(folder, "raw/end.csv", '2,"Overleg;Feedback geven, en krijgen"', "2,Ja,")
    change_file(folder, "raw/end.csv", "Einde,3,,,", "Einde,3,,,,")

    responses = take_in_folder(folder).tables["responses"]

    themes = responses.filter(pl.col("item_id").str.starts_with("themes"))
    assert dict(themes.select("item_id", "value").iter_rows()) == {"themes.1": 1, "themes.2": 0}


def test_survey_when_a_workbook_then_the_same_answers(folder: Path) -> None:
    before = take_in_folder(folder).tables["responses"]
    workbook = openpyxl.Workbook()
    for line in (folder / "raw" / "begin.csv").read_text(encoding="utf-8").splitlines():
        workbook.active.append(line.split(","))
    workbook.save(folder / "raw" / "begin.xlsx")
    (folder / "raw" / "begin.csv").unlink()
    change_file(folder, "programme.toml", 'files = "begin.csv"', 'files = "begin.xlsx"')

    assert take_in_folder(folder).tables["responses"].equals(before)
