"""Draws what the presenters hand over: figure by figure, or in sections with a heading."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import polars as pl
import streamlit as st

from schemas.release import TOTAL
from ui.blocks import show_figure, show_heading, show_withheld
from ui.figure import Figure
from ui.html import write_section
from ui.page import Page
from ui.present.blank import drop_told
from ui.present.scene import Hidden, Outcome, Scene
from ui.scenes import read_scene
from ui.tables import write_table
from ui.view_choices import ALL_PARTS, read_part, write_parts

_Choose = Callable[[Page, Scene], str]


def set_scene(page: Page, *, level: str, kinds: tuple[str, ...] | None = None) -> Scene:
    """What the release states for the page's cell about one level of indicators.

    The page ends here, with a sentence, if the programme has nothing of this level. If nothing is shown
    for the cell, the page says so here, once, with ways on.
    """
    scene = read_scene(page, level=level, kinds=kinds)
    if scene is None:
        st.info(page.texts(f"{page.name}.nothing"))
        st.stop()
    if scene.blank is not None:
        _show_hidden(page, scene.blank)
    return scene


def show_outcomes(
    page: Page, scene: Scene, outcomes: Sequence[Outcome], *, heading: Literal[2, 3] = 2
) -> None:
    """Draws each figure, or why it is not shown; `heading` is the level of their questions."""
    for outcome in drop_told(scene, list(outcomes)):
        if isinstance(outcome, Figure):
            show_figure(page, outcome, heading=heading)
        else:
            if outcome.question:
                show_heading(outcome.question, level=heading)
            _show_hidden(page, outcome)


@dataclass(frozen=True)
class Section:
    """Figures that belong together below a heading and a sentence.

    Its texts are `results.section_<name>` and `results.about_<name>`. `choices` write, as HTML, what
    the reader can choose for it, in this order. `whole`: its figures are about the whole programme,
    whatever group is chosen on the page, and it says so.
    """

    name: str
    outcomes: Sequence[Outcome]
    choices: tuple[_Choose, ...] = ()
    whole: bool = False


def show_sections(page: Page, scene: Scene, *sections: Section) -> None:
    """Draws the section that the reader chose, or all of them; those without figures are left out.

    A page with one section, or of a cell of which nothing is shown, has nothing to choose. A choice or
    figure that two sections share is drawn with the first.
    """
    kept = [replace(s, outcomes=drop_told(scene, list(s.outcomes))) for s in sections]
    kept = [section for section in kept if section.outcomes]
    row = ""
    if scene.told is None and len(kept) > 1:
        names = [section.name for section in kept]
        part, row = read_part(names), write_parts(page, names=names)
        kept = [section for section in kept if part in (section.name, ALL_PARTS)]
    for section in _share(kept):
        _show_section(page, scene, section, before=row)
        row = ""


def _show_section(page: Page, scene: Scene, section: Section, *, before: str) -> None:
    heading = page.texts(f"results.section_{section.name}")
    about = page.texts(f"results.about_{section.name}")
    if section.whole and page.cell.kind != TOTAL:
        page, about = page.whole, f"{about} {page.texts('results.whole_section')}"
    choices = section.choices if scene.told is None else ()
    more = "".join(choose(page, scene) for choose in choices)
    st.html(f"{before}{write_section(heading, about=about, more=more)}")
    if _is_hidden_for_one_reason(section.outcomes):
        _show_hidden(page, section.outcomes[0])
    else:
        show_outcomes(page, scene, section.outcomes, heading=3)


def _share(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections, each without the choices and figures of those before it."""
    choices: set[_Choose] = set()
    keys: set[str] = set()
    for section in sections:
        yield replace(
            section,
            choices=tuple(choose for choose in section.choices if choose not in choices),
            outcomes=[outcome for outcome in section.outcomes if outcome.key not in keys],
        )
        choices.update(section.choices)
        keys.update(outcome.key for outcome in section.outcomes)


def show_table(page: Page, table: pl.DataFrame, *, heading: str) -> None:
    """Draws a table that has no chart."""
    with st.container(border=True):
        show_heading(heading)
        st.html(write_table(table, caption=heading, texts=page.texts))


def _is_hidden_for_one_reason(outcomes: Sequence[Outcome]) -> bool:
    reasons = {outcome.status if isinstance(outcome, Hidden) else None for outcome in outcomes}
    return len(reasons) == 1 and None not in reasons


def _show_hidden(page: Page, hidden: Outcome) -> None:
    if isinstance(hidden, Figure):
        return
    nearest = page.store.nearest_shown(
        cell_id=page.cell.cell_id,
        indicator_id=hidden.indicator_id,
        wave=hidden.wave,
        statistic=hidden.statistic,
    )
    show_withheld(page, hidden.status, nearest, key=hidden.key)
