"""Norm and practice in words: met or not, singular and plural, known and unknown."""

import re
from typing import Any

import pytest

from schemas.yardsticks import Gauge, Yardstick
from tests.builders.programme import make_programme, words
from texts import texts_in
from ui.present.design_sentences import say_reading
from ui.present.norms import judge, say_verdict, write_norm, write_value
from ui.present.readings import Reading

NL = texts_in("nl")
PROGRAMME = make_programme()


def make_yardstick(at_least: float | None = None, at_most: float | None = None) -> Yardstick:
    return Yardstick(
        id="norm",
        label=words("volle dagen samen"),
        unit=words("dagen per maand"),
        at_least=at_least,
        at_most=at_most,
        recommendation=words("Breng deelnemers samen."),
        source="verzonnen",
        gauges=(Gauge(measure="school_years"),),
    )


def make_reading(measure: str, value: float | None, **changes: Any) -> Reading:
    yardstick = changes.pop("yardstick", make_yardstick(1))
    status = changes.pop("status", "shown" if value is not None else "not_delivered")
    return Reading(yardstick, measure, status, value=value, **changes)


def say(reading: Reading, *, trajectory: str | None = "pi-3") -> str:
    return say_reading(reading, programme=PROGRAMME, trajectory_id=trajectory, texts=NL)


@pytest.mark.parametrize(
    ("value", "norm", "verdict"),
    [
        (0.8, (1, None), "not_met"),
        (0.94, (1, None), "not_met"),
        (0.96, (1, None), "met"),  # written as 1,0: what the reader sees decides
        (1.0, (1, None), "met"),
        (2.0, (None, 1), "not_met"),
        (1.0, (None, 1), "met"),
        (4.9, (5, 10), "not_met"),
        (5.0, (5, 10), "met"),
        (10.0, (5, 10), "met"),
        (10.1, (5, 10), "not_met"),
        (None, (1, None), "unknown"),
        (3.0, (None, None), None),
    ],
)
def test_judge_when_a_number_stands_beside_a_norm_then_what_is_written_decides(
    value: float | None, norm: tuple[float | None, float | None], verdict: str | None
) -> None:
    yardstick = make_yardstick(*norm)
    reading = make_reading("held_a_month", value, yardstick=yardstick, compared=yardstick.has_norm)

    assert judge(reading) == verdict


@pytest.mark.parametrize(
    ("share", "verdict"),
    [(0.0, "not_met"), (0.004, "not_met"), (0.33, "partly"), (0.994, "partly"), (1.0, "met")],
)
def test_judge_when_the_norm_is_for_everybody_then_a_part_is_partly(share: float, verdict: str) -> None:
    assert judge(make_reading("group_size", 6.0, share_within=share)) == verdict


def test_judge_when_a_number_is_only_read_along_then_there_is_no_verdict() -> None:
    assert judge(make_reading("attended_a_month", 0.2, compared=False)) is None


@pytest.mark.parametrize(
    ("norm", "text"),
    [
        ((2, None), "minstens 2"),
        ((None, 2.5), "hoogstens 2,5"),
        ((5, 10), "5 tot 10"),
        ((1, 1), "1"),
        ((None, None), ""),
    ],
)
def test_norm_when_written_then_says_its_ends(norm: tuple[float | None, float | None], text: str) -> None:
    assert write_norm(make_yardstick(*norm), texts=NL) == text


@pytest.mark.parametrize(
    ("reading", "text"),
    [
        (make_reading("held_a_month", 0.84), "0,8"),
        (make_reading("school_years", 2.0), "2"),
        (make_reading("action_plan", 0.84, unit="share"), "84\u00a0%"),
        (make_reading("statement", 4.0, unit="points"), "4,0"),
        (make_reading("statement", None), ""),
    ],
)
def test_value_when_written_then_has_the_decimals_of_its_unit(reading: Reading, text: str) -> None:
    assert write_value(reading, texts=NL) == text


def test_sentence_when_less_was_held_then_says_practice_and_recommendation() -> None:
    sentence = say(make_reading("held_a_month", 0.8, label="vormingsdag"))

    assert sentence == (
        "Traject 3 · Organisator 3 organiseerde gemiddeld 0,8 keer per maand een vormingsdag; "
        "de aanbeveling is minstens 1."
    )


@pytest.mark.parametrize(
    ("years", "words_of"), [(1.0, "1 schooljaar;"), (2.0, "2 schooljaren;"), (0.5, "0,5 schooljaren;")]
)
def test_sentence_when_the_duration_is_one_then_is_singular(years: float, words_of: str) -> None:
    assert f"liep {words_of}" in say(make_reading("school_years", years, yardstick=make_yardstick(2)))


