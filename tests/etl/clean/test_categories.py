"""Categories that nobody knows beforehand come from the registers."""

from pathlib import Path

import polars as pl
import pytest

from etl.clean.categories import make_categories
from tests.builders.raw_programme import REGISTERS, SURVEYS, change_file, take_in_folder, write_programme

REGISTER = "Nummer,School,Groep\nL1,101,Net 10\nL2,102,Net 2\nL3,103,net  10\nL4,104,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sources = REGISTERS.replace(
        'started_on = "Van", stopped_on = "Tot"',
        'net = "Groep"',
    )
    folder = write_programme(tmp_path / "proef", sources=sources + SURVEYS)
    change_file(folder, "programme.toml", "[dimensions.net]", "[dimensions.net]\nfrom_register = true")
    (folder / "raw" / "leaders.csv").write_text(REGISTER, encoding="utf-8")
    return folder


def test_dimension_when_from_register_takes_its_values_in_natural_order(folder: Path) -> None:
    intake = take_in_folder(folder)

    categories = intake.configuration.programme.dimensions.net.categories
    assert [(c.id, c.label.nl, c.label.en) for c in categories] == [
        ("net-2", "Net 2", "Net 2"),
        ("net-10", "Net 10", "Net 10"),
    ]
    assert intake.tables["findings"].is_empty()
    assert sorted(intake.tables["leaders"]["net"].drop_nulls()) == ["net-10", "net-10", "net-2"]


def test_dimension_when_values_translate_a_spelling_then_the_translation_is_the_label(folder: Path) -> None:
    source = 'columns = { leader_id = "Nummer", school_number = "School", net = "Groep" }'
    change_file(
        folder, "programme.toml", source, f'{source}\nvalues = {{ net = {{ "Net 2" = "Het Tweede" }} }}'
    )

    intake = take_in_folder(folder)

    categories = intake.configuration.programme.dimensions.net.categories
    assert [(c.id, c.label.nl) for c in categories] == [("het-tweede", "Het Tweede"), ("net-10", "Net 10")]
    assert "het-tweede" in intake.tables["leaders"]["net"].to_list()


def test_dimension_when_not_from_register_keeps_unknown_values_a_finding(folder: Path) -> None:
    change_file(folder, "programme.toml", "from_register = true", "from_register = false")

    intake = take_in_folder(folder)

    assert intake.configuration.programme.dimensions.net.categories == ()
    found = intake.tables["findings"].filter(pl.col("check") == "category_unknown")
    assert found["row"].to_list() == [2, 3, 4]


def test_categories_when_labels_differ_in_signs_only_have_ids_of_their_own() -> None:
    first, second = make_categories(["A & B", "A B"])

    assert first.id != second.id
    assert {first.label.nl, second.label.nl} == {"A & B", "A B"}
