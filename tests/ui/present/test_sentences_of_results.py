"""Sentences by rules: one, several, the same, uncertain, and rows that are not shown."""

import pytest

from tests.builders.scenes import make_fact, make_indicator, make_scene
from texts import texts_in
from ui.figure import Figure
from ui.present.changes import present_changes
from ui.present.items import present_items
from ui.present.means import present_means, present_trends
from ui.present.recommendation import present_recommendation
from ui.present.scene import Hidden
from ui.present.sentences import say_means
from ui.present.session_bars import present_dose, present_sessions
from ui.present.yardsticks import list_yardsticks

NL, EN = texts_in("nl"), texts_in("en")
WITHHELD = {"value": None, "low": None, "high": None, "n": None, "status": "withheld"}


def test_means_of_one_scale_name_it() -> None:
    said = say_means([make_indicator("trust", "Vertrouwen")], [make_fact(4.12)], texts=NL)
    assert said == "Het gemiddelde voor “Vertrouwen” is 4,1, op een schaal van 1 tot 5."


def test_means_of_several_scales_give_both_ends() -> None:
    indicators = [make_indicator("a", "Eerste"), make_indicator("b", "Tweede")]
    said = say_means(indicators, [make_fact(4.5), make_fact(3.2)], texts=NL)
    assert said.startswith("De gemiddelden lopen van 3,2 (“Tweede”) tot 4,5 (“Eerste”)")


def test_means_that_round_to_the_same_are_called_the_same() -> None:
    indicators = [make_indicator("a", "Eerste"), make_indicator("b", "Tweede")]
    said = say_means(indicators, [make_fact(4.12), make_fact(4.08)], texts=EN)
    assert said == "The means are all 4.1 here, on a scale from 1 to 5."


@pytest.mark.parametrize(("hidden", "words"), [(1, "1 rij wordt"), (2, "2 rijen worden")])
def test_rows_that_are_not_shown_are_counted(hidden: int, words: str) -> None:
    indicators = [make_indicator(f"i{n}", f"Schaal {n}") for n in range(hidden + 1)]
    said = say_means(indicators, [make_fact(4.0), *[WITHHELD] * hidden], texts=NL)
    assert words in said


def test_scales_with_other_answers_get_figures_of_their_own() -> None:
    wide = make_indicator("wide", "Breed", high=7.0)
    narrow = make_indicator("narrow", "Smal")
    facts = {(i, "end", "mean"): make_fact(4.0) for i in ("wide", "narrow")}
    outcomes = present_means(make_scene([wide, narrow], facts), wave="end", room="reaction")
    assert [type(outcome) for outcome in outcomes] == [Figure, Figure]
    assert outcomes[0].key != outcomes[1].key
    assert [outcome.question.split(" · ")[-1] for outcome in outcomes] == ["schaal 1 tot 7", "schaal 1 tot 5"]


def test_scale_that_is_wholly_withheld_is_hidden_with_its_statement() -> None:
    scene = make_scene([make_indicator("trust", "Vertrouwen")], {("trust", "end", "mean"): WITHHELD})
    (outcome,) = present_means(scene, wave="end", room="reaction")
    assert isinstance(outcome, Hidden)
    assert (outcome.status, outcome.indicator_id, outcome.wave) == ("withheld", "trust", "end")


def test_perceived_learning_is_never_shown_as_change() -> None:
    perceived = make_indicator("felt", "Gevoeld", perceived=True, waves=["begin", "end", "begin-end"])
    measured = make_indicator("done", "Gemeten", waves=["begin", "end", "begin-end"])
    facts = {
        (name, "begin-end", statistic): make_fact(value)
        for name in ("felt", "done")
        for statistic, value in {"mean_from": 3.0, "mean_to": 3.5, "change": 0.5}.items()
    }
    (figure,) = present_changes(
        make_scene([perceived, measured], facts), room="learning", retrospective=False
    )
    assert isinstance(figure, Figure)
    assert figure.table.to_series(0).to_list() == ["Gemeten"]


