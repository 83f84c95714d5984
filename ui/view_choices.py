"""The choices of part, moment and scale within a page. The address is the truth; bad values are ignored."""

from collections.abc import Mapping, Sequence

from ui.address import MEASURE, MOMENT, PART, SCALE
from ui.page import Page
from ui.picks import write_form, write_list, write_row
from ui.present.items import list_scales
from ui.present.scene import Scene, capitalise, find_main_wave, label_wave, list_waves, waves_of
from ui.remember import remembered
from ui.state import read_choice

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


def read_part(names: Sequence[str]) -> str:
    """The part in the address: one of `names` or `ALL_PARTS`; the first unless it is one of these."""
    wanted = read_choice(PART)
    return wanted if wanted is not None and wanted in (*names, ALL_PARTS) else names[0]


def write_parts(page: Page, *, names: Sequence[str], room: str = "results") -> str:
    """The choice between the parts of a page and all of them, as HTML.

    What a part is called stands in the catalogue's `room`, as `section_<name>`.
    """
    parts = {name: page.texts(f"{room}.section_{name}") for name in names}
    parts[ALL_PARTS] = page.texts("results.all_parts")
    label = page.texts("results.part")
    return write_row(page.query, PART, label=label, options=parts, chosen=read_part(names), shown=False)


def choose_wave(page: Page, scene: Scene) -> str:
    """The choice between the moments, as HTML; nothing unless there are several."""
    waves = {wave: capitalise(label_wave(scene, wave)) for wave in _list_moments(scene)}
    if len(waves) < 2:
        return ""
    label = page.texts("results.moment")
    return write_row(page.query, MOMENT, label=label, options=waves, chosen=read_wave(scene), shown=True)


def choose_scale(page: Page, scene: Scene) -> str:
    """The choice of the scale of which to see every question, as HTML; nothing if there is none."""
    wave = read_wave(scene)
    scales: Mapping[str, str] = list_scales(scene, wave=wave)
    chosen = read_scale(scene, wave=wave)
    if chosen is None:
        return ""
    return write_pick(page, SCALE, label=page.texts("results.scale"), options=scales, chosen=chosen)


def choose_measure(page: Page, *, names: Mapping[str, str]) -> tuple[str, str]:
    """The measure to read about (id → name): that in the address, else the first; and its choice as HTML."""
    wanted = read_choice(MEASURE)
    chosen = wanted if wanted is not None and wanted in names else next(iter(names))
    return chosen, write_pick(page, MEASURE, label=page.texts("methods.choose"), options=names, chosen=chosen)


def write_pick(page: Page, parameter: str, *, label: str, options: Mapping[str, str], chosen: str) -> str:
    """A form of one list."""
    lists = {parameter: write_list(parameter, label=label, options=options, chosen=chosen)}
    return write_form(page, lists, label=label)


@remembered
def _list_moments(scene: Scene) -> list[str]:
    shown = [indicator for indicator in scene.indicators if indicator["kind"] in _AT_ONE_MOMENT]
    asked = {wave for indicator in shown for wave in waves_of(indicator)}
    return [wave.id for wave in list_waves(scene) if wave.id in asked]
