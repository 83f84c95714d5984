from html import unescape
from pathlib import Path

import pytest

from schemas.methods import METHODS
from tests.builders.release import make_empty_tables, write_release
from texts import LANGUAGES, texts_in
from texts.catalogue import Language
from ui.address import Selection
from ui.page import Page
from ui.present.methods import (
    break_lines,
    link_measures,
    name_symbols,
    present_measure,
    tabulate_measures,
    write_method_link,
)
from ui.store import Store
from ui.viewer import DEMO


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(path=write_release(tmp_path_factory.mktemp("built")), viewer=DEMO)


def open_about(store: Store, *, language: Language = "nl") -> Page:
    return Page(
        name="about",
        store=store,
        texts=texts_in(language),
        cell=store.cell("total"),
        selection=Selection(trajectory="pi-3"),
        dark=False,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("method", METHODS)
def test_card_when_any_measure_then_tells_all_of_it(store: Store, method: str, language: Language) -> None:
    page, about = open_about(store, language=language), METHODS[method]
    card = present_measure(page, method=method)
    head, foot = unescape(card.head), unescape(card.foot)

    assert page.texts(f"methods.{method}_name") in head
    assert page.texts(f"methods.{method}_what") in head
    assert (page.texts("methods.no_interval") in head) is not about.has_interval
    assert card.formula == break_lines(name_symbols(about.formula, texts=page.texts))
    assert (about.source or page.texts("methods.own_definition")) in foot
    assert about.known_answer in foot
    assert "kompas," not in foot
    assert all(f">{page.texts(f'{name}.menu')}</a>" in foot for name in about.pages)


def test_formula_when_it_holds_words_then_they_are_in_the_language_of_the_reader() -> None:
    written = r"u_{\text{partnership}}+s_{\text{sum}}"

    assert name_symbols(written, texts=texts_in("nl")) == r"u_{\text{verband}}+s_{\text{som}}"
    assert name_symbols(written, texts=texts_in("en")) == written


def test_card_when_the_release_uses_a_measure_then_names_what_for(store: Store) -> None:
    foot = present_measure(open_about(store), method="alpha").foot

    assert "Gebruikt voor " in foot
    assert "<li>" in foot


def test_card_when_the_release_does_not_use_a_measure_then_says_so(tmp_path: Path) -> None:
    page = open_about(Store(path=write_release(tmp_path, make_empty_tables()), viewer=DEMO))

    assert page.texts("methods.unused") in present_measure(page, method="alpha").foot


def test_table_when_made_then_has_a_row_and_a_link_for_each_measure(store: Store) -> None:
    page = open_about(store)

    assert tabulate_measures(page).height == len(link_measures(page)) == len(METHODS)


def test_link_when_a_filter_is_chosen_then_keeps_it(store: Store) -> None:
    link = unescape(write_method_link(open_about(store), "nps"))

    assert link == (
        '<a href="over-deze-cijfers?traject=pi-3&taal=nl&deel=measures&maat=nps">Aanbevelingsscore (NPS)</a>'
    )


def test_store_when_asked_for_methods_then_lists_those_of_statements_models_and_no_gap(store: Store) -> None:
    used = store.methods()

    assert used["method"].null_count() == 0
    assert {"alpha", "mean_cohort"} <= set(used["method"])


def test_formula_when_it_has_wide_spaces_then_each_part_gets_a_line() -> None:
    assert (
        break_lines(r"a=b,\quad c;\quad d") == r"\begin{gathered} a=b \\[0.5em] c \\[0.5em] d \end{gathered}"
    )
    assert break_lines(r"\frac{a}{b}") == r"\frac{a}{b}"
