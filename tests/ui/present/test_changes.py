"""Figures of change: what they say by rules, what their table holds, and what they warn of."""

from typing import Any

import polars as pl
import pytest

from tests.builders.programme import make_programme
from tests.builders.scenes import make_fact, make_indicator, make_scene
from texts import texts_in
from ui.figure import Figure
from ui.present.change_table import write_p
from ui.present.change_words import say_ceiling, say_changes, say_interval, side_of
from ui.present.changes import present_changes

NL, EN = texts_in("nl"), texts_in("en")
PROGRAMME = make_programme()
WAVE = "begin-end"
HALVES = {"improved": 0.52, "same": 0.3, "worse": 0.18}


def _change(label: str, change: float, *, clear: bool, n: int = 212, **more: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("improved", "same", "worse", "ceiling"))
    row = {"label": label, "change": change, "clear": clear, "n": n, "n_partnerships": 40, "status": "shown"}
    return {**row, **nothing, **more}


def _say(*rows: dict[str, Any], texts: Any = NL) -> str:
    return say_changes(rows, programme=PROGRAMME, texts=texts)


def test_changes_when_several_then_each_stands_on_its_side() -> None:
    said = _say(
        _change("A", 0.4, clear=True),
        _change("B", -0.3, clear=True),
        _change("C", 0.04, clear=True),
        _change("D", 0.2, clear=False),
    )
    assert said == (
        "Bij de 212 schoolleiders die twee keer antwoordden: duidelijk hoger voor A (+0,4); "
        "duidelijk lager voor B (−0,3); gemiddeld gelijk voor C (0,0); niet zeker voor D (+0,2)."
    )


def test_changes_when_english_then_as_english_joins_names() -> None:
    said = _say(*(_change(name, 0.4, clear=True) for name in "ABC"), texts=EN)
    assert said == (
        "For the 212 school leaders who answered twice: clearly higher for A (+0.4), B (+0.4) and C (+0.4)."
    )


def test_changes_when_the_numbers_of_people_differ_then_gives_both_ends() -> None:
    said = _say(_change("A", 0.4, clear=True, n=302), _change("B", 0.4, clear=True, n=295))
    assert said.startswith("Bij wie twee keer antwoordde (295 tot 302 schoolleiders): duidelijk hoger")


@pytest.mark.parametrize(
    ("texts", "start"),
    [
        (NL, "Bij de ene schoolleider die twee keer antwoordde:"),
        (EN, "For the one school leader who answered twice:"),
    ],
)
def test_changes_when_of_one_person_then_singular(texts: Any, start: str) -> None:
    rows = [_change(name, 0.4, clear=False, n=1) for name in "AB"]
    assert _say(*rows, texts=texts).startswith(start)


@pytest.mark.parametrize(
    ("change", "clear", "end"),
    [
        (0.4, True, "Gemiddeld is dat +0,4: duidelijk hoger."),
        (-0.4, True, "Gemiddeld is dat −0,4: duidelijk lager."),
        (0.02, True, "Gemiddeld bleef de score gelijk (0,0)."),
        (-0.02, False, "Gemiddeld bleef de score gelijk (0,0)."),
        (0.4, False, "Gemiddeld is dat +0,4. Of er echt iets veranderde, is niet zeker."),
    ],
)
def test_change_when_it_is_the_only_one_then_tells_how_many_went_up_and_down(
    change: float, clear: bool, end: str
) -> None:
    said = _say(_change("A", change, clear=clear, **HALVES))
    assert said == (
        "A: van de 212 schoolleiders die twee keer antwoordden, geeft 52\u00a0% een hogere score, "
        f"30\u00a0% dezelfde en 18\u00a0% een lagere. {end}"
    )


@pytest.mark.parametrize(
    ("texts", "start"),
    [
        (NL, "A: van de ene schoolleider die twee keer antwoordde: 52"),
        (EN, "A: of the one school leader who answered twice: 52%"),
    ],
)
def test_change_when_of_one_person_then_singular(texts: Any, start: str) -> None:
    assert _say(_change("A", 0.4, clear=True, n=1, **HALVES), texts=texts).startswith(start)


@pytest.mark.parametrize(
    ("texts", "n", "words"),
    [
        (NL, 31, "van de 31 schoolleiders die over toen en nu antwoordden, geeft"),
        (NL, 1, "van de ene schoolleider die over toen en nu antwoordde:"),
        (EN, 31, "of the 31 school leaders who answered about then and now,"),
        (EN, 1, "of the one school leader who answered about then and now:"),
    ],
)
def test_look_back_when_told_then_nobody_is_said_to_have_answered_twice(
    texts: Any, n: int, words: str
) -> None:
    row = _change("A", 0.4, clear=True, n=n, **HALVES)
    said = say_changes([row], kind="then", programme=PROGRAMME, texts=texts)
    assert said.startswith(f"A: {words}")
    several = say_changes([row, row], kind="then", programme=PROGRAMME, texts=texts)
    assert ("toen en nu" in several) or ("then and now" in several)


def test_change_when_shares_are_not_shown_then_tells_without_them() -> None:
    said = _say(_change("A", 0.4, clear=False, n=7))
    assert said == "Bij de 7 schoolleiders die twee keer antwoordden: niet zeker voor A (+0,4)."


