"""The catalogue writes numbers, dates and plurals as each language does."""

import datetime

import pytest

from texts import LANGUAGES, texts_in
from texts.catalogue import UnknownTextError


@pytest.mark.parametrize(
    ("language", "value", "decimals", "expected"),
    [
        ("nl", 4.25, 2, "4,25"),
        ("en", 4.25, 2, "4.25"),
        ("nl", 2888340, 0, "2.888.340"),
        ("en", 2888340, 0, "2,888,340"),
        ("nl", -0.04, 1, "0,0"),  # no minus before a rounded zero
        ("nl", -1.5, 1, "−1,5"),
    ],
)
def test_number_when_written_then_follows_the_language(language, value, decimals, expected):
    assert texts_in(language).number(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0.4, "+0,4"), (-0.4, "−0,4"), (0.04, "0,0"), (-0.04, "0,0")]
)
def test_signed_when_rounding_to_zero_then_has_no_sign(value, expected):
    assert texts_in("nl").signed(value) == expected


def test_percent_when_dutch_then_has_a_hard_space():
    assert texts_in("nl").percent(0.724) == "72\u00a0%"
    assert texts_in("en").percent(0.724) == "72%"


def test_date_when_written_then_names_the_month():
    assert texts_in("nl").date(datetime.date(2023, 6, 30)) == "30 juni 2023"
    assert texts_in("en").date(datetime.date(2023, 6, 30)) == "30 June 2023"


@pytest.mark.parametrize(
    ("n", "expected"), [(0, "0 schoolleiders"), (1, "1 schoolleider"), (2, "2 schoolleiders")]
)
def test_count_when_one_or_many_then_takes_the_right_form(n, expected):
    assert texts_in("nl").count("frame.n_people", n) == expected


def test_text_when_key_is_unknown_then_raises_instead_of_showing_the_key():
    with pytest.raises(UnknownTextError):
        texts_in("nl")("frame.no_such_text")


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_when_read_then_every_text_is_filled_in(language):
    messages = texts_in(language).messages
    assert messages
    assert [key for key, forms in messages.items() if not forms or not all(forms)] == []
