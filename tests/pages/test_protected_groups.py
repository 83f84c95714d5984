"""Pages of groups that are shown in part: pools, partnerships, combined groups, bounds, withheld."""

from html import unescape

import pytest

from tests.builders.result_pages import read_charts
from tests.builders.screens import (
    choose,
    list_options,
    open_screen,
    read_chosen,
    read_headings,
    read_screen,
)
from texts import texts_in
from ui.navigation import PAGES

NL, EN = texts_in("nl"), texts_in("en")
PAIR = {"traject": "pi-10", "niveau": "basis-gewoon"}
POOL = {"traject": "pi-10", "niveau": "basis-buitengewoon+secundair-buitengewoon"}
ORGANISER = {"rol": "organisator-pi-3"}
"""Partnerships are for the organiser of their trajectory."""
PARTNERSHIP = {"traject": "pi-3", "verband": "pi-3-swv-1", **ORGANISER}
PARTNERSHIPS = {"traject": "pi-3", "verband": "pi-3-swv-4+pi-3-swv-8", **ORGANISER}
OWN = {"traject": "pi-3", "verband": "pi-3-swv-4", **ORGANISER}
GROUPS = (PAIR, POOL, PARTNERSHIP, PARTNERSHIPS, OWN)
pytestmark = pytest.mark.usefixtures("full")


@pytest.mark.parametrize("name", list(PAGES))
@pytest.mark.parametrize("group", GROUPS, ids=["pair", "pool", "partnership", "partnerships", "withheld"])
def test_page_of_any_group_when_opened_then_has_no_error_and_no_unknown_value(
    name: str, group: dict[str, str]
) -> None:
    screen = open_screen(name, query={**group, "deel": "all"})

    assert not screen.exception
    assert not screen.warning
    assert "None" not in read_charts(screen)


def test_items_of_a_combined_group_when_opened_then_are_averages_and_lead_to_the_spread() -> None:
    screen = open_screen("reaction", query={**PAIR, "deel": "items"})
    words = unescape(read_screen(screen))

    assert NL("frame.status_spread") in words
    assert "De gemiddelden lopen van" in words or "Het gemiddelde voor" in words
    assert NL("results.column_top2") in words
    assert NL("results.read_item_means") in words
    assert "Helemaal oneens" not in read_charts(screen)
    assert next(b.label for b in screen.button if "spread" in str(b.key)) == "Traject 10 · Organisator 9"


def test_items_of_a_wide_group_when_opened_then_are_all_answers() -> None:
    screen = open_screen("reaction", query={"traject": "pi-10", "deel": "items"})

    assert "Helemaal oneens" in read_charts(screen)
    assert NL("frame.status_spread") not in read_screen(screen)


def test_items_when_an_answer_is_rare_then_chart_words_and_table_tell_a_bound() -> None:
    screen = open_screen("reaction", query={"traject": "pi-10", "deel": "items"})
    words = unescape(read_screen(screen))

    assert "<\u00a05\u00a0%: Helemaal oneens" in unescape(read_charts(screen))
    assert NL("numbers.read_stack") in words
    assert "balken tellen niet op tot 100 %" in words
    assert '<td class="number"><\u00a05</td>' in words


def test_partnership_when_opened_then_a_mean_at_an_end_is_a_bound_everywhere() -> None:
    screen = open_screen("reaction", query={**PARTNERSHIP, "deel": "opinion"})
    words = unescape(read_screen(screen))

    assert "minstens 4,5 (“Samenhang”)" in words
    assert '<td class="number">≥\u00a04,5</td>' in words
    assert "≥\u00a04,5" in read_charts(screen)
    assert "triangle-right" in read_charts(screen)
    assert NL("numbers.read_mean") in words


def test_change_of_a_partnership_when_its_ends_are_bounds_then_says_so() -> None:
    screen = open_screen("learning", query={**PARTNERSHIP, "deel": "change"})

    assert "≤\u00a01,5 → ≤\u00a01,5" in read_charts(screen).replace("<br>", " ")
    assert NL("results.read_changes_narrow") in unescape(read_screen(screen))
    assert "duidelijk hoger" not in read_screen(screen)