def test_changes_when_a_row_is_hidden_then_it_is_counted_and_not_told() -> None:
    said = _say(
        _change("A", 0.4, clear=True, **HALVES), {**_change("B", 0.0, clear=False), "status": "withheld"}
    )
    assert said.endswith("1 rij wordt niet getoond; de reden staat erbij.")
    assert "B (" not in said


@pytest.mark.parametrize(
    ("change", "clear", "side"),
    [(0.04, True, "none"), (0.06, True, "up"), (-0.06, True, "down"), (0.3, False, "unclear")],
)
def test_side_when_it_rounds_to_nothing_then_none(change: float, clear: bool, side: str) -> None:
    assert side_of({"change": change, "clear": clear}) == side


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        ((40, 40), "over 40 samenwerkingsverbanden"),
        ((40, 38), "over 38 tot 40 samenwerkingsverbanden"),
        ((1, 1), "over 1 samenwerkingsverband,"),
        ((None, None), "Met minder dan vier samenwerkingsverbanden"),
        ((None, 4), "Met minder dan vier samenwerkingsverbanden"),
    ],
)
def test_interval_when_named_then_says_over_what_it_counts(
    behind: tuple[int | None, int | None], words: str
) -> None:
    rows = [_change("A", 0.4, clear=True, n_partnerships=number) for number in behind]
    said = say_interval(rows, programme=PROGRAMME, texts=NL)
    assert words in said
    assert ("ook andere" in said) == any(behind)


def test_ceiling_when_a_fifth_stood_at_the_top_then_is_named() -> None:
    rows = [_change("A", 0.1, clear=False, ceiling=0.2), _change("B", 0.1, clear=False, ceiling=0.19)]
    said = say_ceiling(rows, moment="begin", texts=NL)
    assert "A (20\u00a0%)" in said
    assert "B" not in said
    assert say_ceiling(rows[1:], moment="begin", texts=NL) == ""


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.0, "< 0,001"), (0.00099, "< 0,001"), (0.001, "0,001"), (0.0421, "0,042"), (1.0, "1,000")],
)
def test_p_when_tiny_then_is_written_as_less(p: float, words: str) -> None:
    assert write_p(p, texts=NL) == words


def _present(more: dict[str, float], *, withheld: tuple[str, ...] = ()) -> Figure:
    """The figure of one scale that rose by 0.3 ± 0.2."""
    scale = make_indicator("trust", "Vertrouwen", waves=["begin", "end", WAVE])
    values = {"mean_from": 3.1, "mean_to": 3.4, "change": 0.3, **more}
    facts = {
        ("trust", WAVE, name): {**make_fact(value), "n_partnerships": 9} for name, value in values.items()
    }
    bare = {"value": None, "low": None, "high": None, "n": None, "status": "withheld"}
    facts |= {("trust", WAVE, name): bare for name in withheld}
    (figure,) = present_changes(make_scene([scale], facts), room="learning", retrospective=False)
    assert isinstance(figure, Figure)
    return figure


@pytest.mark.parametrize(("p", "word"), [(0.05, "duidelijk hoger"), (0.051, "niet zeker")])
def test_change_when_others_stand_beside_it_then_the_adjusted_p_decides(p: float, word: str) -> None:
    assert word in _present({"p_adjusted": p}).answer


def test_change_when_the_adjusted_p_is_withheld_then_it_is_not_called_clear() -> None:
    assert "niet zeker" in _present({}, withheld=("p_adjusted",)).answer


def test_change_when_no_adjusted_p_is_stated_then_the_interval_decides() -> None:
    assert "duidelijk hoger" in _present({}).answer


def test_table_when_everything_is_stated_then_holds_it_all() -> None:
    more = {"d_av": 0.41, "d_z": 0.35, **HALVES, "hl": 0.25, "p_signed_rank": 0.002, "p_adjusted": 0.0004}
    (row,) = _present({**more, "ceiling": 0.24}).table.to_dicts()
    assert row == {
        "schaal of vraag": "Vertrouwen",
        "gemiddelde, Beginmeting": 3.1,
        "gemiddelde, Eindmeting": 3.4,
        "verschil": 0.3,
        "ondergrens (95 %)": 0.1,
        "bovengrens (95 %)": 0.5,
        "hoger (%)": 52,
        "gelijk (%)": 30,
        "lager (%)": 18,
        "grootte (d_av)": 0.41,
        "d_av, ondergrens (95 %)": 0.21,
        "d_av, bovengrens (95 %)": 0.61,
        "grootte (d_z)": 0.35,
        "p, aangepast": "< 0,001",
        "middelste verandering (Hodges-Lehmann)": 0.25,
        "p volgens rangen (Wilcoxon)": "0,002",
        "al op de hoogste score, Beginmeting (%)": 24,
        "n": 31,
        "samenwerkingsverbanden": 9,
        "opmerking": "",
    }


def test_table_when_a_group_has_less_then_columns_that_nobody_has_are_left_out() -> None:
    table = _present({}).table
    assert not [name for name in table.columns if name.startswith(("grootte", "p", "al op"))]
    assert isinstance(table["verschil"].dtype, pl.Float64)


def test_figure_when_drawn_then_says_what_its_interval_means_and_who_could_not_rise() -> None:
    caution = _present({"ceiling": 0.24}).caution
    assert caution.startswith("Het interval houdt er rekening mee dat ook andere ")
    assert "de onzekerheid telt over 9 " in caution
    assert "Vertrouwen (24\u00a0%)" in caution
    assert "hoogste score" not in _present({"ceiling": 0.1}).caution
