"""What the page Verschillen says by rules: sure, unsure, nothing, one, all the same, and why not."""

import re
from pathlib import Path

import polars as pl
import pytest

from tests.builders.variance_rows import (
    CHANGE,
    LEVEL,
    Row,
    make_term,
    make_terms,
    make_variance_tables,
    open_differences,
)
from ui.page import Page
from ui.present.differences import Chosen, find_moment, list_moments, list_scales, name_subject
from ui.present.differences_range import present_range
from ui.present.differences_split import present_scales, present_split
from ui.present.differences_trajectories import present_trajectories
from ui.present.differences_words import (
    round_shares,
    say_range,
    say_scales,
    say_split,
    say_trajectories,
)
from ui.tables import write_table
from ui.viewer import Viewer

CLAIM = re.compile(
    r"\b(effect|impact|beste|slechtste|best|worst|zorgt|leads to)\b",
    re.IGNORECASE,
)
NOTHING = re.compile("geen verschil|no difference", re.IGNORECASE)
ENDS = (1.0, 5.0)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return open_differences(tmp_path_factory.mktemp("differences"))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Page:
    return open_differences(tmp_path_factory.mktemp("differences"), language="en")


def make_trajectory(value: float, *, half: float = 0.2) -> Row:
    return {"value": value, "low": value - half, "high": value + half, "n": 31, "status": "shown"}


def plain(text: str) -> str:
    """`text` with ordinary spaces."""
    return text.replace("\u00a0", " ")


def test_moments_when_listed_then_changes_come_last_and_only_what_is_known(page: Page) -> None:
    assert list(list_moments(page)) == ["end", "begin-end"]
    assert find_moment(page) == "end"
    assert list(list_scales(page, wave="begin-end")) == ["asking_feedback"]


def test_moment_when_nothing_is_known_then_there_is_none(tmp_path: Path) -> None:
    assert find_moment(open_differences(tmp_path, tables=make_variance_tables({}))) is None


def test_subject_when_it_is_a_change_then_says_so(page: Page) -> None:
    assert name_subject(page, LEVEL) == "“Bruikbaarheid”, Eindmeting"
    assert name_subject(page, CHANGE) == "de verandering van “Feedback vragen”, Begin tot einde"


def test_split_when_partnerships_differ_then_gives_shares_intervals_and_people(page: Page) -> None:
    assert plain(say_split(page, make_terms(), subject="“Bruikbaarheid”, einde")) == (
        "Van de verschillen in “Bruikbaarheid”, einde, ligt 25 % (14 – 37 %) tussen samenwerkingsverbanden, "
        "0 % (0 – 6 %) tussen trajecten en 75 % (63 – 86 %) tussen schoolleiders van hetzelfde "
        "samenwerkingsverband. Of trajecten echt van elkaar verschillen, is niet zeker: dat deel kan ook 0 % "
        "zijn. Dit gaat over 346 schoolleiders uit 84 samenwerkingsverbanden."
    )


def test_split_when_nothing_is_sure_then_both_are_named(page: Page) -> None:
    terms = make_terms(share_partnership=make_term(0.1, 0.0, 0.2), share_leader=make_term(0.9, 0.8, 1.0))

    assert "Of samenwerkingsverbanden en trajecten echt van elkaar verschillen" in say_split(
        page, terms, subject="x"
    )


def test_split_when_all_is_sure_then_no_doubt_is_told(page: Page) -> None:
    terms = make_terms(share_trajectory=make_term(0.1, 0.02, 0.2))

    assert "niet zeker" not in say_split(page, terms, subject="x")


def test_split_when_trajectories_are_too_few_then_gives_two_parts(page: Page) -> None:
    none = make_term(None, reason="too_few_trajectories")
    said = plain(say_split(page, make_terms(share_trajectory=none), subject="“Vertrouwen”, einde"))

    assert said.startswith("Van de verschillen in “Vertrouwen”, einde, ligt 25 % (14 – 37 %) tussen")
    assert "Er zijn te weinig trajecten om die apart te schatten." in said


