"""What the page Samenhang says by rules: one, several, none, uncertain, and why there is no number."""

import re
from pathlib import Path

import pytest

from tests.builders.driver_models import (
    CHANGE,
    LEVEL,
    list_results,
    make_driver_tables,
    make_slope,
    open_drivers,
)
from texts.catalogue import LANGUAGES
from ui.page import Page
from ui.present.drivers import list_outcomes, read_drivers, tell_base
from ui.present.drivers_slopes import present_dose, present_slopes, say_slopes
from ui.present.drivers_weights import present_weights, say_explained, say_weights
from ui.tables import write_table

CLAIM = re.compile(r"\b(effect|impact|zorgt|leidt tot|door het|causes|leads to)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return open_drivers(tmp_path_factory.mktemp("drivers"))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return open_drivers(tmp_path_factory.mktemp("drivers"), language="en")


def test_outcomes_when_listed_then_level_and_change_are_told_apart(page: Page) -> None:
    assert {name: outcome.label for name, outcome in list_outcomes(page).items()} == {
        "satisfaction.end": "Tevredenheid · Eindmeting",
        "asking_feedback.begin-end": "Feedback vragen · Begin tot einde",
    }


def test_outcomes_when_the_release_knows_nothing_of_one_then_it_is_left_out(tmp_path: Path) -> None:
    rows = [row for row in list_results() if row["indicator_id"] == "satisfaction"]

    assert list(list_outcomes(open_drivers(tmp_path, tables=make_driver_tables(rows)))) == [
        "satisfaction.end"
    ]


def test_within_when_one_goes_up_and_one_down_then_each_is_said_with_its_number(page: Page) -> None:
    (figure,) = present_slopes(page, driver=LEVEL, comparison="within")

    assert figure.question == "Wat samengaat met “Tevredenheid”, binnen hetzelfde samenwerkingsverband"
    assert figure.answer == (
        "342 schoolleiders uit 82 samenwerkingsverbanden worden vergeleken met het gemiddelde van het eigen "
        "samenwerkingsverband. "
        "1 punt hoger op Samenhang gaat samen met een hogere score op “Tevredenheid”: gemiddeld +0,27 punt. "
        "1 punt hoger op Doelmatigheidsbeleving gaat samen met een lagere score op “Tevredenheid”: "
        "gemiddeld −0,30 punt. Geen duidelijk verband bij Bruikbaarheid: dat kan evengoed nul zijn."
    )
    assert figure.n == 342


def test_within_when_several_go_up_then_they_share_a_sentence(page: Page) -> None:
    named = [("A", make_slope(0.27)), ("B", make_slope(0.2)), ("C", make_slope(0.15))]

    assert say_slopes(page, named, driver=LEVEL, kind="within") == (
        "3 kenmerken gaan samen met een hogere score op “Tevredenheid” (in punten, bij 1 punt hoger op het "
        "kenmerk): A (+0,27), B (+0,20) en C (+0,15)."
    )


def test_change_when_it_goes_up_then_it_is_a_larger_increase_or_smaller_decrease(page: Page) -> None:
    said = say_slopes(page, [("A", make_slope(0.27))], driver=CHANGE, kind="within")

    assert said == (
        "1 punt hoger op A gaat samen met een grotere toename (of kleinere afname) van “Feedback vragen” "
        "(Begin tot einde): gemiddeld +0,27 punt."
    )


def test_between_when_one_has_no_spread_then_its_reason_is_said_and_it_keeps_its_row(page: Page) -> None:
    (figure,) = present_slopes(page, driver=LEVEL, comparison="between")

    assert (
        "In samenwerkingsverbanden die gemiddeld 1 punt hoger scoren op Samenhang, is er ook" in figure.answer
    )
    assert "Geen cijfer bij Bruikbaarheid. Iedereen gaf hetzelfde antwoord" in figure.answer
    assert figure.table.height == 3
    assert figure.table["opmerking"].to_list()[1].startswith("Iedereen gaf hetzelfde antwoord")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (1, "Een duidelijk verband met “Tevredenheid” is er niet: het kan evengoed nul zijn."),
        (
            2,
            "Bij geen van deze 2 rijen is er een duidelijk verband met “Tevredenheid”: "
            "het kan telkens evengoed nul zijn.",
        ),
    ],
)
def test_slopes_when_nothing_is_clear_then_that_is_all_that_is_said(
    page: Page, named: int, said: str
) -> None:
    rows = [("A", make_slope(0.05))] * named

    assert say_slopes(page, rows, driver=LEVEL, kind="within") == said