def test_withheld_partnership_when_opened_then_offers_its_pool_first() -> None:
    screen = open_screen("reaction", query=OWN)

    assert NL("frame.status_withheld") in read_screen(screen)
    nearest = next(button for button in screen.button if "nearest" in str(button.key))
    assert "2 samenwerkingsverbanden samen (Verband 4 + Verband 8)" in nearest.label

    nearest.click().run()

    assert screen.query_params["verband"] == "pi-3-swv-4+pi-3-swv-8"
    assert screen.get("plotly_chart")
    assert "2 samenwerkingsverbanden samen" in read_screen(screen)


def test_filter_when_a_trajectory_is_chosen_then_its_partnerships_and_pools_can_be() -> None:
    screen = open_screen("reaction", query={"traject": "pi-10", "rol": "organisator-pi-10"})

    levels = list(list_options(screen, "niveau").values())
    assert levels[-1] == "Buitengewoon basis + Buitengewoon secundair samen"
    assert "Verband 1" in list_options(screen, "verband").values()

    choose(screen, niveau=POOL["niveau"])

    assert screen.query_params["niveau"] == POOL["niveau"]
    assert read_chosen(screen, "niveau") == POOL["niveau"]
    assert "Buitengewoon basis + Buitengewoon secundair samen" in read_screen(screen)


def test_filter_when_a_partnership_is_chosen_then_level_and_region_are_let_go() -> None:
    screen = open_screen("reaction", query={"traject": "pi-3", "niveau": "basis-gewoon", **ORGANISER})
    choose(screen, verband="pi-3-swv-1")

    assert dict(screen.query_params) == {**PARTNERSHIP, "taal": "nl"}


def test_filter_when_no_trajectory_is_chosen_then_there_are_no_partnerships() -> None:
    screen = open_screen("reaction")

    assert list_options(screen, "niveau")
    assert not list_options(screen, "verband")


def test_reach_of_a_pool_when_opened_then_says_where_counts_are() -> None:
    screen = open_screen("reach", query=POOL)

    assert [info.value for info in screen.info] == [NL("reach.pool")]
    assert "Traject 10 · Organisator 9, Buitengewoon basis" in [b.label for b in screen.button]


def test_months_of_a_combined_group_when_opened_then_are_not_shown_and_lead_on() -> None:
    screen = open_screen("attendance", query={**PAIR, "deel": "months"})

    assert NL("frame.status_withheld") in read_screen(screen)
    assert any("nearest" in str(button.key) for button in screen.button)


def test_overview_of_a_partnership_when_opened_then_nothing_is_called_not_asked() -> None:
    words = read_screen(open_screen("overview", query=PARTNERSHIP))

    assert "<strong>Niet getoond.</strong>" in words
    assert "<strong>Niet gevraagd.</strong>" not in words


@pytest.mark.parametrize("group", GROUPS, ids=["pair", "pool", "partnership", "partnerships", "withheld"])
def test_page_in_english_when_opened_then_says_the_same_in_english(group: dict[str, str]) -> None:
    dutch = open_screen("reaction", query={**group, "deel": "all"})
    english = open_screen("reaction", query={**group, "deel": "all", "taal": "en"})

    assert not english.exception
    assert len(read_headings(english)) == len(read_headings(dutch))
    assert not [
        status for status in ("withheld", "spread") if NL(f"frame.status_{status}") in read_screen(english)
    ]


def test_moment_of_a_scale_with_a_change_when_read_then_says_of_whom_it_is() -> None:
    words = unescape(read_screen(open_screen("learning", query={"deel": "standing"})))

    assert "Alleen wie zowel bij ‘" in words


def test_moment_of_a_scale_without_a_change_when_read_then_says_nothing_of_the_kind() -> None:
    words = unescape(read_screen(open_screen("reaction", query={"deel": "opinion"})))

    assert "Alleen wie zowel bij" not in words


def test_protection_when_opened_then_has_policy_audit_and_both_tables() -> None:
    headings = read_headings(open_screen("about", query={"deel": "protection"}))

    assert headings == [NL(f"about.{name}") for name in ("privacy", "audit", "stated", "coverage")]
