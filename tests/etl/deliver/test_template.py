"""The workbook to fill in: what is filled in comes back without anybody saying what it is."""

import io
from pathlib import Path

import openpyxl
import pytest

from etl.deliver.receive import list_sessions
from etl.deliver.recognise import Known
from etl.deliver.template import list_wanted, make_template
from tests.builders.delivery import FIRST, hand_in, open_desk
from tests.builders.raw_programme import write_programme
from texts import LANGUAGES, texts_in
from texts.catalogue import Language


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_programme(tmp_path / "proef")


def make(folder: Path, *, wanted: str = "all", language: Language = "nl") -> openpyxl.Workbook:
    configuration = open_desk(folder).configuration
    known = Known(configuration, list_sessions(configuration))
    content = make_template(list_wanted(known, wanted=wanted), known=known, texts=texts_in(language))
    return openpyxl.load_workbook(io.BytesIO(content))


def save(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_template_when_made_then_it_has_a_sheet_a_source_with_its_headings(folder: Path) -> None:
    book = make(folder)

    assert book.sheetnames == ["Uitleg", "days", "groups", "begin", "end", "Lijsten"]
    assert book["Lijsten"].sheet_state == "hidden"
    assert [cell.value for cell in book["end"][1]] == [
        "Nummer",
        "Moment",
        "Datum",
        "Ik vertrouw mijn collega's.",
        "Mijn collega's vertrouwen mij.",
        "Toen vertrouwde ik mijn collega's.",
        "Wat veranderde er?[Overleg]",
        "Wat veranderde er?[Feedback geven, en krijgen]",
        "Wat veranderde er?[Beleid]",
    ]
    assert [cell.value for cell in book["days"][1]] == ["Nummer", "S1", "S2", "S3"]


def test_template_when_a_column_has_labels_then_they_can_be_chosen(folder: Path) -> None:
    book = make(folder, wanted="begin")

    rules = {str(rule.sqref): rule.formula1 for rule in book["begin"].data_validations.dataValidation}
    where = rules["C2:C1001"]
    sheet, cells = where.split("!")
    labels = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
    assert labels == ["Helemaal oneens", "Oneens", "Neutraal", "Eens", "Helemaal eens"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_template_when_filled_in_then_it_is_received_without_a_layout(
    folder: Path, language: Language
) -> None:
    book = make(folder, language=language)
    book["begin"].append(["L4", "2021-10-04", "Eens", "Oneens"])
    book["end"].append(["L2", "Einde", "2023-06-01", "Eens", "Eens", "Oneens", "ja", "nee", "nee"])
    book["end"].append(["L4", "Einde", "2023-06-01", "Oneens", "Eens", "Oneens", "nee", "nee", "ja"])
    book["days"].append(["L4", None, None, "aanwezig"])

    delivery = hand_in(folder, {"ingevuld.xlsx": save(book)})

    assert [(file.source, file.sheet, file.loaded, file.refused) for file in delivery.files] == [
        ("days", "days", 1, 0),
        ("begin", "begin", 1, 0),
        ("end", "end", 2, 0),
    ]
    assert (delivery.state, delivery.errors, delivery.warnings) == ("checked", 0, 0)
    marked = open_desk(folder).deliveries.open(FIRST) / "marked" / "ingevuld.xlsx.xlsx"
    assert len(openpyxl.load_workbook(marked).sheetnames) == 3


def test_template_when_two_waves_have_the_same_questions_then_the_sheet_tells_them_apart(
    folder: Path,
) -> None:
    twin = (folder / "programme.toml").read_text().split("[[sources]]")[-2]
    with (folder / "programme.toml").open("a") as file:
        file.write("[[sources]]" + twin.replace('"begin"', '"twin"', 1).replace("begin.csv", "twin.csv"))
        file.write("required = false\n")
    book = make(folder)
    book["twin"].append(["L4", "2021-10-04", "Eens", "Oneens"])

    assert hand_in(folder, {"x.xlsx": save(book)}).files[0].source == "twin"
    # The control: under another name nobody knows which one it is.
    book["twin"].title = "Blad1"
    other = hand_in(folder, {"x.xlsx": save(book)}, delivery_id="20230603T100000-cccccc")
    assert other.state == "unmapped"


def test_template_when_nothing_is_filled_in_then_it_has_no_rows(folder: Path) -> None:
    delivery = hand_in(folder, {"leeg.xlsx": save(make(folder))})

    assert (delivery.state, delivery.files[0].fault) == ("refused", "deliver.fault_no_rows")
