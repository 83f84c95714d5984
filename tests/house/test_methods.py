"""The registry of methods: each is told in both languages, tested, met on a page, and used."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator

import polars as pl
import pytest

import schemas.methods
from schemas.methods import METHODS, Method
from tests.builders.claims import list_unclaimed, list_unused, list_uses
from tests.house.source import ROOT, our_modules, read_tree
from texts import LANGUAGES, texts_in
from texts.catalogue import Language, Texts
from ui.navigation import PAGES

MADE_UP = Method(
    id="made_up",
    statistics=("mean", "share_"),
    formula="x",
    source="",
    library="kompas",
    known_answer="tests/known_answers/test_nowhere.py",
)


def rooms() -> Iterator[tuple[Method, ...]]:
    """The methods of every module of the registry, whether it is joined or not."""
    for module in pkgutil.iter_modules(schemas.methods.__path__):
        if module.name != "method":
            yield importlib.import_module(f"schemas.methods.{module.name}").METHODS


def strange_texts(method: Method, *, texts: Texts) -> list[str]:
    """Texts that a method lacks, or has without need."""
    needed = {"name", "what", *(["interval"] if method.has_interval else [])}
    has = {part for part in ("name", "what", "interval") if texts.has(f"methods.{method.id}_{part}")}
    return sorted(needed ^ has)


def count_tests(path: str) -> int:
    """The tests in a file of known answers; none where there is no such file."""
    place = ROOT / path
    if not path.startswith("tests/known_answers/test_") or not place.is_file():
        return 0
    functions = [n for n in ast.walk(ast.parse(place.read_text("utf-8"))) if isinstance(n, ast.FunctionDef)]
    return sum(function.name.startswith("test_") for function in functions)


def make_uses(*rows: tuple[str, str]) -> set[tuple[str, str, str]]:
    """The uses in a release with statements of these statistics and methods."""
    frame = pl.DataFrame(rows, schema={"statistic": pl.String, "method": pl.String}, orient="row")
    return list_uses({"statements": frame, "reach": pl.DataFrame({"cell_id": ["total"]})})


def test_registry_when_its_modules_are_read_then_holds_each_method_once() -> None:
    found = [method for room in rooms() for method in room]

    assert sorted(m.id for m in found) == sorted(METHODS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
def test_method_when_told_then_has_its_texts_and_no_other(method: Method, language: Language) -> None:
    assert strange_texts(method, texts=texts_in(language)) == []


def test_method_when_its_texts_are_missing_then_it_is_caught() -> None:
    assert strange_texts(MADE_UP, texts=texts_in("nl")) == ["interval", "name", "what"]


def test_method_when_it_tells_of_an_interval_that_it_has_not_then_it_is_caught() -> None:
    without = METHODS["wilson"].model_copy(update={"has_interval": False})

    assert strange_texts(without, texts=texts_in("nl")) == ["interval"]


def test_catalogue_when_it_tells_of_a_method_then_the_registry_has_it() -> None:
    told = [key for key in texts_in("nl").messages if key.startswith("methods.") and key.endswith("_what")]

    assert sorted(key.removeprefix("methods.").removesuffix("_what") for key in told) == sorted(METHODS)


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
def test_method_when_it_names_a_known_answer_then_the_file_tests_something(method: Method) -> None:
    assert count_tests(method.known_answer) > 0


@pytest.mark.parametrize("path", ["tests/known_answers/test_nowhere.py", "tests/house/test_methods.py"])
def test_known_answer_when_it_is_no_file_of_known_answers_then_it_is_caught(path: str) -> None:
    assert count_tests(path) == 0


def test_stand_in_when_it_names_what_it_stands_in_for_then_that_gives_the_same() -> None:
    stand_ins = [(m, METHODS[m.stands_in_for]) for m in METHODS.values() if m.stands_in_for is not None]

    assert stand_ins
    assert all({*own.statistics, *own.models} <= {*of.statistics, *of.models} for own, of in stand_ins)


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
def test_method_when_it_says_where_it_is_met_then_these_are_pages(method: Method) -> None:
    assert method.pages
    assert set(method.pages) <= set(PAGES)


@pytest.mark.parametrize("method", METHODS.values(), ids=list(METHODS))
def test_method_when_its_formula_is_read_then_it_has_one_with_closed_braces(method: Method) -> None:
    bare = method.formula.replace(r"\{", "").replace(r"\}", "")

    assert bare
    assert bare.count("{") == bare.count("}")


def test_statistics_when_a_method_gives_them_then_the_file_of_everything_has_their_names() -> None:
    given = {name for method in METHODS.values() for name in method.statistics}
    keys = {f"about.statistic_{name.removesuffix('_')}" for name in given}

    assert keys - texts_in("nl").messages.keys() == set()


def named_in_figures(tree: ast.Module) -> set[str]:
    """The ids that a presenter gives to its figures."""
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and ast.unparse(n.func) == "Figure"]
    given = [keyword.value for call in calls for keyword in call.keywords if keyword.arg == "methods"]
    return {n.value for value in given for n in ast.walk(value) if isinstance(n, ast.Constant)}


def test_figures_when_they_name_methods_then_the_registry_has_them() -> None:
    named = {name for path in our_modules() for name in named_in_figures(read_tree(path))}

    assert named
    assert named <= set(METHODS)


def test_figure_when_it_names_a_method_then_it_is_found() -> None:
    assert named_in_figures(ast.parse('Figure(key="a", methods=("guessed",))')) == {"guessed"}


def test_release_when_each_use_is_claimed_and_each_claim_is_used_then_nothing_is_found() -> None:
    uses = make_uses(("mean", "made_up"), ("share_1", "made_up"), ("share_2", "made_up"))

    assert list_unclaimed(uses, methods={"made_up": MADE_UP}) == []
    assert list_unused(uses, methods={"made_up": MADE_UP}) == []


def test_release_when_a_method_is_not_in_the_registry_then_it_is_caught() -> None:
    assert list_unclaimed(make_uses(("mean", "guessed"))) == [("statements", "guessed", "mean")]


def test_release_when_a_method_gives_what_it_does_not_claim_then_it_is_caught() -> None:
    uses = make_uses(("median", "made_up"))

    assert list_unclaimed(uses, methods={"made_up": MADE_UP}) == [("statements", "made_up", "median")]


def test_release_when_a_claim_is_never_used_then_it_is_caught() -> None:
    assert list_unused(make_uses(("mean", "made_up")), methods={"made_up": MADE_UP}) == [
        ("made_up", "share_")
    ]
    stand_in = MADE_UP.model_copy(update={"stands_in_for": "wilson"})
    assert list_unused(set(), methods={"made_up": stand_in}) == []
    assert list_unused(set(), methods={"bare": MADE_UP.model_copy(update={"statistics": ()})}) == [
        ("made_up", "")
    ]
