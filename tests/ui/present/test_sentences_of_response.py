"""Sentences about who is missing: one, several, none, uncertain, and what cannot be said."""

from typing import Any

import pytest

from texts import texts_in
from ui.present.gaps import say_gaps, say_p
from ui.present.leavers import say_distances
from ui.present.likeness import say_likeness
from ui.present.missing_models import NO_ROW
from ui.present.reliability import say_reliability
from ui.present.reweighted import Weighed, say_reweighted

NL, EN = texts_in("nl"), texts_in("en")
Row = dict[str, Any]
WITHHELD: Row = {**NO_ROW, "status": "withheld"}


def _row(value: float, low: float | None = None, high: float | None = None, *, n: int = 300) -> Row:
    return {**NO_ROW, "value": value, "low": low, "high": high, "n": n, "status": "shown"}


def _none(reason: str) -> Row:
    return {**NO_ROW, "reason": reason}


def _weighed(
    plain: Row, raked: Row, *, effective: float = 294, n: int = 302, label: str = "Trots"
) -> Weighed:
    return Weighed(label, plain, raked, {**_row(effective), "n": n})


def test_leavers_who_scored_lower_are_named_with_the_rest_counted() -> None:
    rows = [("A", _row(-0.35, -0.6, -0.1)), ("B", _row(0.1, -0.1, 0.3)), ("C", _row(0.0, -0.2, 0.2))]

    assert say_distances(rows, texts=NL) == (
        "Wie afhaakte, scoorde toen duidelijk lager op A (−0,35). "
        "Op de 2 andere schalen is geen duidelijk verschil te zien."
    )
    assert say_distances(rows[:2], texts=NL).endswith(
        "Op de andere schaal is geen duidelijk verschil te zien."
    )


def test_leavers_who_scored_higher_are_told_apart_from_lower() -> None:
    rows = [("A", _row(0.35, 0.1, 0.6)), ("B", _row(-0.4, -0.6, -0.2))]

    said = say_distances(rows, texts=EN)

    assert "clearly scored lower then on B (−0.40)" in said
    assert "clearly scored higher then on A (+0.35)" in said


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "Op deze schaal is geen duidelijk verschil"),
        (3, "Op geen van de 3 schalen is een duidelijk verschil"),
    ],
)
def test_leavers_who_do_not_clearly_differ_are_not_said_to(count: int, words: str) -> None:
    rows = [(f"S{i}", _row(0.1, -0.1, 0.3)) for i in range(count)]

    assert say_distances(rows, texts=NL).startswith(words)


@pytest.mark.parametrize(("low", "high"), [(0.0, 0.4), (-0.4, 0.0), (None, None)])
def test_distance_that_may_be_zero_is_never_called_clear(low: float | None, high: float | None) -> None:
    assert "geen duidelijk verschil" in say_distances([("A", _row(0.2, low, high))], texts=NL)


def test_leavers_when_nobody_left_or_too_few_then_say_so_once() -> None:
    nobody = say_distances([("A", _none("nothing_missing")), ("B", _none("nothing_missing"))], texts=NL)

    assert nobody == NL("results.reason_nothing_missing")
    assert say_distances([("A", WITHHELD)], texts=NL) == "Niet getoond: het gaat over te weinig mensen."


def test_leavers_when_one_scale_is_withheld_then_count_it() -> None:
    said = say_distances([("A", _row(0.1, -0.1, 0.3)), ("B", WITHHELD)], texts=NL)

    assert said.endswith(NL.count("results.hidden_rows", 1))


def test_likeness_puts_each_moment_where_it_belongs() -> None:
    said = say_likeness(
        [
            ("begin", _row(1, 1, 1)),
            ("tussen", _row(0.95, 0.9, 1)),
            ("einde", _row(0.8, 0.7, 0.9)),
            ("opvolging", _none("everybody_missing")),
        ],
        texts=NL,
    )

    assert "Iedereen antwoordde: begin R 1,00." in said
    assert "kunnen toeval zijn: tussen R 0,95." in said
    assert "duidelijk vaker dan de andere: einde R 0,80." in said
    assert said.endswith("opvolging: Niemand antwoordde.")


