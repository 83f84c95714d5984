import pytest

from texts import texts_in
from texts.catalogue import Language
from texts.numbers import Kind, write_value

BELOW, ABOVE = -1, 1


@pytest.mark.parametrize(
    ("kind", "value", "coded", "language", "written", "spelled"),
    [
        ("level", 4.23, 0, "nl", "4,2", "4,2"),
        ("level", 1.5, BELOW, "nl", "≤\u00a01,5", "hoogstens 1,5"),
        ("level", 4.5, ABOVE, "nl", "≥\u00a04,5", "minstens 4,5"),
        ("share", 0.05, BELOW, "nl", "<\u00a05\u00a0%", "minder dan 5\u00a0%"),
        ("share", 0.95, ABOVE, "nl", ">\u00a095\u00a0%", "meer dan 95\u00a0%"),
        ("difference", 0.42, 0, "nl", "+0,4", "+0,4"),
        ("difference", -3.5, BELOW, "nl", "≤\u00a0−3,5", "hoogstens −3,5"),
        ("score", 41.2, 0, "nl", "+41", "+41"),
        ("level", 1.5, BELOW, "en", "≤\u00a01.5", "at most 1.5"),
        ("share", 0.95, ABOVE, "en", ">\u00a095%", "more than 95%"),
    ],
)
def test_value_when_written_then_a_bound_says_that_it_is_one(
    kind: Kind, value: float, coded: int, language: Language, written: str, spelled: str
) -> None:
    row, texts = {"value": value, "coded": coded}, texts_in(language)

    assert write_value(row, kind=kind, texts=texts) == written
    assert write_value(row, kind=kind, texts=texts, spelled=True) == spelled


@pytest.mark.parametrize("row", [{"value": 4.0}, {"value": 4.0, "coded": None}])
def test_value_of_a_release_from_before_bounds_when_written_then_it_is_the_number(
    row: dict[str, float],
) -> None:
    assert write_value(row, kind="level", texts=texts_in("nl")) == "4,0"
