import re

import pytest

from live.codes import ALPHABET, LENGTH, hash_token, make_code, make_token, normalise_code


def test_codes_when_counted_then_there_are_more_than_half_a_milliard() -> None:
    assert len(set(ALPHABET)) ** LENGTH >= 2**29


def test_alphabet_when_read_then_no_sign_is_taken_for_another() -> None:
    for alike in ("0OQ"[:2], "1IL", "5S", "8B"):
        assert len(set(alike) & set(ALPHABET)) <= 1


def test_code_when_made_then_it_has_the_form_that_is_read_aloud() -> None:
    codes = {make_code() for _ in range(200)}

    assert len(codes) == 200
    assert all(re.fullmatch(rf"[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}", code) for code in codes)


@pytest.mark.parametrize("typed", ["acd-efg", "ACDEFG", " acd efg ", "A C D – E F G", "acd_efg", "acd.efg"])
def test_code_when_typed_in_any_way_then_it_is_the_same(typed: str) -> None:
    assert normalise_code(typed) == "ACD-EFG"


def test_code_when_a_sign_was_read_for_another_then_it_is_put_right() -> None:
    assert normalise_code("8SA-B52") == "85A-852"


@pytest.mark.parametrize(
    "typed", ["", "ACD-EF", "ACD-EFGH", "ACD-EF0", "ÄCD-EFG", "ACD-EFG" * 99, "' OR 1=1 --"]
)
def test_code_when_it_can_be_none_then_nothing_is_looked_up(typed: str) -> None:
    assert normalise_code(typed) is None


def test_token_when_kept_then_only_as_a_hash() -> None:
    token = make_token()

    assert len(token) >= 43
    assert re.fullmatch(r"[0-9a-f]{64}", hash_token(token))
    assert token not in hash_token(token)
