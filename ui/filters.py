"""The filters, the reset and the language: drawn on every page, at the same place."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from schemas.programme import Programme
from schemas.wording import Count
from texts import LANGUAGES, Texts
from texts.catalogue import Language
from ui.address import FilterName, Selection, list_choices
from ui.cells import Cell
from ui.labels import find_dimension, label_part, label_partnership, label_trajectory, start_upper
from ui.offers import list_offers, settle
from ui.state import save_language, save_selection

_KEYS: dict[FilterName, str] = {
    "trajectory": "filter-trajectory",
    "level": "filter-level",
    "region": "filter-region",
    "partnership": "filter-partnership",
}
_ALL = ""
_LANGUAGE_KEY = "filter-language"


@dataclass(frozen=True)
class _Drawn:
    """What the filters are drawn for. `cells` are those that the viewer may see, by id."""

    programme: Programme
    selection: Selection
    texts: Texts
    cells: Mapping[str, Cell]


def show_filters(
    *, programme: Programme, selection: Selection, texts: Texts, cells: Mapping[str, Cell]
) -> None:
    """Draws a filter for each dimension that has categories, and the reset; nothing where none has.

    `cells` are those that the viewer may see: of them come the pools, and the partnerships of a trajectory.
    """
    choices = list_choices(programme)
    if not choices:
        return
    drawn = _Drawn(programme=programme, selection=selection, texts=texts, cells=cells)
    for name, offered in list_offers(selection, cells=cells).items():
        if offered:
            choices[name] = (*choices.get(name, ()), *offered)
    with st.container(horizontal=True, vertical_alignment="bottom", key="frame-filters"):
        for name, ids in choices.items():
            _show_filter(name, ids=ids, drawn=drawn)
        st.button(
            texts("frame.reset"),
            key="filter-reset",
            on_click=save_selection,
            args=(Selection(),),
            disabled=selection == Selection(),
        )


def show_language(*, texts: Texts) -> None:
    """Draws the choice between Dutch and English."""
    st.session_state[_LANGUAGE_KEY] = texts.language
    st.segmented_control(
        texts("frame.language"),
        LANGUAGES,
        key=_LANGUAGE_KEY,
        required=True,
        format_func=str.upper,
        label_visibility="collapsed",
        on_change=_take_language,
    )


def choose_cell(cell: Cell) -> None:
    """Sets the filters to `cell`: what the buttons to nearby cells do."""
    save_selection(Selection(**cell.parts))


def _show_filter(name: FilterName, *, ids: tuple[str, ...], drawn: _Drawn) -> None:
    # The address is the truth: the widget is set from it at each run, and writes back on a change.
    st.session_state[_KEYS[name]] = getattr(drawn.selection, name) or _ALL
    unit, texts = _count_of(name, programme=drawn.programme), drawn.texts
    labels = {i: _label(name, i, drawn=drawn) for i in ids}
    labels[_ALL] = texts("frame.all", many=unit.many.in_language(texts.language))
    st.selectbox(
        start_upper(unit.one.in_language(texts.language)),
        (_ALL, *ids),
        key=_KEYS[name],
        format_func=labels.__getitem__,
        on_change=_take_selection,
        args=(name, drawn.cells),
    )


def _count_of(name: FilterName, *, programme: Programme) -> Count:
    if name == "trajectory":
        return programme.units.trajectory
    if name == "partnership":
        return programme.units.partnership
    return find_dimension(programme=programme, name=name).label


def _label(name: FilterName, value: str, *, drawn: _Drawn) -> str:
    programme, texts = drawn.programme, drawn.texts
    if name == "trajectory":
        return label_trajectory(programme=programme, trajectory_id=value, texts=texts)
    if name == "partnership":
        cell = drawn.cells[Selection(trajectory=drawn.selection.trajectory, partnership=value).cell_id]
        return label_partnership(programme=programme, cell=cell, texts=texts)
    return label_part(programme=programme, dimension=name, value=value, texts=texts)


def _take_selection(changed: FilterName, cells: Mapping[str, Cell]) -> None:
    chosen = Selection(**{name: st.session_state.get(key) or None for name, key in _KEYS.items()})
    save_selection(settle(chosen, changed=changed, cells=cells))


def _take_language() -> None:
    language: Language = st.session_state[_LANGUAGE_KEY]
    save_language(language)
