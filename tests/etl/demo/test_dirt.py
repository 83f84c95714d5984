"""Dirt: every kind is there, in the place that the demo names."""

from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import polars as pl
import pytest

from etl.check.registry import CHECKS
from etl.demo.dirt import SILENT, Ledger, Spoiler, mistype, widen_spaces
from tests.etl.demo.test_formats import read_rows

COUNTS = {
    "abandoned": 4,
    "answered_twice": 11,
    "attendance_row_outside_stay": 6,
    "category_unknown": 1,
    "code_outside_scale": 7,
    "date_outside_programme": 1,
    "key_twice": 2,
    "label_unknown": 7,
    "leader_unknown": 2,
    "mark_unknown": 2,
    "no_break_space": 11,
    "number_respelled": 6,
    "partnership_small": 1,
    "postcode_old": 3,
    "trailing_space": 9,
}


def places(marker: dict[str, Any], kind: str, *, file: str) -> list[dict[str, Any]]:
    found = [place for dirt in marker["dirt"] if dirt["kind"] == kind for place in dirt["places"]]
    return [place for place in found if place["file"].endswith(file)]


def test_dirt_when_counted_then_each_kind_is_there(marker: dict[str, Any]) -> None:
    assert {dirt["kind"]: dirt["count"] for dirt in marker["dirt"]} == COUNTS
    assert all(dirt["count"] == len(dirt["places"]) for dirt in marker["dirt"])


def test_dirt_when_it_is_not_silent_then_it_carries_the_name_of_a_check() -> None:
    assert set(COUNTS) - SILENT <= set(CHECKS)
    assert set(COUNTS) >= SILENT


def test_postcodes_when_of_the_old_list_then_stand_where_the_demo_says(
    raw: Path, marker: dict[str, Any]
) -> None:
    rows = read_rows(raw / "registers/scholen.csv", encoding="cp1252", delimiter=";")
    old = places(marker, "postcode_old", file="scholen.csv")

    assert [rows[place["row"] - 1][rows[0].index(place["column"])] for place in old] == ["2070"] * 3
    assert sum(row[rows[0].index("Postcode")] == "2070" for row in rows) == 3


def test_codes_when_outside_the_scale_then_stand_where_the_demo_says(
    raw: Path, marker: dict[str, Any]
) -> None:
    rows = read_rows(raw / "bevragingen/beginmeting_qualtrics.csv")
    outside = places(marker, "code_outside_scale", file="qualtrics.csv")

    found = {rows[place["row"] - 1][rows[0].index(place["column"])] for place in outside}
    assert found == {"9", "55", "0"}


def test_labels_when_mistyped_then_stand_where_the_demo_says(raw: Path, marker: dict[str, Any]) -> None:
    sheet = openpyxl.load_workbook(raw / "bevragingen/tussenmeting_forms.xlsx")["Sheet1"]
    headings = [cell.value for cell in sheet[1]]
    known = {"Helemaal oneens", "Oneens", "Niet eens, niet oneens", "Eens", "Helemaal eens"}

    mistyped = places(marker, "label_unknown", file="forms.xlsx")
    assert len(mistyped) == 3
    for place in mistyped:
        label = sheet.cell(place["row"], headings.index(place["column"]) + 1).value
        assert isinstance(label, str)
        assert label not in known


def test_answers_when_given_twice_then_the_person_stands_in_a_later_row_too(
    raw: Path, marker: dict[str, Any]
) -> None:
    rows = read_rows(raw / "bevragingen/eindmeting_limesurvey.csv", encoding="utf-8-sig")
    people = [row[rows[0].index("token")] for row in rows]

    twice = places(marker, "answered_twice", file="limesurvey.csv")
    assert len(twice) == 5
    assert all(people[place["row"] - 1] in people[place["row"] :] for place in twice)


def test_abandoned_answers_when_read_then_have_no_date_and_no_second_half(
    raw: Path, marker: dict[str, Any]
) -> None:
    rows = read_rows(raw / "bevragingen/eindmeting_limesurvey.csv", encoding="utf-8-sig")

    for place in places(marker, "abandoned", file="limesurvey.csv"):
        row = rows[place["row"] - 1]
        assert row[rows[0].index("submitdate")] == ""
        assert any(row[6:30])
        assert not any(row[-20:])


@pytest.fixture
def spoiler() -> Spoiler:
    """A file of five rows."""
    frame = pl.DataFrame({"a": ["1", "2", None, "4", "5"], "b": ["x"] * 5})
    return Spoiler(frame, "f.csv", 2, Ledger(), np.random.default_rng(1), {"a": "Vraag A"})


def test_spoiler_when_it_changes_a_cell_then_notes_row_and_heading_of_the_file(spoiler: Spoiler) -> None:
    spoiler.change("code_outside_scale", "a", [3], lambda code: code * 2)

    assert spoiler.frame["a"].to_list() == ["1", "2", None, "44", "5"]
    place = {"file": "f.csv", "row": 5, "column": "Vraag A"}
    assert spoiler.ledger.to_json() == [{"kind": "code_outside_scale", "count": 1, "places": [place]}]


def test_spoiler_when_it_picks_then_never_the_same_row_again(spoiler: Spoiler) -> None:
    picked = spoiler.pick(2) + spoiler.pick(2) + spoiler.pick(9)

    assert sorted(picked) == [0, 1, 2, 3, 4]


def test_spoiler_when_it_picks_filled_cells_then_passes_over_empty_ones(spoiler: Spoiler) -> None:
    assert sorted(spoiler.pick_filled("a", 9)) == [0, 1, 3, 4]


def test_labels_when_mistyped_or_widened_then_are_not_the_same_text() -> None:
    assert mistype("Helemaal eens") == "Helemaal ens"
    assert widen_spaces("Helemaal eens") == "Helemaal\u00a0eens "
