from dataclasses import replace

import pytest

from tests.builders.programme import make_programme
from texts import texts_in
from ui.sentences import Finding, tell, tell_people

PROGRAMME = make_programme()
NL, EN = texts_in("nl"), texts_in("en")
CHANGE = Finding(
    label="Feedback vragen", value=0.4, low=0.3, high=0.5, n=290, contrast="van begin naar einde"
)


def _tell(statistic: str, finding: Finding) -> str:
    return tell(statistic, finding, programme=PROGRAMME, texts=NL)


def test_change_when_surely_up_says_up_with_interval_and_people() -> None:
    assert _tell("change", CHANGE) == (
        "Feedback vragen ging van begin naar einde omhoog: gemiddeld +0,4 op een schaal van 1 tot 5 "
        "(95\u00a0%-interval +0,3 tot +0,5), bij 290 schoolleiders die beide keren antwoordden."
    )


def test_change_when_surely_down_says_down() -> None:
    assert "omlaag: gemiddeld −0,4" in _tell("change", replace(CHANGE, value=-0.4, low=-0.5, high=-0.3))


def test_change_when_the_interval_holds_zero_is_uncertain() -> None:
    sentence = _tell("change", replace(CHANGE, value=0.2, low=-0.1, high=0.5))
    assert sentence.startswith("Of Feedback vragen van begin naar einde veranderde, is niet zeker")


def test_change_when_it_is_written_as_zero_stayed_the_same() -> None:
    assert "bleef van begin naar einde gemiddeld gelijk (0,0" in _tell(
        "change", replace(CHANGE, value=0.02, low=-0.1, high=0.1)
    )


def test_change_when_surely_but_hardly_positive_never_reads_plus_zero() -> None:
    sentence = _tell("change", replace(CHANGE, value=0.04, low=0.01, high=0.07))
    assert "bleef" in sentence
    assert "+0,0 op" not in sentence


def test_change_when_one_person_is_singular() -> None:
    sentence = _tell("change", replace(CHANGE, n=1))
    assert sentence.endswith("bij 1 schoolleider die beide keren antwoordde.")


def test_change_when_without_interval_leaves_it_out() -> None:
    assert "interval" not in _tell("change", replace(CHANGE, low=None, high=None))


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (4.0, "een hoge score"),
        (3.99, "een eerder hoge score"),
        (3.5, "een eerder hoge score"),
        (3.49, "rond het midden"),
        (2.5, "rond het midden"),
        (2.49, "een lage score"),
    ],
)
def test_mean_when_at_a_boundary_has_the_word_of_its_side(value: float, word: str) -> None:
    assert word in _tell("mean", Finding(label="Samenhang", value=value, n=20))


def test_mean_when_another_scale_uses_its_bounds() -> None:
    finding = Finding(label="Diepgang", value=5.5, n=20, scale_low=1, scale_high=7)
    assert "hoge score: gemiddeld 5,5 op een schaal van 1 tot 7" in _tell("mean", finding)


def test_top2_when_shown_is_a_percentage_with_interval() -> None:
    finding = Finding(label="Bruikbaarheid", value=0.724, low=0.66, high=0.79, n=344)
    assert _tell("top2", finding) == (
        "Bruikbaarheid: 72\u00a0% koos een van de twee hoogste antwoorden "
        "(95\u00a0%-interval 66\u00a0% tot 79\u00a0%); er antwoordden 344 schoolleiders."
    )


def test_share_when_of_one_answer_names_the_answer() -> None:
    finding = Finding(label="Praktijk veranderd", value=0.72, n=1, answer="Ja")
    assert _tell("share_1", finding) == (
        "Praktijk veranderd: 72\u00a0% antwoordt ‘Ja’; er antwoordde 1 schoolleider."
    )


@pytest.mark.parametrize(
    ("value", "low", "high", "words"),
    [
        (41.0, 33.0, 49.0, "Er zijn meer aanbevelers dan afraders."),
        (-41.0, -49.0, -33.0, "Er zijn meer afraders dan aanbevelers."),
        (3.0, -5.0, 11.0, "is niet zeker"),
        (0.0, 0.0, 0.0, "is niet zeker"),
    ],
)
def test_nps_when_its_interval_holds_zero_is_uncertain(
    value: float, low: float, high: float, words: str
) -> None:
    assert words in _tell("nps", Finding(label="Aanbeveling", value=value, low=low, high=high, n=300))


def test_tell_when_english_is_english() -> None:
    finding = replace(CHANGE, label="Asking feedback", contrast="from begin to end", n=1)
    assert tell("change", finding, programme=PROGRAMME, texts=EN) == (
        "Asking feedback went up from begin to end: +0.4 on average on a scale from 1 to 5 "
        "(95% interval +0.3 to +0.5), for 1 school leader who answered both times."
    )


def test_tell_people_when_one_or_several_agrees() -> None:
    assert tell_people(1, programme=PROGRAMME, texts=NL) == "1 schoolleider"
    assert tell_people(1200, programme=PROGRAMME, texts=NL) == "1.200 schoolleiders"


def test_sentences_when_read_through_never_speak_of_effect_or_impact() -> None:
    ours = [
        form
        for t in (NL, EN)
        for key, forms in t.messages.items()
        if key.startswith("sentences.")
        for form in forms
    ]
    assert len(ours) > 40
    assert not [form for form in ours if "effect" in form.lower() or "impact" in form.lower()]


@pytest.mark.parametrize(
    ("statistic", "value", "coded", "words"),
    [
        ("mean", 1.5, -1, "een lage score: gemiddeld hoogstens 1,5 op"),
        ("mean", 4.5, 1, "een hoge score: gemiddeld minstens 4,5 op"),
        ("top2", 0.9, 1, "meer dan 90\u00a0% koos"),
        ("share_1", 0.05, -1, "minder dan 5\u00a0% antwoordt"),
    ],
)
def test_sentence_when_the_number_is_a_bound_says_so(
    statistic: str, value: float, coded: int, words: str
) -> None:
    finding = Finding(label="Samenhang", value=value, n=7, coded=coded)

    assert words in tell(statistic, finding, programme=PROGRAMME, texts=texts_in("nl"))
