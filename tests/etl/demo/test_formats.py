"""Every export opens in a plain reader, and looks the way its tool writes it."""

import csv
import io
import json
from datetime import datetime
from pathlib import Path

import openpyxl
import polars as pl
import pyreadstat
import pytest

from tests.builders.demo import load_school_leaders

PERSONS = {"IPAddress", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "LocationLatitude"}


def read_rows(path: Path, *, encoding: str = "utf-8", delimiter: str = ",") -> list[list[str]]:
    text = path.read_bytes().decode(encoding)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def read_sheet(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


def test_qualtrics_when_read_then_has_three_header_rows_and_codes(raw: Path) -> None:
    names, questions, imports, *answers = read_rows(raw / "bevragingen/beginmeting_qualtrics.csv")

    assert set(names) >= PERSONS
    assert questions[names.index("Q3")] == "Ik neem met zin deel aan dit traject."
    assert all("ImportId" in json.loads(cell) for cell in imports)
    assert {row[names.index("Q3")] for row in answers} <= {"-99", "1", "2", "3", "4", "5", "9"}


def test_qualtrics_when_it_holds_persons_then_they_are_visibly_made_up(raw: Path) -> None:
    names, _, _, *answers = read_rows(raw / "bevragingen/beginmeting_qualtrics.csv")

    assert {row[names.index("RecipientLastName")] for row in answers} == {"Voorbeeld"}
    assert all(row[names.index("RecipientEmail")].endswith("@voorbeeld.invalid") for row in answers)
    assert all(row[names.index("IPAddress")].startswith("192.0.2.") for row in answers)


def test_limesurvey_when_read_then_is_quoted_and_gives_full_answers(raw: Path) -> None:
    path = raw / "bevragingen/eindmeting_limesurvey.csv"
    names, *answers = read_rows(path, encoding="utf-8-sig")

    assert path.read_bytes().startswith(b'\xef\xbb\xbf"id","submitdate"')
    assert {row[names.index("G29")] for row in answers} == {"Ja", "Nee", ""}
    assert "Helemaal eens" in {row[names.index("G04[SQ001]")] for row in answers}


def test_forms_when_read_then_questions_are_headings_and_dates_are_dates(raw: Path) -> None:
    names, *answers = read_sheet(raw / "bevragingen/tussenmeting_forms.xlsx", "Sheet1")

    assert names[:6] == (
        "Id",
        "Begintijd",
        "Voltooiingstijd",
        "E-mail",
        "Naam",
        "Wat is je deelnemersnummer?",
    )
    assert all(isinstance(row[2], datetime) for row in answers)
    assert "Ik ben tevreden over dit traject." in names


def test_spss_when_read_then_variables_and_values_have_labels(raw: Path) -> None:
    data, meta = pyreadstat.read_sav(raw / "bevragingen/opvolgmeting.sav", output_format="dict")

    assert meta.variable_value_labels["practice_changed"] == {0.0: "Nee", 1.0: "Ja"}
    assert meta.column_names_to_labels["continuing"].endswith("onze leergemeenschap.")
    assert set(pl.Series(data["self_efficacy_2"]).fill_nan(None).drop_nulls()) <= {1.0, 2.0, 3.0, 4.0, 5.0}


def test_schools_when_read_then_are_windows_1252_with_semicolons(raw: Path) -> None:
    path = raw / "registers/scholen.csv"
    with pytest.raises(UnicodeDecodeError):
        path.read_bytes().decode("utf-8")
    names, *schools = read_rows(path, encoding="cp1252", delimiter=";")

    assert names[:3] == ["Schoolnummer", "Naam", "Samenwerkingsverband"]
    assert all(school[1].startswith("Gecreëerde school ") for school in schools)


def test_sessions_when_read_then_hours_have_decimal_commas(raw: Path) -> None:
    names, *sessions = read_rows(raw / "registers/sessies.csv", encoding="cp1252", delimiter=";")

    assert {row[names.index("Uren")] for row in sessions} == {"1,0", "1,5", "3,5", "6,0", "6,5"}


@pytest.mark.parametrize(
    ("file", "delimiter", "encoding", "marks"),
    [
        ("pi-01_dagen.csv", ";", "cp1252", {"X", "-", "V", ""}),
        ("pi-02_dagen.csv", ",", "utf-8-sig", {"aanwezig", "afwezig", "verontschuldigd", "", "?"}),
        ("pi-05_dagen.csv", "\t", "utf-8", {"1", "0", "9", ""}),
    ],
)
def test_days_when_read_then_have_the_marks_of_their_organiser(
    raw: Path, file: str, delimiter: str, encoding: str, marks: set[str]
) -> None:
    names, *rows = read_rows(raw / "aanwezigheid" / file, encoding=encoding, delimiter=delimiter)

    assert all(name.startswith("SES-") for name in names[1:])
    assert {cell for row in rows for cell in row[1:]} == marks


def test_excel_days_when_read_then_headings_stand_in_the_third_row(raw: Path) -> None:
    title, empty, names, *rows = read_sheet(raw / "aanwezigheid/pi-03_dagen.xlsx", "Aanwezigheden")

    assert title[0] == "Aanwezigheden per dag"
    assert not any(empty)
    assert names[0] == "Deelnemer"
    assert {cell for row in rows for cell in row[1:]} <= {"V", "A", "VW", None}


def test_files_when_listed_then_every_source_of_the_programme_finds_its_own(raw: Path) -> None:
    sources = load_school_leaders().programme.sources
    found = [path for source in sources for path in raw.glob(source.files)]

    assert all(list(raw.glob(source.files)) for source in sources)
    assert sorted(found) == sorted(p for p in raw.rglob("*") if p.is_file() and p.name != "demo.json")
