"""Each check has a case that it must catch: one thing spoiled in a programme that is otherwise in order."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from etl.check.registry import CHECKS
from tests.builders.raw_programme import REGISTERS, SURVEYS, change_file, take_in_folder, write_programme
from texts import LANGUAGES, texts_in
from texts.catalogue import Language

Spoil = Callable[[Path], None]
BEGIN_ONLY = "[[sources]]" + SURVEYS.split("[[sources]]")[1]
ROSTER_IN_SURVEY = BEGIN_ONLY.replace(
    "columns = {", 'columns = { partnership_id = "Verband", trajectory_id = "Traject",'
)
ROWS_ARE_PERSONS = BEGIN_ONLY + 'one_row_a_person = true\nconstants = { trajectory_id = "pi-1" }\n'
COACHES_IN_WORKBOOK = REGISTERS.replace('"coaches.csv"', '"coaches.xlsx"\nsheet = "Begeleiders"')

LEADERS_WITH_OWN_NET = b"Nummer,School,Van,Tot,net\n" + b"".join(
    f"L{n},101,,,Naam {n}\n".encode() for n in range(1, 102)
)


@dataclass(frozen=True)
class Case:
    """What is spoiled, and where exactly the finding must point."""

    spoil: Spoil
    file: str | None = None
    row: int | None = None
    column: str | None = None
    sources: str = REGISTERS + SURVEYS


def change(name: str, old: str, new: str) -> Spoil:
    return lambda folder: change_file(folder, f"raw/{name}", old, new)


def configure(old: str, new: str) -> Spoil:
    return lambda folder: change_file(folder, "programme.toml", old, new)


def write(name: str, content: bytes) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / "raw" / name).write_bytes(content)

    return spoil


def do_all(*steps: Spoil) -> Spoil:
    def spoil(folder: Path) -> None:
        for step in steps:
            step(folder)

    return spoil


def write_workbook(folder: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Blad1"
    workbook.active.append(["coach_id", "partnership_id"])
    workbook.save(folder / "raw" / "coaches.xlsx")


REFERENCE_HEADINGS = "indicator,value,population_nl,population_en,year,source,wave,statistic\n"
REFERENCE = "trust,3.4,elders,elsewhere,2018,bron,begin,mean\n"


def refer(*rows: str, headings: str = REFERENCE_HEADINGS) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / "references.csv").write_text(headings + "".join(rows), encoding="utf-8")

    return spoil


CASES: dict[str, Case] = {
    "file_missing": Case(lambda folder: (folder / "raw/coaches.csv").unlink()),
    "file_unreadable": Case(write("coaches.csv", b"coach_id,partnership_id\nK\x81\x8d,A\n"), "coaches.csv"),
    "file_empty": Case(write("coaches.csv", b""), "coaches.csv"),
    "file_truncated": Case(write("coaches.csv", b'coach_id,partnership_id\nK1,"A'), "coaches.csv"),
    "file_protected": Case(
        write("coaches.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "coaches.csv"
    ),
    "file_wrong_type": Case(write("coaches.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 9), "coaches.csv"),
    "file_of_two_sources": Case(configure('files = "coaches.csv"', 'files = "sc*.csv"'), "schools.csv"),
    "sheet_missing": Case(write_workbook, "coaches.xlsx", sources=COACHES_IN_WORKBOOK),
    "column_missing": Case(change("coaches.csv", "coach_id,", "coach,"), "coaches.csv"),
    "file_mixed_encoding": Case(
        write("coaches.csv", b"\xef\xbb\xbfcoach_id,partnership_id\nK\xe9,A\n"), "coaches.csv"
    ),
    "register_without_rows": Case(write("leaders.csv", b"Nummer;School\n"), "leaders.csv"),
    "file_without_rows": Case(write("coaches.csv", b"coach_id,partnership_id\n"), "coaches.csv"),
    "file_unknown": Case(write("kopie.csv", b"a,b\n1,2\n"), "kopie.csv"),
    "column_twice": Case(
        change("begin.csv", "Mijn collega's vertrouwen mij.", "I trust my colleagues."),
        "begin.csv",
        None,
        "I trust my colleagues.",
    ),
    "heading_twice": Case(
        change("coaches.csv", "started_on", "stopped_on"), "coaches.csv", None, "stopped_on"
    ),
    "session_column_twice": Case(
        do_all(
            change("days.csv", "Nummer,1/3/2022", "Nummer,1/3/2022,1/3/2022"),
            change("days.csv", "L3,X", "L3,X,X"),
        ),
        "days.csv",
        None,
        "1/3/2022",
    ),
    "categories_too_many": Case(
        do_all(
            configure("[dimensions.net]", "[dimensions.net]\nfrom_register = true"),
            write("leaders.csv", LEADERS_WITH_OWN_NET),
        ),
        "leaders.csv",
        None,
        "net",
    ),
    "item_without_column": Case(change("begin.csv", "trust_1,", "leeftijd,"), "begin.csv"),
    "heading_nearly_item": Case(
        change("begin.csv", "Mijn collega's vertrouwen mij.", "Mijn collegas vertrouwen mij"),
        "begin.csv",
        None,
        "Mijn collegas vertrouwen mij",
    ),
    "item_not_asked": Case(
        change("begin.csv", "Mijn collega's vertrouwen mij.", "trust_1_then"),
        "begin.csv",
        None,
        "trust_1_then",
    ),
    "heading_not_a_session": Case(change("days.csv", "1/3/2022", "2/3/2022"), "days.csv", None, "2/3/2022"),
    "row_too_long": Case(change("coaches.csv", "2023-06-30", "2023-06-30,en nog iets"), "coaches.csv", 2),
    "row_too_short": Case(change("coaches.csv", ",2023-06-30\n", "\n"), "coaches.csv", 2),
    "value_missing": Case(change("coaches.csv", "K1,", ","), "coaches.csv", 2, "coach_id"),
    "value_unreadable": Case(
        change("coaches.csv", "2023-06-30", "2023-06-31"), "coaches.csv", 2, "stopped_on"
    ),
    "value_needed_unreadable": Case(
        change("sessions.csv", "2023-03-01", "ooit"), "sessions.csv", 3, "held_on"
    ),
    "category_unknown": Case(change("schools.csv", "Secundair", "Secundar"), "schools.csv", 4, "level"),
    "category_needed_unknown": Case(
        change("sessions.csv", "S1,pi-1,,Vormingsdag", "S1,pi-1,,Feest"), "sessions.csv", 2, "kind"
    ),
    "key_twice": Case(change("schools.csv", "104,B", "103,B"), "schools.csv", 5),
    "partnership_in_two_trajectories": Case(
        change("partnerships.csv", "B,pi-2", "B,pi-2,Verband B\na,pi-2"), "partnerships.csv", 4
    ),
    "partnership_unknown": Case(change("schools.csv", "104,B", "104,Z"), "schools.csv", 5, "partnership_id"),
    "partnership_needed_unknown": Case(
        change("coaches.csv", "K1,A", "K1,Z"), "coaches.csv", 2, "partnership_id"
    ),
    "partnership_of_two_trajectories": Case(
        write("begin.csv", b"Nummer,Datum,Verband,Traject,trust_1,trust_2\nL1,,A,pi-1,1,1\nL2,,A,pi-2,1,1\n"),
        sources=ROSTER_IN_SURVEY,
    ),
    "partnership_small": Case(change("schools.csv", "104,B", "104,A"), "partnerships.csv", 3),
    "school_unknown": Case(change("leaders.csv", "L4;104", "L4;999"), "leaders.csv", 5, "School"),
    "leader_unknown": Case(change("begin.csv", "L2,", "L9,"), "begin.csv", 3, "Nummer"),
    "leader_without_trajectory": Case(change("leaders.csv", "L4;104", "L4;"), "leaders.csv", 5),
    "session_unknown": Case(change("groups.csv", "L1,S2", "L1,S8"), "groups.csv", 2, "Sessie"),
    "wave_unknown": Case(change("end.csv", "10:00,Einde,3", "10:00,Slot,3"), "end.csv", 3, "Moment"),
    "postcode_unknown": Case(change("schools.csv", "2018", "0018"), "schools.csv", 3, "postcode"),
    "postcode_old": Case(change("schools.csv", "2018", "2070"), "schools.csv", 3, "postcode"),
    "date_outside_programme": Case(change("begin.csv", "2021-10-02", "2012-10-02"), "begin.csv", 3, "Datum"),
    "stay_reversed": Case(change("leaders.csv", "31/12/2022", "31/8/2021"), "leaders.csv", 3, "Tot"),
    "respondent_twice": Case(
        change("begin.csv", "L3,2021", "L1,2021"), "begin.csv", 4, "Nummer", sources=ROWS_ARE_PERSONS
    ),
    "answered_twice": Case(change("begin.csv", "L2,2021-10-02", "L1,2021-10-02"), "begin.csv", 2),
    "code_outside_scale": Case(
        change("begin.csv", "10:00,4,Eens", "10:00,44,Eens"), "begin.csv", 2, "trust_1"
    ),
    "label_unknown": Case(
        change("begin.csv", "4,Eens", "4,Ens"), "begin.csv", 2, "Mijn collega's vertrouwen mij."
    ),
    "mark_unknown": Case(change("days.csv", "L3,X", "L3,?"), "days.csv", 4, "1/3/2022"),
    "mark_needed_unknown": Case(change("groups.csv", "S2,ja", "S2,misschien"), "groups.csv", 2, "Aanwezig"),
    "session_ambiguous": Case(
        do_all(
            change("sessions.csv", "S2,,A,training_day,2023-03-01", "S2,,A,training_day,2022-03-01"),
            change("days.csv", "L2,afwezig", "L2,"),
        ),
        "days.csv",
        2,
        "1/3/2022",
    ),
    "mark_without_session": Case(
        change("sessions.csv", "S3,pi-2,,Vormingsdag,2022-03-01", "S3,pi-2,,Vormingsdag,2022-03-02"),
        "days.csv",
        4,
        "1/3/2022",
    ),
    "attendance_outside_stay": Case(
        change("leaders.csv", "31/12/2022", "1/2/2022"), "days.csv", 3, "1/3/2022"
    ),
    "attendance_row_outside_stay": Case(change("groups.csv", "L1,S2", "L2,S2"), "groups.csv", 2),
    "attendance_twice": Case(
        change("days.csv", "L2,afwezig\n", "L2,afwezig\nL1,X\n"), "days.csv", 4, "1/3/2022"
    ),
    "attendance_row_twice": Case(
        change("groups.csv", "L1,S2,ja\n", "L1,S2,ja\nL1,S2,nee\n"), "groups.csv", 3
    ),
    "reference_column_missing": Case(
        refer(REFERENCE, headings=REFERENCE_HEADINGS.replace("source", "bron")), "references.csv"
    ),
    "reference_missing": Case(refer(REFERENCE.replace("bron", "")), "references.csv", 2, "source"),
    "reference_indicator_unknown": Case(
        refer(REFERENCE.replace("trust", "trist")), "references.csv", 2, "indicator"
    ),
    "reference_wave_unknown": Case(refer(REFERENCE.replace("begin", "slot")), "references.csv", 2, "wave"),
    "reference_statistic_unknown": Case(
        refer(REFERENCE.replace("mean", "mediaan")), "references.csv", 2, "statistic"
    ),
    "reference_unreadable": Case(refer(REFERENCE.replace("2018", "ooit")), "references.csv", 2, "year"),
    "reference_outside_scale": Case(refer(REFERENCE.replace("3.4", "34")), "references.csv", 2, "value"),
    "reference_twice": Case(refer(REFERENCE, REFERENCE), "references.csv", 3),
}

# Only what is handed in is checked for these: tests/etl/deliver/ has their cases.
OF_DELIVERIES = {
    "row_of_another_trajectory",
    "wave_wrong",
    "answers_all_refused",
    "sheet_not_read",
    "formula_read",
    "formula_without_value",
}


def test_programme_when_nothing_is_spoiled_then_there_are_no_findings(tmp_path: Path) -> None:
    intake = take_in_folder(write_programme(tmp_path / "proef"))

    assert intake.tables["findings"].to_dicts() == []
    assert not intake.refused


def test_registry_when_a_check_is_added_then_it_has_a_case() -> None:
    assert set(CASES) | OF_DELIVERIES == set(CHECKS)


@pytest.mark.parametrize("code", CASES)
def test_check_when_spoiled_then_the_finding_points_at_the_place(code: str, tmp_path: Path) -> None:
    # Given a programme in which one thing is wrong
    case = CASES[code]
    folder = write_programme(tmp_path / "proef", sources=case.sources)
    case.spoil(folder)

    # When it is taken in
    intake = take_in_folder(folder)

    # Then exactly that place is found, and the build is refused only if the check refuses files
    found = intake.tables["findings"].filter(pl.col("check") == code)
    assert found.select("file", "row", "column").rows() == [(case.file, case.row, case.column)]
    assert found["severity"].to_list() == [CHECKS[code].severity]
    assert intake.refused == (CHECKS[code].refuses == "file")


@pytest.mark.parametrize("code", CASES)
def test_rows_when_spoiled_then_read_is_loaded_plus_refused(code: str, tmp_path: Path) -> None:
    case = CASES[code]
    folder = write_programme(tmp_path / "proef", sources=case.sources)
    case.spoil(folder)

    intake = take_in_folder(folder).tables["intake"]

    assert (intake["rows_read"] == intake["rows_loaded"] + intake["rows_refused"]).all()
    if CHECKS[code].refuses == "row" and case.file != "references.csv":
        assert intake["rows_refused"].sum() >= 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CHECKS)
def test_check_when_registered_then_it_has_a_sentence(code: str, language: Language) -> None:
    assert texts_in(language).has(f"checks.{code}")
