"""Figures with bounds, and of groups of which less is stated: what they say, draw and put in a table."""

from typing import Any

import pytest

from reports.bounds import CODE, is_bounded
from tests.builders.scenes import make_fact, make_indicator, make_scene
from texts import texts_in
from ui.figure import Figure
from ui.present.change_words import say_changes
from ui.present.changes import present_changes
from ui.present.choices import present_choices
from ui.present.items import present_items
from ui.present.means import present_means, present_trends
from ui.present.overview import place_strip
from ui.present.scene import Hidden, fill_withheld
from ui.present.session_kinds import write_amount

NL = texts_in("nl")
ALL = ["begin", "between", "end", "begin-end"]


def _bound(value: float, coded: int, *, n: int = 7) -> dict[str, Any]:
    return {**make_fact(value, n=n), "coded": coded, "low": None, "high": None}


def _item(name: str) -> dict[str, Any]:
    return make_indicator(name, f"Vraag {name}", kind="likert", scale_id="s")


def _codes(figure: Figure, column: str) -> list[int | None]:
    return figure.table[column].struct.field(CODE).to_list()


def test_means_when_one_is_a_bound_then_sentence_and_table_say_so_and_it_is_explained() -> None:
    indicators = [make_indicator("a", "Eerste"), make_indicator("b", "Tweede")]
    facts = {("a", "end", "mean"): _bound(4.5, 1), ("b", "end", "mean"): {**make_fact(3.2), "coded": 0}}
    (figure,) = present_means(make_scene(indicators, facts), wave="end", room="reaction")

    assert isinstance(figure, Figure)
    assert "van 3,2 (“Tweede”) tot minstens 4,5 (“Eerste”)" in figure.answer
    assert _codes(figure, "gemiddelde") == [1, 0]
    assert NL("numbers.read_mean") in figure.how_to_read


def test_means_when_none_is_a_bound_then_the_table_is_plain_and_nothing_is_explained() -> None:
    scene = make_scene([make_indicator("a", "Eerste")], {("a", "end", "mean"): make_fact(3.2)})
    (figure,) = present_means(scene, wave="end", room="reaction")

    assert isinstance(figure, Figure)
    assert not is_bounded(figure.table["gemiddelde"])
    assert NL("numbers.read_mean") not in figure.how_to_read


def test_change_when_its_ends_are_bounds_then_the_table_says_so() -> None:
    indicator = make_indicator("a", "Feedback", waves=ALL)
    facts = {
        ("a", "begin-end", "mean_from"): _bound(1.5, -1),
        ("a", "begin-end", "mean_to"): _bound(4.5, 1),
        ("a", "begin-end", "change"): {
            **make_fact(3.0, n=7),
            "coded": 0,
            "n_partnerships": 4,
            "method": None,
        },
    }
    (figure,) = present_changes(make_scene([indicator], facts), room="learning", retrospective=False)

    assert isinstance(figure, Figure)
    before, after = (name for name in figure.table.columns if name.startswith("gemiddelde, "))
    assert (_codes(figure, before), _codes(figure, after)) == ([-1], [1])
    assert NL("results.read_changes_narrow") in figure.how_to_read


def test_change_of_one_scale_when_a_share_is_a_bound_then_is_told_in_words() -> None:
    row: dict[str, Any] = {
        "label": "Feedback",
        "change": 0.4,
        "clear": True,
        "n": 212,
        "status": "shown",
        "improved": 0.95,
        "coded_improved": 1,
        "same": 0.05,
        "coded_same": -1,
        "worse": 0.05,
        "coded_worse": -1,
    }
    said = say_changes([row], programme=make_scene([], {}).programme, texts=NL)

    assert (
        "meer dan 95\u00a0% een hogere score, minder dan 5\u00a0% dezelfde en minder dan 5\u00a0% een lagere"
        in said
    )


def test_choice_when_an_answer_is_rare_then_it_is_a_bound() -> None:
    question = make_indicator("q", "Anders?", kind="choice", waves=["end"])
    facts = {("q", "end", f"share_{code}"): _bound(0.05, -1, n=40) for code in (1, 2, 3, 4)}
    facts[("q", "end", "share_5")] = _bound(0.95, 1, n=40)
    (figure,) = present_choices(make_scene([question], facts), wave="end")

    assert isinstance(figure, Figure)
    assert "(meer dan 95\u00a0%)" in figure.answer
    assert _codes(figure, "aandeel (%)") == [-1, -1, -1, -1, 1]