def test_split_about_one_partnership_and_one_leader_then_is_in_the_singular(page: Page) -> None:
    alone = make_terms(share_partnership=make_term(0.2, 0.1, 0.3, n=1, n_partnerships=1))

    assert say_split(page, alone, subject="x").endswith(
        "Dit gaat over 1 schoolleider uit 1 samenwerkingsverband."
    )


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("too_few_partnerships", "Er zijn te weinig samenwerkingsverbanden om dit te schatten."),
        ("no_spread", "Iedereen gaf hetzelfde antwoord"),
        ("not_converged", "De berekening kwam niet tot een betrouwbare uitkomst"),
    ],
)
def test_split_when_it_cannot_be_known_then_says_why_and_draws_nothing(
    reason: str, words: str, tmp_path: Path
) -> None:
    nothing = {term: make_term(None, reason=reason) for term in make_terms()}
    page = open_differences(tmp_path, tables=make_variance_tables({LEVEL: nothing}))

    split, strip = present_split(page, chosen=LEVEL), present_range(page, chosen=LEVEL)
    scales = present_scales(page, wave="end")

    assert split.answer.startswith(words)
    assert strip.answer.startswith(words)
    assert (split.draw, strip.draw, scales.draw) == (None, None, None)
    assert scales.answer.startswith("Voor geen enkele schaal")
    assert words in write_table(split.table, caption="x", texts=page.texts)


@pytest.mark.parametrize(
    ("shares", "rounded"),
    [
        ([1 / 3, 1 / 3, 1 / 3], 1.0),
        ([0.246, 0.0, 0.754], 1.0),
        ([0.005, 0.005, 0.99], 1.0),
        ([0.0, 0.0, 1.0], 1.0),
        ([0.145, 0.855], 1.0),
    ],
)
def test_shares_when_rounded_then_make_a_hundred(shares: list[float], rounded: float) -> None:
    told = round_shares(shares)

    assert sum(told) == pytest.approx(rounded)
    assert all(abs(a - b) < 0.01 for a, b in zip(told, shares, strict=True))


def test_range_of_a_level_then_stands_on_its_scale_without_a_rank(page: Page) -> None:
    assert plain(say_range(page, make_terms(), change=False, ends=ENDS)) == (
        "Naar schatting ligt 95 % van de samenwerkingsverbanden tussen 3,3 en 4,6, rond een gemiddelde van "
        "4,0, op een schaal van 1 tot 5. Van wat je ziet als je gemiddelden van samenwerkingsverbanden naast "
        "elkaar legt, is ongeveer 48 % toeval. Daarom staat hier geen rangorde."
    )


def test_range_of_a_change_then_has_signs(page: Page) -> None:
    terms = make_terms(range_partnership=make_term(0.37, -0.02, 0.73))

    assert "tussen 0,0 en +0,7, rond een gemiddelde van +0,4." in say_range(
        page, terms, change=True, ends=ENDS
    )


def test_range_of_no_width_then_says_what_it_may_be(page: Page) -> None:
    terms = make_terms(
        range_partnership=make_term(3.97, 3.97, 3.97), tau_partnership=make_term(0.0, 0.0, 0.21)
    )

    said = say_range(page, terms, change=False, ends=ENDS)

    assert "rondt af op 0: allemaal liggen ze naar schatting rond 4,0" in said
    assert "kan tot 0,21 punten zijn" in said


def test_trajectories_when_all_overlap_then_no_difference_and_no_rank_follow(page: Page) -> None:
    named = [("A", make_trajectory(4.2)), ("B", make_trajectory(4.0)), ("C", make_trajectory(4.1))]

    assert say_trajectories(page, named, make_trajectory(4.1), change=False) == (
        "De trajecten liggen tussen 4,0 en 4,2. Het hele programma ligt op 4,1. Alle intervallen overlappen "
        "elkaar: uit deze cijfers volgt niet dat trajecten verschillen, en ook geen rangorde."
    )


def test_trajectories_when_some_do_not_overlap_then_it_is_still_no_rank(page: Page) -> None:
    named = [("A", make_trajectory(3.2)), ("B", make_trajectory(4.0))]

    assert "Toch is dit geen rangorde" in say_trajectories(page, named, make_trajectory(4.0), change=False)


def test_trajectories_when_one_interval_is_unknown_then_overlap_is_not_told(page: Page) -> None:
    bare = {**make_trajectory(3.2), "low": None, "high": None}

    said = say_trajectories(page, [("A", bare), ("B", make_trajectory(4.0))], make_term(None), change=False)

    assert "overlappen" not in said
    assert (
        said == "De trajecten liggen tussen 3,2 en 4,0. Dit is geen rangorde: de trajecten bereikten andere "
        "schoolleiders."
    )


def test_trajectories_when_all_are_the_same_then_one_value_is_told(page: Page) -> None:
    named = [("A", make_trajectory(0.41)), ("B", make_trajectory(0.39))]

    assert say_trajectories(page, named, make_trajectory(0.4), change=True).startswith(
        "Alle trajecten die je hier ziet, liggen op +0,4."
    )


