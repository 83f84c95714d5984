"""The palette's contrast, measured against the backgrounds that the app really has."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.theme import CONFIG, DARK, LIGHT, Palette, contrast, template, text_on

PALETTES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
CONFIGURED = tomllib.loads(Path(".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_contrast_of_a_known_grey_is_the_published_one() -> None:
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


def test_contrast_of_a_pale_colour_is_caught() -> None:
    assert contrast("#ffff00", "#ffffff") < 3


@PALETTES
def test_marks_stand_out_from_the_background(colours: Palette) -> None:
    marks = (colours.mark, colours.accent, colours.neutral, *colours.negative, *colours.positive)
    assert {mark: contrast(mark, colours.background) >= 3 for mark in marks} == dict.fromkeys(marks, True)


@PALETTES
def test_interval_reads_over_its_bar_and_beside_it(colours: Palette) -> None:
    assert contrast(colours.bar, colours.background) >= 3
    assert contrast(colours.text, colours.bar) >= 4
    assert contrast(colours.text, colours.background) >= 4.5


def test_interval_on_the_colour_of_the_dots_would_be_caught() -> None:
    assert contrast(LIGHT.text, LIGHT.mark) < 4


@PALETTES
def test_text_is_readable_on_the_background(colours: Palette) -> None:
    assert contrast(colours.text, colours.background) >= 4.5
    assert contrast(colours.muted, colours.background) >= 4.5


@PALETTES
def test_strengths_of_an_answer_differ_in_lightness(colours: Palette) -> None:
    for shades in (colours.negative, colours.positive, colours.sequence):
        steps = [contrast(shade, colours.background) for shade in shades]
        assert steps == sorted(steps)
        assert len(set(steps)) == len(steps)


@given(st.integers(min_value=0, max_value=0xFFFFFF))
def test_text_on_any_colour_reads(colour: int) -> None:
    mark = f"#{colour:06x}"
    assert contrast(text_on(mark), mark) >= 4.5


@pytest.mark.parametrize(("name", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_background_is_that_of_the_app(name: str, colours: Palette) -> None:
    assert colours.background == CONFIGURED[name]["backgroundColor"]
    assert colours.text == CONFIGURED[name]["textColor"]


def test_template_is_made_once_a_theme() -> None:
    assert template(False) is template(False)
    assert template(True) is not template(False)


def test_modebar_is_off() -> None:
    assert CONFIG["displayModeBar"] is False
