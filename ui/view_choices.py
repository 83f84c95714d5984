"""The choices of part, moment and scale within a page. The address is the truth; bad values are ignored."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.address import MEASURE, MOMENT, PART, SCALE
from ui.page import Page
from ui.present.items import list_scales
from ui.present.scene import Scene, capitalise, find_main_wave, label_wave, list_waves, waves_of
from ui.remember import remembered
from ui.state import read_choice, save_choice

ALL_PARTS = "all"
_AT_ONE_MOMENT = ("scale", "likert", "choice", "multiple")
"""Kinds of indicators that are shown at a chosen moment; a score of recommendation shows them all."""


def read_wave(scene: Scene) -> str:
    """The moment in the address; the main one unless it is a moment of this scene."""
    wanted, moments = read_choice(MOMENT), _list_moments(scene)
    if wanted in moments:
        return wanted
    main = str(find_main_wave(scene))
    return main if main in moments or not moments else moments[-1]


def read_scale(scene: Scene, *, wave: str) -> str | None:
    """The scale in the address; the first unless it is one asked at `wave`. None if there is none."""
    scales, wanted = list_scales(scene, wave=wave), read_choice(SCALE)
    return wanted if wanted in scales else next(iter(scales), None)


def choose_part(page: Page, *, names: Sequence[str], room: str = "results") -> str:
    """Draws the choice between the parts of a page and `ALL_PARTS`; returns the chosen one.

    What a part is called stands in the catalogue's `room`, as `section_<name>`.
    """
    parts = {name: page.texts(f"{room}.section_{name}") for name in names}
    parts[ALL_PARTS] = page.texts("results.all_parts")
    key, wanted = f"{page.name}-part", read_choice(PART)
    chosen = wanted if wanted in parts else names[0]
    st.session_state[key] = chosen
    st.segmented_control(
        page.texts("results.part"),
        list(parts),
        format_func=parts.__getitem__,
        required=True,
        key=key,
        on_change=_take,
        args=(PART, key),
    )
    return chosen


def choose_wave(page: Page, scene: Scene) -> None:
    """Draws the choice between the moments, if there are several."""
    waves = {wave: capitalise(label_wave(scene, wave)) for wave in _list_moments(scene)}
    if len(waves) < 2:
        return
    key = f"{page.name}-wave"
    st.session_state[key] = read_wave(scene)
    st.radio(
        page.texts("results.moment"),
        list(waves),
        format_func=waves.__getitem__,
        horizontal=True,
        key=key,
        on_change=_take,
        args=(MOMENT, key),
    )


def choose_scale(page: Page, scene: Scene) -> None:
    """Draws the choice of the scale of which to see every question, if there is any."""
    wave = read_wave(scene)
    scales: Mapping[str, str] = list_scales(scene, wave=wave)
    if not scales:
        return
    key = f"{page.name}-scale"
    st.session_state[key] = read_scale(scene, wave=wave)
    st.selectbox(
        page.texts("results.scale"),
        list(scales),
        format_func=scales.__getitem__,
        key=key,
        on_change=_take,
        args=(SCALE, key),
    )


def choose_measure(page: Page, *, names: Mapping[str, str]) -> str:
    """Draws the choice of the measure to read about (id → name); returns the chosen one."""
    key, wanted = f"{page.name}-measure", read_choice(MEASURE)
    chosen = wanted if wanted is not None and wanted in names else next(iter(names))
    st.session_state[key] = chosen
    st.selectbox(
        page.texts("methods.choose"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=_take,
        args=(MEASURE, key),
    )
    return chosen


@remembered
def _list_moments(scene: Scene) -> list[str]:
    shown = [indicator for indicator in scene.indicators if indicator["kind"] in _AT_ONE_MOMENT]
    asked = {wave for indicator in shown for wave in waves_of(indicator)}
    return [wave.id for wave in list_waves(scene) if wave.id in asked]


def _take(parameter: str, key: str) -> None:
    save_choice(parameter, st.session_state[key])
