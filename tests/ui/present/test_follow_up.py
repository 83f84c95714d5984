"""Who still answers, how far actions came, and values from elsewhere: in words."""

import polars as pl
import pytest

from charts.share_bars import SCHEMA
from tests.builders.programme import make_programme
from tests.builders.scenes import make_fact, make_indicator, make_scene
from texts import texts_in
from ui.figure import Figure
from ui.present.actions import present_actions, say_actions
from ui.present.follow_up import list_follow_ups, say_stayed
from ui.present.reference_lines import list_elsewhere, say_elsewhere
from ui.present.scene import Hidden, Scene
from ui.present.themes import list_theme_items

NL = texts_in("nl")
PROGRAMME = make_programme()
STEPS = ("planned", "done", "evaluated", "adjusted")


def stay(count: float, n: int) -> str:
    return say_stayed(count=count, n=n, moments=("eindmeting", "opvolging"), programme=PROGRAMME, texts=NL)


@pytest.mark.parametrize(
    ("count", "n", "words"),
    [
        (
            202,
            346,
            "Van de 346 schoolleiders die antwoordden op de eindmeting, antwoordden er 202 (58\u00a0%) ",
        ),
        (1, 30, "antwoordde er 1 (3\u00a0%) opnieuw"),
        (
            30,
            30,
            "Alle 30 schoolleiders die antwoordden op de eindmeting, antwoordden opnieuw op de opvolging.",
        ),
        (0, 30, "antwoordde niemand opnieuw op de opvolging."),
        (1, 1, "De ene schoolleider die antwoordde op de eindmeting, antwoordde opnieuw"),
        (0, 1, "De ene schoolleider die antwoordde op de eindmeting, antwoordde niet meer"),
    ],
)
def test_stayed_when_told_then_agrees_with_all_some_or_nobody(count: float, n: int, words: str) -> None:
    assert words in stay(count, n)


def test_follow_ups_when_listed_then_start_where_the_main_contrast_ends() -> None:
    assert list_follow_ups(PROGRAMME) == []
    later = PROGRAMME.contrasts[0].model_copy(update={"from_wave": "end", "to_wave": "followup"})
    longer = PROGRAMME.model_copy(update={"contrasts": (*PROGRAMME.contrasts, later)})
    assert [c.id for c in list_follow_ups(longer)] == ["end-followup"]
    assert list_follow_ups(PROGRAMME.model_copy(update={"contrasts": ()})) == []


def make_steps(values: list[float | None], *, n: int = 40) -> pl.DataFrame:
    rows = [
        {
            "label": step,
            "value": v,
            "n": n if v is not None else None,
            "status": "withheld" if v is None else "shown",
        }
        for step, v in zip(STEPS, values, strict=True)
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


@pytest.mark.parametrize(
    ("values", "n", "words"),
    [
        ([0.8, 0.7, 0.4, 0.1], 40, "Van 40 deelnemers: planned: 80\u00a0%; done: 70\u00a0%"),
        ([1.0, 0.0, 0.0, 0.0], 1, "Van 1 deelnemer: planned: 100\u00a0%"),
        ([0.0, 0.0, 0.0, 0.0], 40, "Van de 40 deelnemers heeft niemand een actie in het register."),
        ([0.8, None, None, None], 40, "Van 40 deelnemers: planned: 80\u00a0%."),
    ],
)
def test_actions_when_told_then_agree_with_what_is_shown(
    values: list[float | None], n: int, words: str
) -> None:
    assert say_actions(make_steps(values, n=n), texts=NL).startswith(words)


def make_action_scene(**changes: object) -> Scene:
    steps = [make_indicator(f"actions.{s}", s, kind="actions", unit="share", waves=["all"]) for s in STEPS]
    facts = {
        (f"actions.{s}", "all", "share_1"): {**make_fact(0.5), "low": None, "high": None, **changes}
        for s in STEPS
    }
    return make_scene(steps, facts)


def test_actions_when_shown_then_give_one_figure_with_a_bar_a_step_and_no_interval() -> None:
    figure = present_actions(make_action_scene())[0]

    assert isinstance(figure, Figure)
    assert figure.table.height == len(STEPS)
    assert figure.draw is not None
    assert list(figure.draw().data[0].x) == [0.5] * 4


def test_actions_when_withheld_then_say_so_and_draw_nothing() -> None:
    hidden = present_actions(make_action_scene(status="withheld", value=None, n=None))[0]

    assert isinstance(hidden, Hidden)
    assert hidden.status == "withheld"


def test_actions_when_the_programme_has_no_register_then_there_is_no_figure() -> None:
    assert present_actions(make_scene([make_indicator("a", "A")], {})) == []


REFERENCE = {
    "indicator_id": "a",
    "wave": None,
    "statistic": "mean",
    "value": 3.5,
    "population_nl": "leiders elders",
    "population_en": "leaders elsewhere",
    "year": 2018,
    "source": "verzonnen bron",
}


def refer(**changes: object) -> Scene:
    scene = make_scene([make_indicator("a", "Alfa"), make_indicator("b", "Beta")], {})
    return Scene(**{**scene.__dict__, "references": ({**REFERENCE, **changes},)})


def asked(scene: Scene) -> list[tuple[dict[str, object], str]]:
    return [(indicator, "end") for indicator in scene.indicators]


@pytest.mark.parametrize(("wave", "found"), [(None, 1), ("end", 1), ("begin", 0)])
def test_elsewhere_when_of_a_moment_then_goes_with_that_moment_only(wave: str | None, found: int) -> None:
    scene = refer(wave=wave)

    assert len(list_elsewhere(scene, asked(scene))) == found
    assert bool(say_elsewhere(scene, asked(scene))) == bool(found)


def test_elsewhere_when_said_then_names_population_year_and_source_and_is_not_tested() -> None:
    scene = refer()

    told = say_elsewhere(scene, asked(scene))

    assert "“Alfa” elders: 3,5 (leiders elders, 2018; bron: verzonnen bron)" in told
    assert "andere mensen" in told
    assert "niet om te toetsen" in told


def test_elsewhere_when_of_another_statistic_then_is_not_drawn_with_means() -> None:
    scene = refer(statistic="top2")

    assert list_elsewhere(scene, asked(scene)) == []


def test_themes_when_a_choice_has_the_same_answers_then_they_belong_together() -> None:
    options = [make_indicator(f"theme.{n}", f"thema {n}", kind="multiple", item_id="theme") for n in (1, 2)]
    answers = '[{"code": 1, "nl": "thema 1", "en": ""}, {"code": 2, "nl": "thema 2", "en": ""}]'
    most = make_indicator("most", "belangrijkste", kind="choice", answers=answers)
    other = make_indicator("yes", "ja?", kind="choice", answers='[{"code": 1, "nl": "ja", "en": "yes"}]')

    assert list_theme_items(make_scene([*options, most, other], {})) == {"theme", "most"}
