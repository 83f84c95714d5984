"""The catalogues: complete, used, and each in its own language."""

import ast
import re
from functools import cache
from string import Formatter

import pytest

from tests.house.source import our_modules, read_tree, strings_of
from texts import LANGUAGES, texts_in
from texts.catalogue import Language

ENGLISH = {"the", "and", "with", "which", "this", "these", "your", "are", "from", "does", "not", "there"}
DUTCH = {"de", "het", "een", "van", "voor", "niet", "zijn", "naar", "deze", "wordt", "geen", "je"}
FORMAL = {"u", "uw", "gelieve"}
KEY = re.compile(
    r"[a-z_]+\.[a-z0-9_.]+(?<!\.js)(?<!\.po)(?<!\.css)(?<!\.svg)(?<!\.toml)(?<!\.json)(?<!\.typ)"
)


def places_in(texts: tuple[str, ...]) -> set[str]:
    """The `{names}` in all forms of a text."""
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


def words_in(text: str) -> set[str]:
    """The words of a text, without what stands in backticks or quotes."""
    plain = re.sub(r"`[^`]*`|“[^”]*”|\{[^}]*\}", " ", text.lower())
    return set(re.findall(r"[a-zà-ÿ]+", plain))


def strange_keys(language: Language, *, foreign: set[str]) -> list[str]:
    """Keys whose text has at least two words of the other language."""
    messages = texts_in(language).messages
    return [key for key, forms in messages.items() if len(words_in(" ".join(forms)) & foreign) >= 2]


@cache
def rooms() -> frozenset[str]:
    return frozenset(key.split(".")[0] for key in texts_in("nl").messages)


@cache
def keys_in_source() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Strings in the source that look like keys, and patterns of keys that are put together."""
    whole: set[str] = set()
    made: set[str] = set()
    for path in our_modules():
        tree = read_tree(path)
        whole |= {text for _, text in strings_of(tree) if KEY.fullmatch(text)}
        made |= {pattern_of(node) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)}
    keys = frozenset(text for text in whole if text.split(".")[0] in rooms())
    return keys, tuple(re.compile(pattern) for pattern in made if r"\." in pattern)


def pattern_of(node: ast.JoinedStr) -> str:
    """`f"{name}.title"` as a pattern."""
    parts = [re.escape(v.value) if isinstance(v, ast.Constant) else r"[a-z0-9_.]+" for v in node.values]
    return "".join(parts)


def test_catalogues_when_compared_then_both_languages_have_the_same_keys() -> None:
    assert texts_in("nl").messages.keys() == texts_in("en").messages.keys()


def test_catalogues_when_compared_then_each_text_has_the_same_places() -> None:
    dutch, english = texts_in("nl").messages, texts_in("en").messages
    differing = [k for k in dutch.keys() & english.keys() if places_in(dutch[k]) != places_in(english[k])]

    assert differing == []


def test_places_when_a_name_differs_then_it_is_caught() -> None:
    assert places_in(("{n} van {total}",)) != places_in(("{n} of {all}",))


def test_dutch_when_read_then_holds_no_english_sentence() -> None:
    assert strange_keys("nl", foreign=ENGLISH) == []


def test_english_when_read_then_holds_no_dutch_sentence() -> None:
    assert strange_keys("en", foreign=DUTCH) == []


def test_languages_when_a_sentence_is_in_the_wrong_one_then_it_is_caught() -> None:
    assert len(words_in("Reset the filters and start again") & ENGLISH) >= 2
    assert len(words_in("Wis de filters van het dashboard") & DUTCH) >= 2


def test_dutch_when_it_speaks_to_the_reader_then_it_says_je() -> None:
    formal = [k for k, forms in texts_in("nl").messages.items() if words_in(" ".join(forms)) & FORMAL]

    assert formal == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_when_read_then_no_place_of_a_figure_claims_proof(language: Language) -> None:
    claims = re.compile(r"\b(bewijst|bewezen|proves|proven|impact)\b", re.IGNORECASE)
    denied = re.compile(r"\b(niet|geen|nooit|not|no|never|cannot)\b", re.IGNORECASE)
    messages = texts_in(language).messages
    found = [k for k, forms in messages.items() for f in forms if claims.search(f) and not denied.search(f)]

    assert found == []


def test_source_when_it_asks_for_a_text_then_the_catalogue_has_it() -> None:
    asked, _ = keys_in_source()
    known = texts_in("nl").messages.keys()
    beginnings = {".".join(key.split(".")[:n]) for key in known for n in range(1, key.count(".") + 1)}

    whole = {
        key for key in asked if not any(text.startswith(key) for text in known if key.endswith(("_", ".")))
    }

    assert sorted(whole - known - beginnings) == []


def test_catalogue_when_a_text_is_never_asked_for_then_it_goes() -> None:
    asked, patterns = keys_in_source()
    beginnings = tuple(key if key.endswith(("_", ".")) else f"{key}." for key in asked)
    unused = [
        key
        for key in texts_in("nl").messages
        if key not in asked
        and not key.startswith(("shim.", *beginnings))
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]

    assert unused == []


def test_pattern_of_when_a_key_is_put_together_then_it_fits_that_key_only() -> None:
    node = ast.parse('f"{name}.title"').body[0].value  # type: ignore[attr-defined]

    assert re.fullmatch(pattern_of(node), "reach.title")
    assert not re.fullmatch(pattern_of(node), "reach.menu")