def test_slopes_when_clear_but_next_to_nothing_then_said_to_round_to_zero(page: Page) -> None:
    said = say_slopes(page, [("A", make_slope(0.002, half=0.001))], driver=LEVEL, kind="within")

    assert said == "Het verband is er wel, maar rondt af op nul, bij A."


@pytest.mark.parametrize("reason", ["too_few_partnerships", "collinear", "no_spread", "too_few_people"])
def test_slopes_when_none_can_be_estimated_then_the_reason_is_said_once(page: Page, reason: str) -> None:
    named = [("A", make_slope(None, reason=reason)), ("B", make_slope(None, reason=reason))]

    assert say_slopes(page, named, driver=LEVEL, kind="between") == page.texts(f"results.reason_{reason}")


@pytest.mark.parametrize("status", ["not_delivered", "withheld"])
def test_slopes_when_nothing_is_shown_then_the_status_is_said_and_nothing_drawn(
    tmp_path: Path, status: str
) -> None:
    nothing = make_slope(None, status=status, reason=None)
    page = open_drivers(tmp_path, tables=make_driver_tables([{**row, **nothing} for row in list_results()]))
    figures = [
        *present_slopes(page, driver=LEVEL, comparison="within"),
        *present_weights(page, driver=LEVEL),
        *present_dose(page, driver=CHANGE, comparison="between"),
    ]

    for figure in figures:
        assert figure.draw is None
        assert figure.answer.lower().rstrip(".") == page.texts(f"charts.status_{status}")


def test_dose_when_hours_go_up_then_the_step_is_in_the_words(page: Page) -> None:
    (figure,) = present_dose(page, driver=CHANGE, comparison="within")

    assert figure.table["kenmerk"].to_list()[:2] == ["10 uur meer", "1 keer meer Vormingsdag"]
    assert figure.answer.startswith(
        "10 uur meer dan collega's van het eigen samenwerkingsverband gaat samen met een grotere toename"
    )
    assert "wie meer volgt, was misschien al meer gemotiveerd" in figure.caution


@pytest.mark.parametrize("kind", ["dose_within", "dose_between"])
def test_dose_when_several_go_down_then_they_share_a_sentence(page: Page, kind: str) -> None:
    said = say_slopes(page, [("A", make_slope(-0.2)), ("B", make_slope(-0.3))], driver=CHANGE, kind=kind)

    assert "een kleinere toename (of grotere afname)" in said
    assert said.endswith("in punten: A (−0,20) en B (−0,30).")


def test_dose_when_the_outcome_has_none_then_there_is_no_figure(page: Page) -> None:
    assert present_dose(page, driver=LEVEL, comparison="within") == []


def test_weights_when_shown_then_from_large_to_small_with_what_is_explained(page: Page) -> None:
    (figure,) = present_weights(page, driver=LEVEL)

    assert figure.table["kenmerk"].to_list() == ["Bruikbaarheid", "Doelmatigheidsbeleving", "Samenhang"]
    assert "deze 3 kenmerken kent, kan 32\u00a0% van de verschillen in “Tevredenheid”" in figure.answer
    assert "het grootste deel bij Bruikbaarheid: 50\u00a0%" in figure.answer