def test_sentence_when_of_the_whole_programme_then_speaks_of_the_trajectories() -> None:
    sentence = say(make_reading("school_years", 1.9, yardstick=make_yardstick(2)), trajectory=None)

    assert sentence == "De trajecten liepen gemiddeld 1,9 schooljaren; de aanbeveling is minstens 2."


@pytest.mark.parametrize(
    ("counted", "total", "start"),
    [
        (9, 9, "Alle 9 samenwerkingsverbanden tellen"),
        (3, 9, "3 van de 9 samenwerkingsverbanden tellen"),
        (1, 9, "1 van de 9 samenwerkingsverbanden telt"),
        (0, 9, "Geen van de 9 samenwerkingsverbanden telt"),
        (1, 1, "Het enige samenwerkingsverband telt 6 schoolleiders"),
        (0, 1, "Het enige samenwerkingsverband telt 6 schoolleiders"),
    ],
)
def test_sentence_when_about_partnerships_then_agrees_with_their_number(
    counted: int, total: int, start: str
) -> None:
    reading = make_reading(
        "group_size",
        6.0,
        share_within=counted / total,
        counted=counted,
        n=total,
        yardstick=make_yardstick(5, 10),
    )

    assert say(reading).startswith(start)
    assert "5 tot 10" in say(reading)


@pytest.mark.parametrize(
    ("counted", "total", "start"),
    [
        (9, 9, "Alle 9 samenwerkingsverbanden hadden"),
        (1, 9, "1 van de 9 samenwerkingsverbanden had "),
        (0, 9, "Geen van de 9 samenwerkingsverbanden had "),
        (0, 1, "Het enige samenwerkingsverband had over het hele programma een ander aantal"),
    ],
)
def test_sentence_when_about_coaches_then_agrees_with_the_number(
    counted: int, total: int, start: str
) -> None:
    reading = make_reading(
        "coaches", 1.0, share_within=counted / total, counted=counted, n=total, yardstick=make_yardstick(1, 1)
    )

    assert say(reading).startswith(start)


def test_sentence_when_about_leaders_then_says_how_many_people() -> None:
    sentence = say(make_reading("action_plan", 0.84, unit="share", share_within=0.84, people=43))

    assert re.fullmatch(
        r"84\s% van de schoolleiders heeft minstens één actie in het actieregister \(n = 43\)\.", sentence
    )


def test_sentence_when_an_average_has_an_interval_then_says_it_and_that_there_is_no_norm() -> None:
    reading = make_reading(
        "statement",
        3.7,
        unit="points",
        label="Samenhang",
        low=1.0,
        high=5.0,
        interval=(3.6, 3.8),
        people=29,
        yardstick=make_yardstick(),
        compared=False,
    )

    assert say(reading) == (
        "Deelnemers gaven voor “Samenhang” gemiddeld 3,7, op een schaal van 1 tot 5 "
        "(95\u00a0%-interval 3,6 tot 3,8; n = 29). Er is geen norm."
    ).replace("95\u00a0%-", "95 %-")


@pytest.mark.parametrize("status", ["not_delivered", "withheld", "not_asked", "not_estimable", "unmeasured"])
def test_sentence_when_nothing_is_known_then_says_so_and_why(status: str) -> None:
    sentence = say(make_reading("held_a_month", None, status=status))

    assert sentence.startswith("Volle dagen samen: niet bekend. ")
    assert not re.search(r"\d", sentence)


def test_sentence_when_any_then_never_ranks_nor_claims_an_effect() -> None:
    readings = [
        make_reading("school_years", 2.0),
        make_reading("held_a_month", 0.4, label="vormingsdag"),
        make_reading("within_partnership", 0.3, unit="share"),
        make_reading("attended_a_year", 1.0, label="coaching", people=30),
    ]

    told = " ".join(say(reading) for reading in readings)

    assert not re.search(r"effect|impact|beste|slechtste|rang|hoogste|laagste", told, re.IGNORECASE)


@pytest.mark.parametrize("verdict", ["met", "partly", "not_met", "unknown"])
def test_verdict_when_said_then_has_a_word_of_its_own(verdict: Any) -> None:
    others = {say_verdict(v, texts=NL) for v in ("met", "partly", "not_met", "unknown")}

    assert len(others) == 4
    assert say_verdict(verdict, texts=NL) in others
