"""Dates, numbers, yes and no, pseudonyms: each text means what the field would make of it."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.clean.dates import read_date, read_dates
from etl.clean.labels import make_label_id, tidy_identifier
from etl.clean.matching import find_nearest, quote_value
from etl.clean.numbers import read_number, read_yes_no
from etl.clean.pseudonyms import make_pseudonym, name_persons


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-03-01", datetime(2022, 3, 1)),
        ("2022-03-01 10:30:00", datetime(2022, 3, 1, 10, 30)),
        ("2022-03-01T10:30:00Z", datetime(2022, 3, 1, 10, 30)),
        ("1/3/2022", datetime(2022, 3, 1)),
        ("01-03-22", datetime(2022, 3, 1)),
        ("1.3.2022 14:05", datetime(2022, 3, 1, 14, 5)),
        ("1/3/2022 2:05:00 PM", datetime(2022, 3, 1, 14, 5)),
        ("1 mrt. 2022", datetime(2022, 3, 1)),
        ("1 maart 2022", datetime(2022, 3, 1)),
        ("44621", datetime(2022, 3, 1)),
        ("31/2/2022", None),
        ("1/13/20222", None),
        ("ooit", None),
        ("4", None),
    ],
)
def test_date_when_written_in_any_style_then_read(text: str, moment: datetime | None) -> None:
    assert read_date(text) == moment


def test_dates_when_some_can_only_be_american_then_all_are() -> None:
    assert read_dates(["9/8/18 15:29", "9/18/18 3:00"], date_format=None) == {
        "9/8/18 15:29": datetime(2018, 9, 8, 15, 29),
        "9/18/18 3:00": datetime(2018, 9, 18, 3, 0),
    }


def test_dates_when_the_style_is_given_then_only_that_counts() -> None:
    read = read_dates(["9/8/18 15:29", "2018-09-08"], date_format="%m/%d/%y %H:%M")

    assert read == {"9/8/18 15:29": datetime(2018, 9, 8, 15, 29), "2018-09-08": None}


@given(st.datetimes(min_value=datetime(1950, 1, 1), max_value=datetime(2100, 1, 1)))
def test_date_when_written_with_the_day_first_then_read_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)

    assert read_date(f"{whole:%d/%m/%Y %H:%M:%S}") == whole


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("4", None, 4.0),
        ("4,0", None, 4.0),
        ("4.0", None, 4.0),
        ("−1,5", None, -1.5),
        ("1.234,5", None, 1234.5),
        ("1,234.5", None, 1234.5),
        ("1.234", ",", 1234.0),
        ("3.5", ",", 3.5),
        ("3,5", ",", 3.5),
        ("1 200", None, 1200.0),
        ("vier", None, None),
        ("4-5", None, None),
        ("", None, None),
    ],
)
def test_number_when_written_in_any_style_then_read(
    text: str, decimal: str | None, number: float | None
) -> None:
    assert read_number(text, decimal=decimal) == number


def test_yes_no_when_neither_then_none() -> None:
    assert [read_yes_no(text) for text in ("Ja", " NEE", "true", "0", "soms")] == [
        True,
        False,
        True,
        False,
        None,
    ]


def test_pseudonym_when_rfc_4231_test_case_2_then_its_digest() -> None:
    pseudonym = make_pseudonym("what do ya want for nothing?", secret=b"Jefe")

    assert pseudonym == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"[:20]


def test_persons_when_spelled_otherwise_then_the_same_pseudonym() -> None:
    named = name_persons(["L-1", "l-1\u00a0", "L-2"], secret=b"x")

    assert named["L-1"] == named["l-1\u00a0"] != named["L-2"]


def test_persons_when_another_secret_then_another_pseudonym() -> None:
    assert make_pseudonym("l-1", secret=b"x") != make_pseudonym("l-1", secret=b"y")


def test_identifier_when_tidied_then_keeps_its_case() -> None:
    assert tidy_identifier(" SWV- 01 ") == "SWV-01"
    assert tidy_identifier("1042.0") == "1042"


def test_label_id_when_labels_differ_then_ids_differ_and_folding_does_not() -> None:
    assert make_label_id("A & B") != make_label_id("A B")
    assert make_label_id("Site\u00a0één") == make_label_id("site één")
    assert make_label_id("Site één").startswith("site-een-")


def test_nearest_when_a_letter_is_missing_then_named_and_else_nothing() -> None:
    assert find_nearest("Helemaal ens", known=["Eens", "Helemaal eens"]) == "Helemaal eens"
    assert find_nearest("Jan Peeters", known=["Eens", "Helemaal eens"]) is None


@pytest.mark.parametrize("text", ["Jan Peeters", "jan@example.org", "0475/12.34.56", "het was goed"])
def test_value_when_it_may_be_of_a_person_then_not_quoted(text: str) -> None:
    assert text not in quote_value(text, nearest=None)["quoted_nl"]


@pytest.mark.parametrize("text", ["9", "4,5", "31/02/2022", "?"])
def test_value_when_a_code_or_date_then_quoted(text: str) -> None:
    assert text in quote_value(text, nearest=None)["quoted_nl"]
