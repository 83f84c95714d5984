"""Whatever people wrote can be set: with the letters that there are, and a box for a sign that has none."""

from datetime import UTC, datetime

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from reports import typeset
from reports.typeset import NO_LETTER, spell_text
from tests.reports.reading import read_pdf

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SETTABLE = ("Gewoon", "café – “zo” … € ≤", "👍 😀 ❤", "שלום", "مرحبا", "Привет", "Ελλάδα", "ไทย", "→ ✓ ★")


def set_page(text: str) -> bytes:
    """A page that holds `text` alone."""
    return typeset.typeset("record.typ", {**_empty(), "conclusions": [text]}, made_at=NOON)


def set_words(text: str) -> str:
    """The words of such a page, as a reader of PDF gets them back."""
    return read_pdf(set_page(text))


def _empty() -> dict[str, object]:
    words = ("contents", "agreed", "conclusions", "actions", "earlier", "none", "agenda", "how")
    return {
        **dict.fromkeys(("title", "kind", "programme", "synthetic", "footer", "product"), "x"),
        **{name: [] for name in ("about", "cards", "account")},
        "agreed": {"heads": [""] * 4, "own": [], "earlier": []},
        "language": "nl",
        "words": dict.fromkeys(words, "y"),
    }


@pytest.mark.parametrize("text", SETTABLE)
def test_text_when_there_are_letters_for_it_then_stays_as_it_is(text: str) -> None:
    assert spell_text(text) == text


@pytest.mark.parametrize(("text", "told"), [("een 中 twee", "een □ twee"), ("👍中", "👍□")])
def test_text_when_a_sign_has_no_letter_then_a_box_stands_in_its_place(text: str, told: str) -> None:
    assert spell_text(text) == told
    assert NO_LETTER in set_words(text)


def test_typesetter_when_a_sign_has_no_letter_then_would_refuse_the_whole_page() -> None:
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        typeset._compile("record.typ", {**_empty(), "conclusions": ["中"]}, made_at=NOON)


def test_typesetter_when_the_template_is_at_fault_then_says_so() -> None:
    with pytest.raises(typst.TypstError):
        typeset.typeset("record.typ", {"language": "nl"}, made_at=NOON)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12))
def test_text_when_of_any_signs_then_can_be_set(text: str) -> None:
    assert typeset._can_set(spell_text(text))


@pytest.mark.parametrize(
    "text", ["\u0600\u0901", "a\u20e3\u0ec8", "\U0001f9d1\u200d\U0001f91d", "\ue000\x00\ufffe", "\u2028"]
)
def test_page_when_signs_do_not_go_together_then_is_made(text: str) -> None:
    assert set_words(text)


@pytest.mark.parametrize("text", ["x" * 500, "a\nb\n\n\n\nc", "https://voorbeeld.example/" + "pad/" * 60])
def test_text_when_long_or_of_several_lines_then_comes_back_whole(text: str) -> None:
    assert "".join(text.split()) in "".join(set_words(text).split())