def test_items_when_only_averages_are_stated_then_shows_these_and_says_where_the_spread_is() -> None:
    scale, items = make_indicator("s", "Schaal", scale_id="s"), [_item("a"), _item("b")]
    facts = {("a", "end", "mean"): make_fact(3.1), ("b", "end", "mean"): make_fact(4.2)}
    facts[("a", "end", "top2")] = _bound(0.1, -1, n=31)
    facts[("b", "end", "top2")] = {**make_fact(0.85), "coded": 0}
    figure, rest = present_items(make_scene([scale, *items], facts), wave="end", scale="s", room="reaction")

    assert isinstance(figure, Figure)
    assert "van 3,1 (“Vraag a”) tot 4,2 (“Vraag b”)" in figure.answer
    assert "loopt van minder dan 10\u00a0% (“Vraag a”) tot 85\u00a0% (“Vraag b”)" in figure.answer
    assert _codes(figure, "twee hoogste antwoorden (%)") == [-1, 0]
    assert isinstance(rest, Hidden)
    assert (rest.status, rest.question, rest.statistic) == ("spread", "", "share_1")


def test_items_when_not_even_an_average_is_stated_then_is_one_hidden_figure() -> None:
    scale, item = make_indicator("s", "Schaal", scale_id="s"), _item("a")
    hidden = {"value": None, "coded": None, "low": None, "high": None, "n": None, "status": "withheld"}
    facts = {("a", "end", "share_1"): hidden}
    (outcome,) = present_items(make_scene([scale, item], facts), wave="end", scale="s", room="reaction")

    assert isinstance(outcome, Hidden)
    assert outcome.status == "withheld"


def test_items_when_a_share_is_a_bound_then_the_answer_says_that_a_bar_is_no_hundred() -> None:
    scale, item = make_indicator("s", "Schaal", scale_id="s"), _item("a")
    shares = {
        1: _bound(0.05, -1, n=40),
        2: make_fact(0.2),
        3: make_fact(0.3),
        4: make_fact(0.3),
        5: make_fact(0.16),
    }
    facts = {("a", "end", f"share_{code}"): fact for code, fact in shares.items()}
    (figure,) = present_items(make_scene([scale, item], facts), wave="end", scale="s", room="reaction")

    assert isinstance(figure, Figure)
    assert "1 balk telt niet op tot 100 %" in figure.answer
    assert NL("numbers.read_stack") in figure.how_to_read


@pytest.mark.parametrize(("waves", "said"), [(ALL, True), (["begin", "between", "end"], False)])
def test_trend_when_a_scale_has_a_main_change_then_says_at_which_moments_people_are_the_same(
    waves: list[str], said: bool
) -> None:
    indicator = make_indicator("a", "Feedback", waves=waves)
    facts = {("a", wave, "mean"): make_fact(3.2) for wave in ("begin", "between", "end")}
    (figure,) = present_trends(make_scene([indicator], facts), room="learning")

    assert isinstance(figure, Figure)
    assert ("gaat het om dezelfde mensen" in figure.caution) == said
    assert ("Alleen wie zowel bij" in figure.how_to_read) == said
    assert (NL("results.caution_trend") in figure.caution) != said


def test_cell_when_it_lacks_what_the_whole_states_then_that_is_withheld() -> None:
    key, other = ("a", "end", "share_1"), ("a", "end", "mean")
    whole = {key: {**make_fact(0.2), "method": "wilson"}, other: make_fact(3.0)}
    filled = fill_withheld({other: make_fact(4.0)}, whole=whole)

    assert filled[key]["status"] == "withheld"
    assert {filled[key][name] for name in ("value", "coded", "low", "high", "n", "method")} == {None}
    assert filled[other]["value"] == 4.0


def test_cell_when_the_whole_was_never_asked_then_it_was_not_either() -> None:
    key = ("a", "end", "mean")

    assert (
        fill_withheld({}, whole={key: {**make_fact(1.0), "status": "not_asked"}})[key]["status"]
        == "not_asked"
    )


def test_amount_when_a_share_is_a_bound_then_is_told_in_words() -> None:
    assert write_amount(_bound(0.95, 1), unit="share", texts=NL) == "meer dan 95\u00a0%"


def test_strip_when_the_value_is_a_bound_then_knows_its_side() -> None:
    strip = place_strip("mean", _bound(1.5, -1), low=1.0, high=5.0)

    assert (strip.coded, strip.low, strip.value) == (-1, None, 0.125)