def test_trajectories_when_one_is_shown_then_it_is_named_and_the_others_counted(page: Page) -> None:
    hidden = make_term(None, status="withheld")

    assert (
        say_trajectories(
            page, [("A", hidden), ("B", make_trajectory(4.0))], make_trajectory(4.1), change=False
        )
        == "B ligt op 4,0. Het hele programma ligt op 4,1. 1 rij wordt niet getoond; de reden staat erbij."
    )


def test_trajectories_when_drawn_then_stand_in_the_programmes_order(page: Page) -> None:
    figure = present_trajectories(page, chosen=LEVEL)

    assert figure is not None
    labels = figure.table.to_series(0).to_list()
    assert [label.split(" ")[1] for label in labels[:-1]] == [str(n) for n in range(1, 11)]
    assert labels[-1] == "Hele programma"


def test_trajectories_when_a_viewer_may_name_one_then_the_others_are_two_ends(tmp_path: Path) -> None:
    page = open_differences(tmp_path, viewer=Viewer(role="organiser", trajectories=("pi-3",)))

    figure = present_trajectories(page, chosen=LEVEL)

    assert figure is not None
    labels = figure.table.to_series(0).to_list()
    assert labels[0].startswith("Traject 3 ·")
    assert labels[1:] == [
        "Laagste van 9 andere trajecten",
        "Hoogste van 9 andere trajecten",
        "Hele programma",
    ]
    assert figure.draw is not None
    drawn = f"{figure.draw().to_json()} {figure.answer}"
    assert "Traject 4" not in drawn
    assert "Hoogste van 9" in drawn


def test_scales_when_shares_differ_then_the_span_is_told_with_intervals(page: Page) -> None:
    other = make_terms(
        share_partnership=make_term(0.06, 0.0, 0.17), share_trajectory=make_term(0.11, 0.02, 0.3)
    )

    assert plain(say_scales(page, [("A", make_terms()), ("B", other)])) == (
        "Het deel dat tussen samenwerkingsverbanden ligt, gaat van 6 % (0 – 17 %) bij “B” tot 25 % "
        "(14 – 37 %) bij “A”. Het deel dat tussen trajecten ligt, gaat van 0 % (0 – 6 %) bij “A” tot 11 % "
        "(2 – 30 %) bij “B”."
    )


def test_scales_when_there_is_one_then_its_share_is_told(page: Page) -> None:
    said = plain(say_scales(page, [("A", make_terms())]))

    assert "tussen trajecten ligt, is voor elke schaal 0 % (0 – 6 %)." in said


def test_scales_when_one_is_withheld_then_it_is_counted(page: Page) -> None:
    hidden = {term: make_term(None, status="withheld", reason=None) for term in make_terms()}

    assert say_scales(page, [("A", make_terms()), ("B", hidden)]).endswith(
        "1 rij wordt niet getoond; de reden staat erbij."
    )


@pytest.mark.parametrize("chosen", [LEVEL, CHANGE])
def test_figures_when_read_whole_then_claim_no_cause_and_no_rank(
    page: Page, english: Page, chosen: Chosen
) -> None:
    for shown in (page, english):
        figures = [
            present_split(shown, chosen=chosen),
            present_range(shown, chosen=chosen),
            present_trajectories(shown, chosen=chosen),
            present_scales(shown, wave=chosen.wave),
        ]
        for figure in figures:
            assert figure is not None
            own = figure.caution.replace(shown.programme.caution.in_language(shown.language), "")
            assert CLAIM.findall(f"{figure.question} {figure.answer} {figure.how_to_read} {own}") == []
            assert NOTHING.findall(figure.answer) == []
            assert figure.draw is not None
            assert figure.draw().layout.height > 0


def test_claims_when_one_is_made_then_it_is_caught() -> None:
    assert CLAIM.findall("Traject 3 is het beste en heeft effect.") == ["beste", "effect"]
    assert NOTHING.findall("Er is geen verschil.") == ["geen verschil"]


def test_tables_when_written_then_hold_every_level_with_its_interval(page: Page) -> None:
    table = present_split(page, chosen=LEVEL).table

    assert table.height == 3
    assert table["aandeel (%)"].to_list() == [0, 25, 75]
    assert table["ondergrens (95 %)"].to_list() == [0.0, 0.24, 0.53]
    assert present_range(page, chosen=LEVEL).table.select(pl.col("punten")).to_series()[0] == 3.97
