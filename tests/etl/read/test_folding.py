"""Folding makes spellings alike that readers see as alike, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read.folding import fold_identifier, fold_text, shorten


@pytest.mark.parametrize(
    "text", ["Helemaal eens", " helemaal\u00a0EENS ", "Helemaal\n eens", "ＨＥＬＥＭＡＡＬ eens"]
)
def test_label_when_spelled_otherwise_then_folds_to_the_same(text: str) -> None:
    assert fold_text(text) == "helemaal eens"


def test_label_when_another_then_folds_to_another() -> None:
    assert fold_text("Helemaal eens") != fold_text("Helemaal oneens")


@pytest.mark.parametrize("text", ["L-1042", "l-1042 ", "L- 1042"])
def test_identifier_when_spelled_otherwise_then_folds_to_the_same(text: str) -> None:
    assert fold_identifier(text) == "l-1042"


def test_identifier_when_a_spreadsheet_made_it_a_number_then_folds_to_the_whole() -> None:
    assert fold_identifier("1042.0") == fold_identifier("1042,00") == "1042"
    assert fold_identifier("1042.5") == "1042.5"


@given(st.text())
def test_text_when_folded_twice_then_stays_the_same(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


def test_text_when_long_then_cut_off() -> None:
    assert shorten("a" * 70) == "a" * 59 + "…"
