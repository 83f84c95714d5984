"""What cells are called: their own name, or that they are shown together."""

import json
from dataclasses import replace

import pytest

from tests.builders.programme import make_programme
from texts import texts_in
from texts.catalogue import Language
from ui.cells import Cell
from ui.labels import label_cell

PROGRAMME = make_programme()


def _label(cell: Cell, language: Language = "nl") -> str:
    return label_cell(programme=PROGRAMME, cell=cell, texts=texts_in(language))


@pytest.mark.parametrize(
    ("language", "name"),
    [("nl", "Gewoon basis + Buitengewoon basis samen"), ("en", "together")],
)
def test_pool_of_levels_when_named_says_that_they_are_together(language: Language, name: str) -> None:
    cell = Cell(
        cell_id="trajectory=pi-3|level=basis-gewoon+basis-buitengewoon",
        kind="trajectory_level",
        trajectory_id="pi-3",
        members=json.dumps(
            ["trajectory=pi-3|level=basis-gewoon", "trajectory=pi-3|level=basis-buitengewoon"]
        ),
    )

    assert name.lower() in _label(cell, language).lower()
    assert " 3 · " in _label(cell, language)


def test_pool_of_partnerships_when_named_says_how_many_and_which() -> None:
    pool = Cell(
        cell_id="trajectory=pi-3|partnership=a+b",
        kind="partnership",
        trajectory_id="pi-3",
        members=json.dumps(["trajectory=pi-3|partnership=a", "trajectory=pi-3|partnership=b"]),
    )

    assert _label(pool).endswith(", 2 samenwerkingsverbanden samen")
    assert _label(replace(pool, label="A + B")).endswith(", 2 samenwerkingsverbanden samen (A + B)")


def test_partnership_when_named_is_its_own_name_or_its_id() -> None:
    own = Cell(cell_id="x", kind="partnership", trajectory_id="pi-3", partnership_id="swv-1", label="Anders")

    assert _label(own).endswith(", Anders")