def test_trend_needs_three_moments() -> None:
    two = make_indicator("two", "Twee", waves=["begin", "end"])
    three = make_indicator("three", "Drie", waves=["begin", "between", "end"])
    facts = {(i, w, "mean"): make_fact(4.0) for i in ("two", "three") for w in ("begin", "between", "end")}
    outcomes = present_trends(make_scene([two, three], facts), room="learning")
    assert [outcome.key for outcome in outcomes] == ["trend-three"]


def test_score_whose_interval_holds_zero_is_called_uncertain() -> None:
    indicator = make_indicator("advice", "Aanbeveling", kind="number", nps=True)
    unsure = {**make_fact(4.0), "low": -8.0, "high": 16.0}
    (figure,) = present_recommendation(make_scene([indicator], {("advice", "end", "nps"): unsure}))
    assert isinstance(figure, Figure)
    assert "blijft onzeker" in figure.answer
    assert "is +4," in figure.answer


def test_question_withheld_beside_one_that_is_shown_keeps_its_row() -> None:
    items = [make_indicator(i, i, kind="likert", scale_id="s") for i in ("s_1", "s_2")]
    shares = {1: 0.1, 2: 0.2, 3: 0.2, 4: 0.3, 5: 0.2}
    facts = {("s_1", "end", f"share_{code}"): make_fact(share) for code, share in shares.items()}
    facts |= {("s_2", "end", f"share_{code}"): WITHHELD for code in shares}
    (figure,) = present_items(make_scene(items, facts), wave="end", scale="s", room="reaction")
    assert isinstance(figure, Figure)
    assert figure.table["opmerking"].to_list()[-1] == "niet getoond, om mensen te beschermen"
    assert "1 rij wordt niet getoond" in figure.answer


def test_sessions_show_the_yardstick_that_fits_them_and_how_it_was_counted() -> None:
    kinds = ("sessions.coaching", "sessions.training_day")
    rows = [make_indicator(i, "Aantal", kind="attendance", unit="count", waves=["all"]) for i in kinds]
    facts = {(i, "all", "mean"): make_fact(3.04) for i in kinds}
    (figure,) = present_sessions(make_scene(rows, facts, compare="sessions.coaching"))
    assert isinstance(figure, Figure)
    assert figure.table["maatstaf"].drop_nulls().to_list() == [4.0]
    assert figure.table["aantal bijeenkomsten"].to_list() == [3.0] * figure.table.height
    assert "twee gesprekken" in figure.caution
    assert "gemiddeld 3,0, tegenover een maatstaf van 4." in figure.answer


def test_hours_say_from_which_kind_to_which_they_run() -> None:
    kinds = {"dose.training_day": 60.0, "dose.coaching": 3.04}
    rows = [make_indicator(i, "Uren", kind="attendance", unit="hours", waves=["all"]) for i in kinds]
    (figure,) = present_dose(make_scene(rows, {(i, "all", "mean"): make_fact(v) for i, v in kinds.items()}))
    assert isinstance(figure, Figure)
    assert "van 3,0 uur (Coaching) tot 60,0 uur (Vormingsdag)" in figure.answer


def test_dose_without_a_yardstick_in_hours_has_none() -> None:
    dose = make_indicator("dose.coaching", "Uren", kind="attendance", unit="hours", waves=["all"])
    scene = make_scene(
        [dose], {("dose.coaching", "all", "mean"): make_fact(3.0)}, compare="sessions.coaching"
    )
    (figure,) = present_dose(scene)
    assert isinstance(figure, Figure)
    assert "maatstaf" not in figure.table.columns
    assert "twee gesprekken" not in figure.caution


def test_yardsticks_write_their_norm_in_words() -> None:
    assert list_yardsticks(make_scene([], {}))["norm"].to_list() == ["uur: minstens 40"]