def test_likeness_without_an_interval_is_called_uncertain() -> None:
    assert (
        say_likeness([("einde", _row(0.8))], texts=NL)
        == "Hoe zeker dit is, valt niet te zeggen: einde R 0,80."
    )


def test_gaps_with_a_small_p_are_not_at_random_and_with_a_large_one_unproven() -> None:
    said = say_gaps([("begin", _row(0.0004)), ("einde", _row(0.63))], texts=NL)

    assert "niet volledig toevallig: begin p < 0,001." in said
    assert "einde p = 0,63. Dat bewijst niet dat antwoorden toevallig ontbreken." in said


@pytest.mark.parametrize(("p", "words"), [(0.0499, "p = 0,050"), (0.05, "p = 0,050"), (0.2, "p = 0,20")])
def test_p_is_written_with_the_digits_that_decide(p: float, words: str) -> None:
    assert say_p(p, texts=NL) == words


def test_gaps_at_the_very_bound_are_not_called_proof_of_a_pattern() -> None:
    assert "geen verband gevonden" in say_gaps([("begin", _row(0.05))], texts=NL)
    assert "hangt samen" in say_gaps([("begin", _row(0.0499))], texts=NL)


def test_gaps_where_nothing_is_open_or_nothing_can_be_tested_say_why() -> None:
    said = say_gaps([("begin", _none("nothing_missing")), ("einde", _none("too_many_patterns"))], texts=NL)

    assert "er valt niets te toetsen: begin." in said
    assert f"einde: {NL('results.reason_too_many_patterns')}" in said


def test_reweighting_that_moves_little_hardly_changes_the_picture() -> None:
    said = say_reweighted([_weighed(_row(0.28, 0.2, 0.4), _row(0.30, 0.2, 0.4))], texts=NL)

    assert said == (
        "Herwegen verandert het beeld nauwelijks: het meest verschuift Trots, van +0,28 naar +0,30 punt. "
        "302 antwoorden zeggen na het wegen nog evenveel als 294 even zware."
    )


def test_reweighting_that_turns_a_clear_change_says_so() -> None:
    scales = [_weighed(_row(0.3, 0.1, 0.5), _row(0.1, -0.1, 0.3)), _weighed(_row(0, -1, 1), _row(0, -1, 1))]

    said = say_reweighted(scales, texts=NL)

    assert said.startswith("Herwegen verschuift de cijfers: het meest bij Trots, van +0,30 naar +0,10 punt.")
    assert "Bij 1 schaal maakt herwegen uit of de verandering duidelijk is." in said
    assert "Bij 2 schalen maakt" in say_reweighted([scales[0], scales[0]], texts=NL)


def test_reweighting_that_cannot_be_done_says_why_once() -> None:
    lost = Weighed("Trots", NO_ROW, _none("not_converged"), NO_ROW)

    assert say_reweighted([lost, lost], texts=EN) == EN("results.reason_not_converged")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([0.8], "De schaal van dit moment haalt een α van 0,70 of meer."),
        ([0.8, 0.7, 0.696], "Alle 3 schalen van dit moment halen een α van 0,70 of meer."),
        ([0.8, 0.65], "Eén schaal blijft onder een α van 0,70: S1 (0,65)."),
        ([0.6, 0.65], "2 schalen blijven onder een α van 0,70: S0 (0,60) en S1 (0,65)."),
    ],
)
def test_reliability_names_the_scales_that_fall_short(values: list[float], words: str) -> None:
    rows = [(f"S{place}", _row(value)) for place, value in enumerate(values)]

    assert say_reliability(rows, texts=NL).startswith(words)


def test_reliability_that_is_not_known_says_why() -> None:
    assert say_reliability([("A", _none("no_spread"))], texts=NL) == NL("results.reason_no_spread")
