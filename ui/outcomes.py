"""Draws what the presenters hand over, and the choices of moment and scale that go before it."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from schemas.release import TOTAL
from ui.blocks import show_figure, show_heading, show_withheld
from ui.figure import Figure
from ui.page import Page
from ui.present.items import list_scales
from ui.present.scene import (
    Facts,
    Hidden,
    Outcome,
    Scene,
    capitalise,
    find_main_wave,
    index_facts,
    label_wave,
    list_waves,
)
from ui.tables import write_table


def set_scene(page: Page, *, level: str, kinds: Sequence[str] | None = None) -> Scene:
    """What the release states for the page's cell about one level of indicators.

    The page ends here, with a sentence, if the programme has nothing of this level.
    """
    indicators = page.store.indicators(level=level, kinds=kinds)
    if indicators.is_empty():
        st.info(page.texts(f"{page.name}.nothing"))
        st.stop()
    ids = indicators["indicator_id"].to_list()
    return Scene(
        texts=page.texts,
        dark=page.dark,
        programme=page.programme,
        indicators=tuple(indicators.iter_rows(named=True)),
        facts=index_facts(page.store.statements(cell_id=page.cell.cell_id, indicator_ids=ids)),
        whole=_read_whole(page, ids),
    )


def show_outcomes(page: Page, outcomes: Sequence[Outcome]) -> None:
    """Draws each figure; where none is shown, the fixed sentence stands once for all of them."""
    hidden = [outcome for outcome in outcomes if isinstance(outcome, Hidden)]
    if hidden and len(hidden) == len(outcomes):
        _show_hidden(page, hidden[0])
        return
    for outcome in outcomes:
        if isinstance(outcome, Figure):
            show_figure(page, outcome)
        else:
            _show_hidden(page, outcome)


def choose_wave(page: Page, scene: Scene) -> str:
    """Lets the reader choose one of the moments; the only one, or the main one, until they do."""
    waves = [wave.id for wave in list_waves(scene)]
    main = find_main_wave(scene)
    if len(waves) > 1:
        return st.radio(
            page.texts("results.moment"),
            waves,
            index=waves.index(str(main)),
            format_func=lambda wave: capitalise(label_wave(scene, wave)),
            horizontal=True,
            key=f"{page.name}-wave",
        )
    return str(main)


def choose_scale(page: Page, scene: Scene, *, wave: str) -> str | None:
    """Lets the reader choose the scale of which to see every question; None if there is none."""
    scales = list_scales(scene, wave=wave)
    if not scales:
        return None
    return st.selectbox(
        page.texts("results.scale"),
        list(scales),
        format_func=scales.__getitem__,
        key=f"{page.name}-scale-{wave}",
    )


def show_table(page: Page, table: pl.DataFrame, *, heading: str) -> None:
    """Draws a table that has no chart."""
    with st.container(border=True):
        show_heading(heading)
        st.html(write_table(table, caption=heading, texts=page.texts))


def _read_whole(page: Page, indicator_ids: list[str]) -> Facts:
    """What the whole programme is compared with; nothing when that is what is looked at."""
    if page.cell.kind == "total":
        return {}
    return index_facts(page.store.statements(cell_id=TOTAL, indicator_ids=indicator_ids))


def _show_hidden(page: Page, hidden: Hidden) -> None:
    nearest = page.store.nearest_shown(
        cell_id=page.cell.cell_id,
        indicator_id=hidden.indicator_id,
        wave=hidden.wave,
        statistic=hidden.statistic,
    )
    show_heading(hidden.question)
    show_withheld(page, hidden.status, nearest, key=hidden.key)