@pytest.mark.parametrize(
    ("second", "said"),
    [(0.2, "Dat is duidelijk meer dan bij elk ander kenmerk."), (0.35, "De intervallen overlappen")],
)
def test_weights_when_intervals_overlap_or_not_then_the_order_is_unsure_or_sure(
    page: Page, second: float, said: str
) -> None:
    assert said in say_weights([("A", make_slope(0.5)), ("B", make_slope(second))], texts=page.texts)


def test_weights_when_there_is_one_predictor_then_it_has_all(page: Page) -> None:
    said = say_weights([("A", make_slope(1.0, half=0.0))], texts=page.texts)

    assert said == "Dat hoort volledig bij A: er is geen ander kenmerk om mee te delen."


def test_weights_when_no_more_is_explained_than_by_chance_then_words_and_no_bars(page: Page) -> None:
    (figure,) = present_weights(page, driver=CHANGE)

    assert figure.draw is None
    assert figure.answer.endswith(page.texts("results.reason_nothing_explained"))
    assert "Wie de score op dit kenmerk kent, kan 2\u00a0%" in figure.answer
    assert figure.table["kenmerk"].to_list() == ["wat ze samen voorspellen"]


def test_explained_when_it_could_not_be_estimated_then_says_nothing(page: Page) -> None:
    assert say_explained(page, make_slope(None), driver=LEVEL) == ""


@pytest.mark.parametrize(
    ("n", "m", "said"),
    [
        (1, 1, "1 schoolleider uit 1 samenwerkingsverband wordt vergeleken"),
        (2, 2, "2 schoolleiders uit 2 samenwerkingsverbanden worden vergeleken"),
    ],
)
def test_base_when_one_or_several_then_the_verb_agrees(page: Page, n: int, m: int, said: str) -> None:
    assert tell_base(page, make_slope(0.1, n=n, m=m), comparison="within").startswith(said)


def test_english_when_read_then_the_same_rules_hold(english: Page) -> None:
    (figure,) = present_slopes(english, driver=LEVEL, comparison="within")

    assert "1 point higher on Samenhang (en) goes together with a higher score" in figure.answer
    assert "+0.27 points on average" in figure.answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_when_read_then_none_claims_a_cause_and_each_warns(tmp_path: Path, language) -> None:
    page = open_drivers(tmp_path, language=language)
    warning = {"nl": "Samengaan is geen oorzaak", "en": "Going together is no cause"}[language]
    figures = [
        figure
        for driver in (LEVEL, CHANGE)
        for comparison in ("within", "between")
        for figure in (
            *present_slopes(page, driver=driver, comparison=comparison),
            *present_dose(page, driver=driver, comparison=comparison),
            *present_weights(page, driver=driver),
        )
    ]

    assert len(figures) == 10
    for figure in figures:
        assert not CLAIM.search(figure.question + figure.answer + figure.how_to_read)
        assert figure.caution.startswith(warning)
        assert page.programme.caution.in_language(language) in figure.caution
        assert write_table(figure.table, caption=figure.question, texts=page.texts)


def test_claim_when_a_cause_is_claimed_then_it_is_caught() -> None:
    assert CLAIM.search("Samenhang zorgt voor een hogere score.")
    assert not CLAIM.search("Samenhang gaat samen met een hogere score.")


def test_charts_when_drawn_then_every_shown_row_has_its_dot(page: Page) -> None:
    (within,) = present_slopes(page, driver=LEVEL, comparison="within")
    (weights,) = present_weights(page, driver=LEVEL)

    assert within.draw is not None
    assert weights.draw is not None
    assert list(within.draw().data[0].x) == [0.27, 0.02, -0.3]
    assert list(weights.draw().data[0].x) == [0.5, 0.3, 0.2]


def test_models_when_read_then_no_term_is_of_one_partnership_or_person(page: Page) -> None:
    terms = {term for _, _, term in read_drivers(page).rows}

    assert {term.partition(".")[0] for term in terms} == {"within", "between", "weight", "r2"}
